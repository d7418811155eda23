package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.Span;
import samplerscope.masked.measure.ErrorCurve;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.spec.Choice;

/// What the charts of the lab show.
final class LabCharts {

    /// What the front compares with passes.
    enum Quality {
        PATH_KL("path error, nats", "Path error"), PERPLEXITY("perplexity of a token", "Perplexity"),
        NEIGHBOURS("distance of the law of neighbours", "Neighbours"), SURPRISE("surprise of a sequence, nats", "Surprise");

        private final String unit;
        private final String word;

        Quality(String unit, String word) {
            this.unit = unit;
            this.word = word;
        }

        String word() {
            return word;
        }

        /// Empty where the sampler has no such number.
        Optional<Mean> of(Measurement m) {
            return switch (this) {
                case PATH_KL -> m.pathKl();
                case PERPLEXITY -> Optional.of(new Mean(m.perplexity(), m.nllPerToken().standardError() * m.perplexity(),
                    m.nllPerToken().count()));
                case NEIGHBOURS -> m.bigram().map(b -> new Mean(b.distance(), Double.NaN, m.passes().count()));
                case SURPRISE -> Optional.of(m.surprise());
            };
        }
    }

    /// Ids of marks of samplers that have no lane.
    static final int WITHOUT_LANE = 1000;
    private static final int GREY = 4;
    private static final double HEADROOM = 1.15;
    private static final double ROUNDING = 1e-12;

    private final LabModel model;

    LabCharts(LabModel model) {
        this.model = model;
    }

    /// Tokens that each step of the shown sequences wrote.
    ChartContent parallel() {
        List<Curve> curves = model.draft().get().lanes().stream().map(lane -> {
            Sequence s = model.shown(lane.id());
            return curve(lane, Curve.Form.LINE, IntStream.range(0, s.steps()).mapToObj(k -> Mark.of(
                s.at(model.clock().get(), k), s.frames().get(k).step().committed().size())).toList());
        }).toList();
        double most = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::y).max().orElse(1);
        return new ChartContent(Axis.linear(model.clock().get().unit()),
            Axis.linear("tokens in the step").over(new Span(0, most * HEADROOM)), curves,
            "Run the lanes: how many tokens each step writes appears here.");
    }

    /// The error that has added up by each step, mean over the sequences that are whole.
    ChartContent error() {
        var curves = new ArrayList<Curve>();
        for (LaneSpec lane : model.draft().get().lanes()) {
            List<ErrorCurve.Track> tracks = model.whole(lane.id()).stream()
                .filter(s -> s.frames().stream().anyMatch(f -> f.error().isPresent())).map(this::track).toList();
            if (!tracks.isEmpty()) {
                var marks = new ArrayList<>(List.of(Mark.of(0, 0)));
                ErrorCurve.of(tracks).points().forEach(p -> marks.add(Mark.of(p.at(), told(p.error().value()),
                    p.error().standardError())));
                curves.add(curve(lane, Curve.Form.LINE, marks));
            }
        }
        boolean world = model.shape().get().map(LabModel.Shape::world).orElse(true);
        return new ChartContent(Axis.linear(model.clock().get().unit()), Axis.linear("error so far, nats"), curves,
            world ? "Run the lanes: what writing several tokens at once has cost by each step appears here."
                : "The law of this model is not known, so no error can be told.");
    }

    /// Without what is only rounding, which would fill the chart where there is no error.
    private static double told(double nats) {
        return Math.abs(nats) < ROUNDING ? 0 : nats;
    }

    private ErrorCurve.Track track(Sequence s) {
        return new ErrorCurve.Track(IntStream.range(0, s.steps()).mapToDouble(k -> s.at(model.clock().get(), k)).toArray(),
            s.frames().stream().mapToDouble(f -> f.error().map(e -> e.nats()).orElse(0.0)).toArray());
    }

    /// Passes against quality, a mark a sampler.
    ChartContent front(Map<Choice, FrontModel.Found> found, Quality quality) {
        var curves = new ArrayList<Curve>();
        int others = 0;
        for (FrontModel.Found one : found.values()) {
            Optional<Mean> y = one.measurement().flatMap(quality::of);
            Optional<LaneSpec> lane = model.draft().get().lanes().stream()
                .filter(l -> l.fork().isEmpty() && l.sampler().equals(one.sampler())).findFirst();
            if (y.isPresent()) {
                Mark mark = Mark.of(one.measurement().get().passes().value(), y.get().value(), y.get().standardError());
                curves.add(lane.map(l -> curve(l, Curve.Form.POINTS, List.of(mark))).orElse(new Curve(
                    WITHOUT_LANE + others, LabFacts.name(model, one.sampler()), "", GREY, Curve.Form.POINTS, List.of(mark))));
            }
            others++;
        }
        double most = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::x).max().orElse(1);
        return new ChartContent(Axis.linear("passes of a sequence").over(new Span(0, most * HEADROOM)), Axis.linear(quality.unit), curves,
            "Press Measure: each sampler decodes %d sequences and is compared with the exact law."
                .formatted(FrontModel.SEQUENCES));
    }

    private Curve curve(LaneSpec lane, Curve.Form form, List<Mark> marks) {
        String letter = model.draft().get().letterOf(lane.id());
        return new Curve(lane.id(), letter + " " + LabFacts.name(model, lane.sampler()), letter,
            LabFacts.style(model, lane.id()), form, marks);
    }
}
