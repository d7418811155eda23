package samplerscope.solver;

import java.util.Arrays;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// One instruction. The set is closed: a machine that runs these three runs every solver.
public sealed interface Op {

    /// The register that the instruction writes.
    Slot into();

    /// `into <- model(x, at)` in the form `as`. One function evaluation.
    record Evaluate(Slot into, Slot x, NoiseLevel at, Parameterization as) implements Op {}

    /// `into <- sum of coefficient * slot`, in the order given.
    record Combine(Slot into, List<Term> terms) implements Op {
        public Combine {
            terms = List.copyOf(terms);
        }
    }

    /// `into <- N(0, I)`, the draw-th field of this step.
    record Draw(Slot into, int draw) implements Op {}

    record Term(double coefficient, Slot slot) {}

    static Term term(double coefficient, Slot slot) {
        return new Term(coefficient, slot);
    }

    /// Terms with coefficient exactly 0 are left out: they would cost a pass over memory, and turn Inf into NaN.
    static Combine combine(Slot into, Term... terms) {
        return combine(into, Arrays.asList(terms));
    }

    static Combine combine(Slot into, List<Term> terms) {
        return new Combine(into, terms.stream().filter(t -> t.coefficient() != 0).toList());
    }
}
