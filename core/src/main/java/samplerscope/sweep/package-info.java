/// Many runs at once: every combination of some solvers, budgets, seeds and other fields, measured on the same noise.
///
/// Start reading at {@link samplerscope.sweep.SweepSpec}, then {@link samplerscope.sweep.Sweep}, which pulls one cell
/// after the other, and {@link samplerscope.sweep.SweepTable}, which compares what came of them. What outlives the program
/// lies in a {@link samplerscope.sweep.CellFolder} and a {@link samplerscope.sweep.SweepStore}.
@NullMarked
package samplerscope.sweep;

import org.jspecify.annotations.NullMarked;
