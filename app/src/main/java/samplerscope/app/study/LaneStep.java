package samplerscope.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.app.study.ClockAxis.Moment;
import samplerscope.metric.PathError;
import samplerscope.run.PlanTable;
import samplerscope.spec.Resolved;

/// One step of a lane: what was planned, when it is, and what it alone costs in accuracy.
///
/// @param from  when it begins
/// @param to    when it ends
/// @param local error that it makes from an exact past; empty until known, and where there is none
public record LaneStep(PlanTable.Row row, Moment from, Moment to, Optional<PathError> local) {

    /// The steps of what a lane ran, or of what it would run when it has not.
    public static List<LaneStep> of(LaneModel lane) {
        boolean hasRun = lane.ran().get().isPresent() && !lane.old().get();
        Optional<Resolved> resolved = hasRun ? lane.ran().get() : lane.planned().get();
        return resolved.map(r -> steps(r, lane.tableOf(r), hasRun ? lane.localErrors().get() : List.of())).orElse(List.of());
    }

    private static List<LaneStep> steps(Resolved resolved, PlanTable table, List<PathError> errors) {
        var steps = new ArrayList<LaneStep>();
        var byLevel = errors.stream().collect(Collectors.toMap(PathError::at, e -> e));
        int nfe = 0;
        for (PlanTable.Row row : table.rows()) {
            var from = new Moment(row.step(), nfe, row.from().lambda());
            nfe += row.evaluations() * resolved.costPerEvaluation();
            var to = new Moment(row.step() + 1, nfe, row.to().lambda());
            steps.add(new LaneStep(row, from, to,
                Optional.ofNullable(byLevel.get(row.to()))));
        }
        return List.copyOf(steps);
    }

    /// Part of the lane's local errors that this step carries, of their sum; empty until known.
    public Optional<Double> share(List<LaneStep> all) {
        double total = all.stream().flatMap(s -> s.local.stream()).mapToDouble(e -> e.rms().value()).sum();
        return local.filter(_ -> total > 0).map(e -> e.rms().value() / total);
    }

    /// When a measured frame is, under every clock; the errors themselves know level and NFE only.
    public static Optional<Moment> momentOf(LaneModel lane, PathError error) {
        return lane.moments().stream()
            .filter(m -> m.nfe() == error.nfe() && m.lambda() == error.at().lambda()).findFirst();
    }
}
