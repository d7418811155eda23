/// Programs that the authors of solvers released with their papers. They share one noise schedule in continuous time
/// and one choice of time steps, which {@link samplerscope.peer.authors.TimeSteps} reads; each solver is one file
/// beside it.
///
/// A table of training steps is read as a continuous schedule, so the model is asked exactly where the solver stands.
@NullMarked
package samplerscope.peer.authors;

import org.jspecify.annotations.NullMarked;
