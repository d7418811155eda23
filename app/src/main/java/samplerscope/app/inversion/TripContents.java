package samplerscope.app.inversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;

/// What the chart of a round trip shows, from what the lanes know.
final class TripContents {

    /// What is asked of the round trip.
    enum Question {
        BACK("Way back", "Distance of what is decoded from what was encoded at the same level; at the data, the round trip"),
        THERE("Way there", "Distance of what is encoded from the exact path out of the same data"),
        SAMPLES("By sample", "Distance of every sample from where it started, in the order of its number"),
        LATENTS("Latents", "Length of every latent over that of the prior: 1 for data that the model could have made");

        private final String words;
        private final String help;

        Question(String words, String help) {
            this.words = words;
            this.help = help;
        }

        String words() {
            return words;
        }

        String help() {
            return help;
        }
    }

    private static final String EMPTY = "Encode and come back runs the solver of every shown lane backwards, from data to the "
        + "noise that they would come from, and forwards again.";
    private static final int MOST_MARKS = 300;

    private final StudyModel study;

    TripContents(StudyModel study) {
        this.study = study;
    }

    ChartContent of(Question question) {
        return switch (question) {
            case BACK -> along("error", t -> t.result().errors());
            case THERE -> along("error of encoding", t -> t.result().encoding());
            case SAMPLES -> bySample(Axis.log("round-trip error"), t -> t.result().error().perSample());
            case LATENTS -> bySample(Axis.linear("latent length / prior's"), Trip::norms);
        };
    }

    /// Of the chosen samples alone, where there are some.
    private ChartContent along(String quantity, Function<Trip, List<PathError>> errors) {
        Set<Integer> chosen = study.selection().samples().get();
        return content(Axis.linear("lambda (half log-SNR)"),
            Axis.log(chosen.isEmpty() ? "RMS " + quantity : quantity + " of chosen"), Form.LINE,
            trip -> errors.apply(trip).stream().filter(e -> e.rms().value() > 0 && Double.isFinite(e.at().lambda()))
                .map(e -> mark(e, chosen)).toList());
    }

    private static Mark mark(PathError e, Set<Integer> chosen) {
        return chosen.isEmpty() ? Mark.of(e.at().lambda(), e.rms().value(), e.rms().standardError())
            : Mark.of(e.at().lambda(), e.rmsOf(chosen));
    }

    private ChartContent bySample(Axis y, Function<Trip, double[]> values) {
        Set<Integer> chosen = study.selection().samples().get();
        return content(Axis.linear("sample"), y, Form.POINTS, trip -> {
            double[] all = values.apply(trip);
            var marks = new ArrayList<Mark>();
            for (int i = 0; i < all.length; i++) {
                if (chosen.isEmpty() ? i < MOST_MARKS : chosen.contains(i)) {
                    marks.add(Mark.of(i, all[i]));
                }
            }
            return marks;
        });
    }

    private ChartContent content(Axis x, Axis y, Form form, Function<Trip, List<Mark>> marks) {
        List<Curve> curves = study.shownLanes().stream().flatMap(lane -> study.inversions().trip(lane).map(trip ->
            new Curve(lane.id(), name(lane), study.study().get().letterOf(lane.id()), lane.lane().get().style(), form,
                marks.apply(trip))).stream()).toList();
        return new ChartContent(x, y, curves, EMPTY);
    }

    private String name(LaneModel lane) {
        String given = lane.lane().get().name();
        return study.study().get().letterOf(lane.id()) + "  " + (given.isEmpty() ? Labels.ofSolvers(
            study.services().resolver().catalog(), lane.lane().get().spec().solvers()) : given);
    }

    /// Which samples a chart is about; empty for all of them.
    String about() {
        Set<Integer> chosen = study.selection().samples().get();
        return chosen.isEmpty() ? "" : chosen.size() == 1 ? "sample #" + chosen.iterator().next()
            : "%d chosen samples".formatted(new TreeSet<>(chosen).size());
    }
}
