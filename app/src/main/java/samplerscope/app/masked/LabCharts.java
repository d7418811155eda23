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
import samplerscope.metric.ParetoFront;
import samplerscope.spec.Choice;

/// What the charts of the lab show.
final class LabCharts {

    /// What the front compares with a cost; small is good.
    enum Quality {
        PATH_KL("path error, nats", "Path error"), PERPLEXITY("perplexity of a token", "Perplexity"),
        NEIGHBOURS("distance of the law of neighbours", "Neighbours"), SURPRISE("surprise of a sequence, nats", "Surprise"),
        WRONG("share of wrong answers", "Wrong answers");

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
        Optional<Mean> of(Measured m) {
            return switch (this) {
                case PATH_KL -> m.law().flatMap(Measurement::pathKl);
                case PERPLEXITY -> m.law().map(l -> new Mean(l.perplexity(), l.nllPerToken().standardError()
                    * l.perplexity(), l.nllPerToken().count()));
                case NEIGHBOURS -> m.law().flatMap(Measurement::bigram).map(b -> new Mean(b.distance(), Double.NaN,
                    m.passes().count()));
                case SURPRISE -> m.law().map(Measurement::surprise);
                case WRONG -> m.wrong();
            };
        }

        /// Whether a world tells it; a task otherwise.
        boolean isOfLaw() {
            return this != WRONG;
        }
    }

    /// What the front counts from left to right, each of a sequence.
    enum Cost {
        PASSES("passes of a sequence", "passes"), ROWS("rows of a sequence", "rows"),
        POSITIONS("positions computed for a sequence", "positions"), MILLIS("milliseconds of a sequence", "milliseconds");

        private final String unit;
        private final String word;

        Cost(String unit, String word) {
            this.unit = unit;
            this.word = word;
        }

        String word() {
            return word;
        }

        double of(Measured m) {
            return switch (this) {
                case PASSES -> m.passes().value();
                case ROWS -> m.rows().value();
                case POSITIONS -> m.positions().value();
                case MILLIS -> m.millis();
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

    /// A cost against quality, a mark a sampler, and a thin line through those that no other one beats in both.
    ChartContent front(Map<Choice, FrontModel.Found> found, Quality quality, Cost cost) {
        var curves = new ArrayList<Curve>();
        var points = new ArrayList<ParetoFront.Point>();
        int others = 0;
        for (FrontModel.Found one : found.values()) {
            Optional<Mean> y = one.measured().flatMap(quality::of);
            Optional<LaneSpec> lane = model.draft().get().lanes().stream()
                .filter(l -> l.fork().isEmpty() && l.sampler().equals(one.sampler())).findFirst();
            if (y.isPresent()) {
                Mark mark = Mark.of(cost.of(one.measured().get()), y.get().value(), y.get().standardError());
                points.add(new ParetoFront.Point(points.size(), mark.x(), told(mark.y())));
                curves.add(lane.map(l -> curve(l, Curve.Form.POINTS, List.of(mark))).orElse(new Curve(
                    WITHOUT_LANE + others, LabFacts.name(model, one.sampler()), "", GREY, Curve.Form.POINTS, List.of(mark))));
            }
            others++;
        }
        double most = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::x).max().orElse(1);
        if (points.size() > 1) {
            curves.add(new Curve(Curve.NO_LANE, "worth its cost", "", GREY, Curve.Form.GUIDE,
                stairs(ParetoFront.of(points), most * HEADROOM)));
        }
        return new ChartContent(Axis.linear(cost.unit).over(new Span(0, most * HEADROOM)),
            Axis.linear(quality.unit), curves, empty());
    }

    private String empty() {
        boolean isWorld = model.shape().get().map(LabModel.Shape::world).orElse(true);
        return isWorld ? "Press Measure: each sampler decodes %d sequences and is compared with the exact law.".formatted(
            FrontModel.SEQUENCES) : "Begin the prompt with the letter of a task and press Measure: each sampler answers %d prompts."
            .formatted(FrontModel.PROMPTS);
    }

    private static List<Mark> stairs(List<ParetoFront.Point> front, double end) {
        var marks = new ArrayList<Mark>();
        for (ParetoFront.Point p : front) {
            if (!marks.isEmpty()) {
                marks.add(Mark.of(p.cost(), marks.getLast().y()));
            }
            marks.add(Mark.of(p.cost(), p.error()));
        }
        marks.add(Mark.of(end, marks.getLast().y()));
        return marks;
    }

    private Curve curve(LaneSpec lane, Curve.Form form, List<Mark> marks) {
        String letter = model.draft().get().letterOf(lane.id());
        return new Curve(lane.id(), letter + " " + LabFacts.name(model, lane.sampler()), letter,
            LabFacts.style(model, lane.id()), form, marks);
    }
}
