package samplerscope.spec;

import java.util.List;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Plan;
import samplerscope.tensor.Shape;

/// A state at a noise level that somebody wants to see followed, in units in which all schedules agree.
///
/// Equal only to itself as far as its place goes: whoever moves a probe makes another one.
///
/// @param lambda half log-SNR; `-Infinity` for pure noise
/// @param place  `x / sqrt(alpha^2 + sigma^2)`, shape [1, ...]
public record Probe(double lambda, Snapshot place) {

    /// Levels nearer than this, in lambda, are one.
    private static final double SAME = 1e-9;

    /// A place in the plane, or of any flat state.
    public static Probe at(double lambda, double... place) {
        return new Probe(lambda, Snapshot.of(Shape.of(1, place.length), place));
    }

    /// A recorded sample as a probe.
    ///
    /// @param state  shape [B, ...]
    /// @param sample `< B`
    public static Probe of(Snapshot state, int sample, NoiseLevel at) {
        return new Probe(at.lambda(), state.row(sample).times(1 / scale(at)));
    }

    /// Whether a run's states have the shape of the probe's.
    public boolean suits(Resolved run) {
        return place.shape().sample().equals(run.model().card().sampleShape());
    }

    /// Whether a run still has a step to take from a level on.
    public static boolean isBeforeTheEnd(Resolved run, double lambda) {
        return lambda < run.levels().getLast().lambda() - SAME;
    }

    /// Where a run takes the probe up: at the probe's own lambda, or, when its grid starts with less noise, at its start.
    NoiseLevel levelIn(Plan plan) {
        List<NoiseLevel> levels = plan.strategy().grid().levels();
        if (lambda <= levels.getFirst().lambda()) {
            return levels.getFirst();
        }
        return levels.stream().filter(level -> StrictMath.abs(level.lambda() - lambda) < SAME).findFirst()
            .orElseGet(() -> plan.strategy().schedule().atLambda(lambda));
    }

    /// As a state of a schedule.
    Snapshot stateAt(NoiseLevel level) {
        return place.times(scale(level));
    }

    private static double scale(NoiseLevel at) {
        return StrictMath.hypot(at.alpha(), at.sigma());
    }
}
