/// Executing plans: pull-based runs, their records, and the background thread that pulls for a window.
///
/// No formula lives here. Start reading at {@link samplerscope.run.Run} and {@link samplerscope.run.DenoisingRun}.
@NullMarked
package samplerscope.run;

import org.jspecify.annotations.NullMarked;
