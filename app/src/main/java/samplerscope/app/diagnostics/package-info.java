/// How the window itself is doing: how long its thread is blocked, how regular its frames are, what memory it holds.
///
/// Knows no study and no run. Start reading at {@link samplerscope.app.diagnostics.FxWatchdog}.
@NullMarked
package samplerscope.app.diagnostics;

import org.jspecify.annotations.NullMarked;
