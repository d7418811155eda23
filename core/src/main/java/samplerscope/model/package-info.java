/// Models at a noise level: exact ones, whose score is known in closed form, and the decorators that all share.
///
/// Networks live in their own package. Start reading at {@link samplerscope.model.Denoiser} and
/// {@link samplerscope.model.Model}.
@NullMarked
package samplerscope.model;

import org.jspecify.annotations.NullMarked;
