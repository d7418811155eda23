/// The root of the core: only the one abstract exception that every error of ours extends.
///
/// Start reading at {@link samplerscope.schedule.NoiseLevel}, then {@link samplerscope.solver.Solver},
/// {@link samplerscope.solver.Plan} and {@link samplerscope.run.DenoisingRun}.
@NullMarked
package samplerscope;

import org.jspecify.annotations.NullMarked;
