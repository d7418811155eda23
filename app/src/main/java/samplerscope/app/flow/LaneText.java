package samplerscope.app.flow;

import java.util.List;
import java.util.Locale;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;
import samplerscope.spec.Catalog;
import samplerscope.spec.RunSpec;

/// The words of a lane header.
final class LaneText {

    private LaneText() {}

    /// The name given by the user, or the solver's.
    static String name(LaneModel lane, StudyModel study) {
        String given = lane.lane().get().name();
        return given.isBlank() ? automatic(lane, study) : given;
    }

    static String automatic(LaneModel lane, StudyModel study) {
        return Labels.ofSolvers(study.services().resolver().catalog(), lane.lane().get().spec().solvers());
    }

    /// `10 steps, 10 NFE, uniform in lambda`, as far as it is known.
    static String plan(LaneModel lane, StudyModel study) {
        Catalog catalog = study.services().resolver().catalog();
        RunSpec.Denoise spec = lane.lane().get().spec();
        String id = spec.grid().id();
        String grid = catalog.grids().contains(id) ? catalog.grids().get(id).name().toLowerCase(Locale.ROOT) : id;
        return lane.planned().get()
            .map(run -> "%d NFE \u00b7 %s".formatted(run.nfe(), grid)).orElse(grid);
    }

    /// Error to the reference at the shown frame, or at the last measured one before it; empty without.
    static String error(LaneModel lane, List<Frame> upToShown) {
        int spent = upToShown.isEmpty() ? -1 : upToShown.getLast().nfe();
        return lane.errors().get().stream().filter(e -> e.nfe() <= spent).reduce((_, last) -> last)
            .map(PathError::rms).map(e -> "err " + Labels.estimate(e)).orElse("");
    }

    /// How far the data of a lane come back from where they were; empty without.
    static String roundTrip(LaneModel lane, StudyModel study) {
        return study.inversions().trip(lane).map(t -> "back " + Labels.estimate(t.result().error().rms())).orElse("");
    }

    static String seconds(LaneModel lane) {
        double seconds = lane.seconds();
        return seconds > 0 ? Labels.number(seconds) + "\u2009s" : "";
    }

    /// One word; empty where the numbers say it.
    static String state(LaneModel lane) {
        if (lane.old().get()) {
            return "old";
        }
        if (lane.preparing().get().isPresent() && lane.state().get() instanceof LaneState.Draft) {
            return "preparing";
        }
        return switch (lane.state().get()) {
            case LaneState.Draft(var problem) -> problem.isPresent() ? "problem" : "draft";
            case LaneState.Preparing _ -> "preparing";
            case LaneState.Running _ -> "running";
            case LaneState.Paused _ -> "paused";
            case LaneState.Done _ -> "done";
            case LaneState.Cancelled _ -> "stopped";
            case LaneState.Failed _ -> "failed";
        };
    }
}
