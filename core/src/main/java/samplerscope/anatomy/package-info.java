/// Where the error of a run comes from: which step made it, what became of it on the way, which samples and pixels have
/// it, how steps treat small perturbations, and what is the solver's fault and what the network's.
///
/// Plain numbers out of this package; no picture and no text for a console. Start reading at
/// {@link samplerscope.anatomy.Anatomy}, then {@link samplerscope.anatomy.Dissection}, which measures it.
@NullMarked
package samplerscope.anatomy;

import org.jspecify.annotations.NullMarked;
