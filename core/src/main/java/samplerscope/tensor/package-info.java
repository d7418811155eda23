/// Blocks of numbers and the narrow set of operations that executes a plan on them.
///
/// Network layers do not belong here: they live behind `Denoiser`. Start reading at
/// {@link samplerscope.tensor.TensorBackend}; {@link samplerscope.tensor.Float64Backend} is the reference.
@NullMarked
package samplerscope.tensor;

import org.jspecify.annotations.NullMarked;
