package samplerscope.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.model.Binding;
import samplerscope.model.Clamped;
import samplerscope.model.Denoiser;
import samplerscope.run.AdaptivePath;
import samplerscope.run.AdaptiveSettings;
import samplerscope.run.Snapshot;
import samplerscope.run.StepTrace;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.tensor.Float64Backend;

/// A sampler of a program that chooses its own steps.
///
/// @param from         where it starts
/// @param to           where it ends
/// @param threshold    what the program does to the predicted data
/// @param toData       the step to the data after it, for a program that takes one
/// @param noise        which of the program's fields goes into which draw
/// @param everyAttempt whether the program records a state for each attempt; otherwise only the last one
public record AdaptiveReplay(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, AdaptiveSettings settings,
                             Optional<Threshold> threshold, Optional<Solver> toData, NoiseUse noise,
                             boolean everyAttempt) implements Playable {

    @Override
    public List<double[]> states(Stage stage) {
        try (var host = new Float64Backend(1); Denoiser denoiser = denoiser(stage, host)) {
            var path = AdaptivePath.follow(denoiser, new BankBackend(host, stage, noise), schedule,
                Snapshot.of(stage.shape(), stage.start()), from, to, settings);
            var states = new ArrayList<>(path.attempts().stream().map(a -> a.state().toDoubles()).toList());
            toData.ifPresent(solver -> states.add(data(solver, stage, host, states.getLast())));
            return everyAttempt ? states : List.of(states.getLast());
        }
    }

    private double[] data(Solver solver, Stage stage, Float64Backend host, double[] state) {
        var grid = new TimeGrid(List.of(to, new NoiseLevel(0, 1, 0)));
        var plan = new Strategy(schedule, grid, List.of(solver)).compile();
        return new StepTrace(plan, denoiser(stage, host), host, stage.shape(), state).written(0, View.END);
    }

    private Denoiser denoiser(Stage stage, Float64Backend host) {
        Denoiser exact = stage.model().denoiser(new Binding(host));
        return threshold.<Denoiser>map(t -> new Clamped(exact, t, host)).orElse(exact);
    }
}
