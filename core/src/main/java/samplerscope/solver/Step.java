package samplerscope.solver;

import java.util.List;
import java.util.Optional;
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

    /// The level of the output that later steps read: where the step remembers one, else of its first evaluation; empty
    /// for a step without either.
    public Optional<NoiseLevel> output() {
        Optional<NoiseLevel> remembered = ops.stream().filter(Op.Remember.class::isInstance)
            .map(op -> ((Op.Remember) op).at()).reduce((_, last) -> last);
        return remembered.or(() -> ops.stream().filter(Op.Evaluate.class::isInstance)
            .map(op -> ((Op.Evaluate) op).at()).findFirst());
    }

    /// Fresh normal fields that the step asks for.
    public int draws() {
        return (int) ops.stream().filter(Op.Draw.class::isInstance).count();
    }
}
