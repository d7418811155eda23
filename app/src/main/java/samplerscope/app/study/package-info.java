/// The words of the workbench: study, lane, cursor, selection, undo; and the runs behind them. No node lives here.
///
/// Everything is touched on the FX thread only, except what says otherwise. Start reading at
/// {@link samplerscope.app.study.Study} and {@link samplerscope.app.study.StudyModel}.
@NullMarked
package samplerscope.app.study;

import org.jspecify.annotations.NullMarked;
