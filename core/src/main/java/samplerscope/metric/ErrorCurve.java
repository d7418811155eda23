package samplerscope.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.run.ReferencePath;
import samplerscope.run.StepRecord;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;

/// The error of a run along its path, grown record by record while the run goes on. For one thread.
///
/// A record at a level that the reference lacks is left out and its level kept in {@link #skipped}: nothing is compared
/// across levels.
public final class ErrorCurve {

    private final ReferencePath reference;
    private final List<PathError> points = new ArrayList<>();
    private final List<NoiseLevel> skipped = new ArrayList<>();

    public ErrorCurve(ReferencePath reference) {
        this.reference = reference;
    }

    /// The curve of a whole run.
    public static ErrorCurve of(Trajectory trajectory, ReferencePath reference) {
        var curve = new ErrorCurve(reference);
        trajectory.records().forEach(curve::add);
        return curve;
    }

    /// The new point; empty where the reference lacks the level.
    public Optional<PathError> add(StepRecord.Denoised record) {
        Optional<PathError> point = reference.at(record.at())
            .map(truth -> PathError.between(record.state(), truth, record.at(), record.nfe()));
        point.ifPresentOrElse(points::add, () -> skipped.add(record.at()));
        return point;
    }

    /// In the order of the records.
    public List<PathError> points() {
        return List.copyOf(points);
    }

    /// Levels of records without a point.
    public List<NoiseLevel> skipped() {
        return List.copyOf(skipped);
    }
}
