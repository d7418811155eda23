/// The float32 backend on the Vector API: the only package that imports the incubator module.
///
/// Every vector loop has a scalar twin with the same order of operations, so that the lane count never changes a bit.
@NullMarked
package samplerscope.tensor.simd;

import org.jspecify.annotations.NullMarked;
