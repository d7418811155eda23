package samplerscope.solver;

import java.util.Arrays;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// One instruction. The set is closed: a machine that runs these runs every solver.
public sealed interface Op {

    /// The register that the instruction writes.
    Slot into();

    /// `into <- model(x, at)` in the form `as`. One function evaluation.
    record Evaluate(Slot into, Slot x, NoiseLevel at, Parameterization as) implements Op {}

    /// `into <- sum of weight * slot`, in the order given.
    record Combine(Slot into, List<Term> terms) implements Op {
        public Combine {
            terms = List.copyOf(terms);
        }
    }

    /// `into <- N(0, I)`, the draw-th field of this step.
    record Draw(Slot into, int draw) implements Op {}

    /// `into <- x` with its values kept within the range of the data; `x` is a predicted `x0`.
    record Clamp(Slot into, Slot x, Threshold threshold) implements Op {}

    /// Later steps read this as the model output of this step, in place of its first evaluation: `output` in the form
    /// `as`, belonging to the state `x` at the level `at`. A step that evaluates nothing has an output only by this.
    record Remember(Slot x, Slot output, NoiseLevel at, Parameterization as) implements Op {
        @Override
        public Slot into() {
            return Slot.OUTPUT;
        }
    }

    record Term(Weight weight, Slot slot) {}

    static Term term(double coefficient, Slot slot) {
        return new Term(new Weight.Scalar(coefficient), slot);
    }

    static Term term(Weight weight, Slot slot) {
        return new Term(weight, slot);
    }

    /// Terms with coefficient exactly 0 are left out: they would cost a pass over memory, and turn Inf into NaN.
    static Combine combine(Slot into, Term... terms) {
        return combine(into, Arrays.asList(terms));
    }

    static Combine combine(Slot into, List<Term> terms) {
        return new Combine(into, terms.stream().filter(t -> !t.weight().isZero()).toList());
    }
}
