/// The lanes of the canvas: their headers, their grid, and the plane pane.
///
/// Pictures are painted by {@link samplerscope.app.flow.FlowPainter} from an immutable
/// {@link samplerscope.app.flow.FlowScene}, off the FX thread. Start reading at {@link samplerscope.app.flow.LaneGrid}
/// and {@link samplerscope.app.flow.FlowPane}.
@NullMarked
package samplerscope.app.flow;

import org.jspecify.annotations.NullMarked;
