package samplerscope.solver;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// The outputs that a step can read, by age: 0 is the one it makes itself, in {@link #newest}.
///
/// @param levels newest first, all with `alpha > 0` but perhaps the first
/// @param kept   whether the state that the step before began at is kept, so that it need not be rebuilt
record Outputs(List<NoiseLevel> levels, boolean kept) {

    static Outputs of(StepRequest r) {
        var levels = new ArrayList<>(List.of(r.from()));
        levels.addAll(r.nodes(r.past().size()));
        return new Outputs(levels, r.kept().contains(Slot.Kept.START.name()));
    }

    /// Where the step leaves its own output in a form.
    static Slot newest(Parameterization as) {
        return work(as.ordinal());
    }

    int size() {
        return levels.size();
    }

    NoiseLevel level(int age) {
        return levels.get(age);
    }

    Slot output(int age, Parameterization as) {
        return age == 0 ? newest(as) : past(age - 1, as);
    }

    /// The state that an output belongs to, times a factor; the newest state and the kept one as corrected since.
    List<Op.Term> state(int age, double factor) {
        return state(age, f -> new Weight.Scalar(factor * f));
    }

    /// @param factor [D]
    List<Op.Term> state(int age, double[] factor) {
        return state(age, f -> new Weight.PerElement(Arrays.stream(factor).map(x -> x * f).toArray()));
    }

    private List<Op.Term> state(int age, DoubleFunction<Weight> times) {
        if (age == 0) {
            return List.of(term(times.apply(1), Slot.X));
        }
        if (age == 1 && kept) {
            return List.of(term(times.apply(1), Slot.Kept.START));
        }
        NoiseLevel l = level(age);
        return List.of(term(times.apply(l.alpha()), past(age - 1, DATA)),
            term(times.apply(l.sigma()), past(age - 1, NOISE)));
    }
}
