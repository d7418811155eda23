package samplerscope.app.probe;

import java.util.Optional;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Labels;
import samplerscope.app.study.Probes.Found;
import samplerscope.app.study.StudyProbe;
import samplerscope.spec.ProbePath;

/// A probe in a lane.
record ProbeRow(StudyProbe probe, LaneModel lane, String laneName, Found found) {

    Optional<ProbePath> path() {
        return found instanceof Found.Ready(ProbePath path) ? Optional.of(path) : Optional.empty();
    }

    /// Lambda where the lane takes the probe up.
    double from() {
        return path().map(p -> p.start().lambda()).orElse(probe.probe().lambda());
    }

    /// NaN where there is none.
    double error() {
        return path().filter(p -> !p.stochastic()).map(ProbePath::endError).orElse(Double.NaN);
    }

    int nfe() {
        return path().map(ProbePath::nfe).orElse(0);
    }

    /// Where it ended, of states of few numbers; else empty.
    String end() {
        return path().map(p -> p.path().end()).filter(s -> s.sampleSize() <= 3).map(s -> {
            var words = new StringBuilder();
            for (int i = 0; i < s.sampleSize(); i++) {
                words.append(i == 0 ? "" : ", ").append(Labels.number(s.at(i)));
            }
            return words.toString();
        }).orElse("");
    }

    String remark() {
        return switch (found) {
            case Found.Following _ -> "following \u2026";
            case Found.Failed(var problem) -> problem.happened() + "; " + problem.remedy();
            case Found.Ready(ProbePath path) -> path.stochastic() ? "draws noise: one of many ends, so no error"
                : String.join("; ", path.remarks());
        };
    }
}
