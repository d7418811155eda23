/// The timeline: where the cursor stands, what was recorded, and playback.
@NullMarked
package samplerscope.app.timeline;

import org.jspecify.annotations.NullMarked;
