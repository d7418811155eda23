/// How far a sampler is from the truth, always with its uncertainty.
///
/// Start reading at {@link samplerscope.metric.Estimate} and {@link samplerscope.metric.PathError}.
@NullMarked
package samplerscope.metric;

import org.jspecify.annotations.NullMarked;
