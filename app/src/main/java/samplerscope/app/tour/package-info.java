/// Lessons that show what they speak of: the list of tours, the one being taken, and the panel beside the lanes.
///
/// Start reading at {@link samplerscope.app.tour.TourModel}.
@NullMarked
package samplerscope.app.tour;

import org.jspecify.annotations.NullMarked;
