/// Distributions in the plane that teachers use, each as a mixture of Gaussians with an exact score.
///
/// One file per distribution, all about the size of the unit normal (they fit in [-2.2, 2.2]) and with classes, so that
/// guidance can be shown. Start reading at {@link samplerscope.model.plane.Moons} and
/// {@link samplerscope.model.plane.Sketch}, which places the Gaussians.
@NullMarked
package samplerscope.model.plane;

import org.jspecify.annotations.NullMarked;
