package samplerscope.spec;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

import java.util.ArrayList;
import java.util.List;
import samplerscope.metric.PathError;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.MendedPlan;

/// Where the solver of a run takes a probe, and where the exact path goes from the same place.
///
/// @param path       from the probe to the end of the run's grid
/// @param exact      at the same levels, and at some between, for a smooth line
/// @param remarks    on steps that DDIM takes, as their solver needs a past that a probe does not have
/// @param stochastic whether the solver draws on the way: then its end is one of many, and no error
public record ProbePath(Trajectory path, ReferencePath exact, List<String> remarks, boolean stochastic) {

    /// Exact states between two levels of the grid.
    private static final int BETWEEN = 5;

    public ProbePath {
        remarks = List.copyOf(remarks);
    }

    /// Follows a probe on the calling thread.
    ///
    /// @param sample index that conditions and draws go by
    /// @throws samplerscope.solver.UnplannableStepException       where the run is over before the probe's level
    /// @throws samplerscope.run.NonFiniteStateException           if a step makes a NaN or an infinity
    /// @throws samplerscope.run.ReferenceFailedException          if the exact path cannot be followed
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static ProbePath follow(Resolved run, Probe probe, int sample, Engine engine, References references) {
        NoiseLevel from = probe.levelIn(run.plan());
        MendedPlan rest = MendedPlan.rest(run.plan(), from);
        Snapshot start = probe.stateAt(from);
        Trajectory path = Trajectory.of(engine.open(run, rest.plan(), start, sample));
        ReferencePath exact = references.from(run, start, dense(run.plan().strategy().schedule(),
            rest.plan().strategy().grid().levels()), sample);
        return new ProbePath(path, exact, rest.remarks(), rest.plan().draws() > 0);
    }

    /// With levels between, even in the time of the straight path `sigma / (alpha + sigma)`; those that a restart visits
    /// again are left out.
    private static List<NoiseLevel> dense(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var all = new ArrayList<>(List.of(levels.getFirst()));
        for (NoiseLevel to : levels.subList(1, levels.size())) {
            NoiseLevel from = all.getLast();
            if (to.lambda() <= from.lambda()) {
                continue;
            }
            for (int k = 1; k < BETWEEN; k++) {
                double u = straightTime(from) + (straightTime(to) - straightTime(from)) * k / BETWEEN;
                NoiseLevel between = schedule.atLambda(log1p(-u) - log(u));
                if (between.lambda() > all.getLast().lambda() && between.lambda() < to.lambda()) {
                    all.add(between);
                }
            }
            all.add(to);
        }
        return all;
    }

    private static double straightTime(NoiseLevel l) {
        return l.sigma() / (l.alpha() + l.sigma());
    }

    public NoiseLevel start() {
        return path.start();
    }

    /// How far the end of the path is from the end of the exact one: root mean square over the elements.
    public double endError() {
        return errors().getLast().rms().value();
    }

    /// Distance to the exact path after each step that reaches less noise than any before, in the order of the steps.
    public List<PathError> errors() {
        return path.records().stream().<PathError>mapMulti((r, sink) -> exact.at(r.at()).ifPresent(
            truth -> sink.accept(PathError.between(r.state(), truth, r.at(), r.nfe())))).toList();
    }

    /// Network evaluations of the solver, guidance included.
    public int nfe() {
        return path.records().getLast().nfe();
    }
}
