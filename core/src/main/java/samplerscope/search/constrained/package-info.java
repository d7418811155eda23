/// Minimisation under equality constraints, for the steps of a schedule: increments of lambda that sum to a total,
/// levels that must be hit, and what each of these constraints costs.
///
/// The method knows vectors only; {@link samplerscope.search.constrained.StepSums} says what they mean. Start reading
/// at {@link samplerscope.search.constrained.Gala}. Linear algebra is Hipparchus; the method is ours.
@NullMarked
package samplerscope.search.constrained;

import org.jspecify.annotations.NullMarked;
