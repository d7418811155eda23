/// Solvers as pure functions from scalars to steps, strategies, and the plans they compile to.
///
/// No tensor and no randomness may appear here; coefficients are float64 and come from `StrictMath`. Start reading at
/// {@link samplerscope.solver.Solver}, then {@link samplerscope.solver.DpmPlusPlus2M} for how one looks.
@NullMarked
package samplerscope.solver;

import org.jspecify.annotations.NullMarked;
