package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import samplerscope.model.Condition;
import samplerscope.model.ModelCard;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Progress;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Whose path a search follows.
public enum Teacher {
    /// The converged path for an exact model, fine DDIM for a network.
    AUTO,
    /// The probability-flow ODE, solved to 1e-8 for an exact model and 1e-5 for a network.
    CONVERGED,
    /// DDIM with 999 steps for a conditional model and 200 for an unconditional one, and a step more for every level of
    /// the run, so that no state is taken from beside it. Steps are even in time; where the path only adds noise to the
    /// data, even in lambda, since time there is the noise itself and would leave 17 times the error.
    ///
    /// Source: Zhao et al. 2024, arXiv:2409.03755, Sec. 4 (step counts).
    DDIM;

    private static final int CONDITIONAL = 999;
    private static final int UNCONDITIONAL = 200;

    /// What a teacher's path is known at.
    ///
    /// @param states      by level of the run
    /// @param evaluations of the network
    record Path(Map<NoiseLevel, Snapshot> states, int evaluations) {

        Optional<Snapshot> at(NoiseLevel level) {
            return states.entrySet().stream()
                .filter(e -> e.getKey().alpha() == level.alpha() && e.getKey().sigma() == level.sigma())
                .map(Map.Entry::getValue).findFirst();
        }
    }

    /// The one that is meant for a model; never AUTO.
    Teacher of(Resolved run) {
        return this != AUTO ? this : run.model().card().kind() == ModelCard.Kind.EXACT ? CONVERGED : DDIM;
    }

    /// The path from the noises of a run, at every level of its grid.
    ///
    /// @throws CancellationException when the thread is interrupted
    Path path(Resolved run, References references, int threads, Progress progress) {
        progress.at("reference", 0, 0);
        return switch (of(run)) {
            case AUTO -> throw new IllegalStateException("a teacher was not chosen");
            case CONVERGED -> {
                var path = references.of(run, run.spec().samples(), References.Truth.MODEL);
                yield new Path(path.states(), path.evaluations());
            }
            case DDIM -> fineDdim(run, threads, progress);
        };
    }

    private static Path fineDdim(Resolved run, int threads, Progress progress) {
        Strategy strategy = run.plan().strategy();
        Plan plan = Strategy.uniform(strategy.schedule(), refined(run), new Ddim(0)).compile();
        Set<NoiseLevel> wanted = new HashSet<>(run.levels());
        var states = new LinkedHashMap<NoiseLevel, Snapshot>();
        try (var backend = new Float64Backend(threads);
             var fine = DenoisingRun.fromNoise(plan, run.denoiser(run.model(), backend, 0), backend,
                 new Shape(run.spec().samples(), run.model().card().sampleShape()), run.noise(), 0, Recording.ALL)) {
            states.put(fine.start(), fine.initial());
            int evaluations = 0;
            while (!fine.isComplete()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the search was cancelled");
                }
                StepRecord.Denoised record = fine.advance().orElseThrow();
                evaluations = record.nfe();
                if (wanted.contains(record.at())) {
                    states.put(record.at(), record.state());
                }
                progress.at("reference", record.index() + 1, plan.steps().size());
            }
            return new Path(states, evaluations);
        }
    }

    /// The levels of the run and those of the fine grid, in the order of the run.
    private static TimeGrid refined(Resolved run) {
        List<NoiseLevel> given = References.levels(run);
        int steps = run.spec().guidance().condition() instanceof Condition.None ? UNCONDITIONAL : CONDITIONAL;
        NoiseLevel from = given.getFirst();
        NoiseLevel to = given.getLast().sigma() > 0 ? given.getLast() : given.get(given.size() - 2);
        var levels = new ArrayList<>(given);
        for (int i = 1; i < steps; i++) {
            NoiseLevel level = between(run.plan().strategy().schedule(), from, to, (double) i / steps);
            boolean inside = (level.lambda() - from.lambda()) * (level.lambda() - to.lambda()) < 0;
            if (inside && given.stream().noneMatch(l -> l.lambda() == level.lambda())) {
                levels.add(level);
            }
        }
        var order = Comparator.comparingDouble(NoiseLevel::lambda);
        levels.sort(run.plan().strategy().grid().rising() ? order : order.reversed());
        return new TimeGrid(levels);
    }

    private static NoiseLevel between(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, double share) {
        return from.alpha() == to.alpha() ? schedule.atLambda(from.lambda() + (to.lambda() - from.lambda()) * share)
            : schedule.at(from.time() + (to.time() - from.time()) * share);
    }
}
