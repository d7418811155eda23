/// Where the error of a lane comes from: bars per step, gains, and a map of where it is.
///
/// Shows what `samplerscope.anatomy` of the core measures; computes nothing. Start reading at
/// {@link samplerscope.app.anatomy.AnatomyPane} and {@link samplerscope.app.anatomy.AnatomyModel}.
@NullMarked
package samplerscope.app.anatomy;

import org.jspecify.annotations.NullMarked;
