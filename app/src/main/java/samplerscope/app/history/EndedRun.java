package samplerscope.app.history;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.RunEntry;
import samplerscope.history.FinishedRun;
import samplerscope.history.RunFacts;
import samplerscope.history.SmallStates;
import samplerscope.metric.Estimate;
import samplerscope.metric.PathError;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Engine;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.store.Curve;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;

/// Everything of a lane's run that the history wants, gathered on the FX thread, worked out on another.
///
/// @param failure why it failed; empty unless it did
record EndedRun(RunEntry entry, Resolved resolved, Engine engine, Trajectory trajectory, List<PathError> errors,
                List<PathError> localErrors, Optional<LaneState.Problem> failure) {

    static EndedRun of(RunEntry entry, LaneModel lane) {
        Optional<LaneState.Problem> failure = lane.state().get() instanceof LaneState.Failed(var problem)
            ? Optional.of(problem) : Optional.empty();
        return new EndedRun(entry, lane.ran().get().orElseThrow(), lane.ranOn().orElseThrow(),
            lane.trajectory().orElseThrow(), lane.errors().get(), lane.localErrors().get(), failure);
    }

    /// With fingerprints of every state, which take a moment.
    RunFile file(Map<String, String> checksums) {
        return withMetrics(RunFile.of(resolved, engine, trajectory, checksums, Map.of()));
    }

    /// The file of this run, with what was measured until now.
    RunFile withMetrics(RunFile file) {
        Map<String, Estimate> metrics = errors.isEmpty() ? Map.of()
            : Map.of(RunExecutor.PATH_ERROR, errors.getLast().rms());
        RunFile.Ending ending = failure.<RunFile.Ending>map(p -> new RunFile.Ending.Failed(p.happened(), p.remedy()))
            .orElse(file.ending());
        return new RunFile(file.spec(), file.environment(), file.plan(), file.modelFiles(), file.initial(),
            file.steps(), ending, metrics);
    }

    Executed executed(RunFile file) {
        return new Executed(resolved, file, curve(), trajectory.end(), trajectory.outcome());
    }

    /// @param base folder that relative names in the spec start from
    FinishedRun finished(RunFile file, Path base) {
        List<Snapshot> states = Stream.concat(Stream.of(trajectory.initial()),
            trajectory.records().stream().map(StepRecord.Denoised::state)).toList();
        return new FinishedRun(executed(file), base, entry.label(), entry.backend(), RunFacts.Source.WINDOW, entry.at(),
            SmallStates.of(states));
    }

    private Curve curve() {
        Map<NoiseLevel, PathError> global = byLevel(errors);
        Map<NoiseLevel, PathError> local = byLevel(localErrors);
        return new Curve(trajectory.records().stream().map(r -> new Curve.Point(r.index(), r.nfe(), r.nanos() * 1e-9,
            r.at(), Optional.ofNullable(global.get(r.at())), Optional.ofNullable(local.get(r.at())))).toList());
    }

    /// A level that is visited twice, as by restarts, has the error of its last visit.
    private static Map<NoiseLevel, PathError> byLevel(List<PathError> errors) {
        return errors.stream().collect(Collectors.toMap(PathError::at, e -> e, (_, later) -> later));
    }
}
