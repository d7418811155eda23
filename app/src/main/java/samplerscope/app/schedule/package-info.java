/// The schedule of the focused lane as a thing that one sees and touches: its levels as points on a curve, its steps as
/// rows. Every edit runs the lane again.
@NullMarked
package samplerscope.app.schedule;

import org.jspecify.annotations.NullMarked;
