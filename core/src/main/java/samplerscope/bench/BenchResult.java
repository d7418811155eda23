package samplerscope.bench;

import java.util.List;
import java.util.Optional;

/// One measured row, or one that was skipped.
///
/// @param id      of the row
/// @param group   what it belongs to
/// @param title   the work with its sizes, for people
/// @param against the opponent: `torch eager`, `a copy`; empty where a row stands alone
/// @param unit    of `ours` and `peer`
/// @param ours    empty when skipped
/// @param peer    the opponent's
/// @param ratio   of both in one round, above 1 where ours is ahead
/// @param goal    what must hold
/// @param figures what else is known, made of the median
/// @param remark  a sentence; why a row was skipped, or a warning
public record BenchResult(String id, String group, String title, String against, Unit unit, Optional<Spread> ours,
                          Optional<Spread> peer, Optional<Spread> ratio, Optional<Goal> goal, List<Figure> figures,
                          String remark) {

    /// A number beside the time.
    ///
    /// @param unit for people: `GB/s`
    public record Figure(String name, double value, String unit) {}

    public BenchResult {
        figures = List.copyOf(figures);
    }

    /// A row that could not be measured.
    static BenchResult skipped(BenchRow row, String why) {
        return new BenchResult(row.id(), row.group(), row.title(), row.against(), row.unit(), Optional.empty(),
            Optional.empty(), Optional.empty(), row.goal(), List.of(), why);
    }

    public boolean isSkipped() {
        return ours.isEmpty();
    }

    /// Empty without a goal, or where it cannot be judged.
    public Optional<Goal.Verdict> verdict() {
        return goal.flatMap(g -> judged(g).map(s -> g.of(s.median())));
    }

    private Optional<Spread> judged(Goal g) {
        return g.kind() == Goal.Kind.RATIO ? ratio : ours;
    }

    /// The spread that stands beside the number a reader looks at: of the ratio where there is one.
    public Optional<Spread> shown() {
        return ratio.or(() -> ours);
    }
}
