package samplerscope.solver;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// What to do between two levels, as data.
public record Step(NoiseLevel from, NoiseLevel to, List<Op> ops) {
    public Step {
        ops = List.copyOf(ops);
    }

    public Step(NoiseLevel from, NoiseLevel to, Op... ops) {
        this(from, to, List.of(ops));
    }

    /// Model evaluations that the step asks for.
    public int evaluations() {
        return (int) ops.stream().filter(Op.Evaluate.class::isInstance).count();
    }

    /// Fresh normal fields that the step asks for.
    public int draws() {
        return (int) ops.stream().filter(Op.Draw.class::isInstance).count();
    }
}
