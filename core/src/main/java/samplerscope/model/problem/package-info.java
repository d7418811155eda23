/// Test problems for researchers: mixtures in 16 and 64 dimensions whose solver errors are known, so that a new solver
/// can be compared with printed numbers.
///
/// The class is the component; guidance towards one of them is the guided problem. Start reading at
/// {@link samplerscope.model.problem.SmoothProblem}.
@NullMarked
package samplerscope.model.problem;

import org.jspecify.annotations.NullMarked;
