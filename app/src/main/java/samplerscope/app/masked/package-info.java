/// The masked lab: several samplers uncover the same canvas from the same random numbers, side by side on one time axis.
///
/// Start at {@link samplerscope.app.masked.LabModel}, which holds what is shown, and
/// {@link samplerscope.app.masked.LabWork}, which decodes in the background; {@link samplerscope.app.masked.Sequence} is
/// what they hand over. Rules, models and measures are the core's; here is no mathematics of theirs.
@NullMarked
package samplerscope.app.masked;

import org.jspecify.annotations.NullMarked;
