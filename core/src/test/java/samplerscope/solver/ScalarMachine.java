package samplerscope.solver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// Runs the instructions of one step on plain numbers, for a Gaussian on the line whose ODE is solved in closed form.
///
/// With `v(l) = alpha^2 variance + sigma^2` the path keeps `(x - alpha mean) / sqrt(v)` constant.
record ScalarMachine(double mean, double variance) {

    /// The state on the path that has distance 1 standard deviation from the mean.
    double onPath(NoiseLevel l) {
        return l.alpha() * mean + Math.sqrt(spread(l));
    }

    double output(Parameterization as, double x, NoiseLevel at) {
        double data = mean + at.alpha() * variance / spread(at) * (x - at.alpha() * mean);
        var c = Parameterization.DATA.to(as, at);
        return c.ofState() * x + c.ofOutput() * data;
    }

    /// The state at the end of a step that starts on the path and whose past lies on it.
    double take(Step step, List<NoiseLevel> past) {
        Map<Slot, Double> registers = new HashMap<>();
        registers.put(Slot.X, onPath(step.from()));
        if (!past.isEmpty()) {
            registers.put(Slot.Kept.START, onPath(past.getFirst()));
        }
        for (int age = 0; age < past.size(); age++) {
            for (var as : List.of(Parameterization.DATA, Parameterization.NOISE)) {
                registers.put(Slot.past(age, as), output(as, onPath(past.get(age)), past.get(age)));
            }
        }
        for (Op op : step.ops()) {
            registers.put(op.into(), value(op, registers));
        }
        return registers.get(Slot.X);
    }

    private double value(Op op, Map<Slot, Double> registers) {
        return switch (op) {
            case Op.Evaluate(var _, Slot x, NoiseLevel at, var as) -> output(as, registers.get(x), at);
            case Op.Combine(var _, var terms) ->
                terms.stream().mapToDouble(t -> ((Weight.Scalar) t.weight()).value() * registers.get(t.slot())).sum();
            case Op.Clamp _, Op.Remember _ -> throw new IllegalArgumentException("a path knows only sums");
            case Op.Draw _ -> throw new IllegalArgumentException("a stochastic step has no path");
        };
    }

    private double spread(NoiseLevel l) {
        return l.alpha() * l.alpha() * variance + l.sigma() * l.sigma();
    }
}
