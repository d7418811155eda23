/// What panes are made of: the palette, and pictures that are painted pixel by pixel off the FX thread.
///
/// Nothing here knows a study or a run. Start reading at {@link samplerscope.app.kit.RasterPane}.
@NullMarked
package samplerscope.app.kit;

import org.jspecify.annotations.NullMarked;
