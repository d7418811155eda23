package samplerscope.app.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.Set;
import java.util.Optional;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.ClockAxis;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.LaneStep;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;

/// What the three error charts show, from what the lanes know.
final class ErrorContents {

    /// Which number stands for the samples of a lane.
    enum Headline { RMS, MEDIAN }

    private static final String DISTANCE = "RMS error";
    private static final String MEDIAN_DISTANCE = "median error";

    private final StudyModel model;

    ErrorContents(StudyModel model) {
        this.model = model;
    }

    /// Error of each recorded state, along the study's clock.
    ChartContent alongTheRun(Headline headline) {
        var curves = new ArrayList<Curve>();
        for (LaneModel lane : model.shownLanes()) {
            curves.add(curve(lane, Form.LINE, along(lane, headline, Optional::of)));
            if (!chosen().isEmpty()) {
                curves.add(ofChosen(lane, along(lane, headline, e -> e.over(chosen()))));
            }
        }
        return new ChartContent(clockAxis(), Axis.log(headline == Headline.RMS ? DISTANCE : MEDIAN_DISTANCE), curves,
            words("Errors appear here while a deterministic lane runs."));
    }

    /// @param part of an error that is looked at
    private List<Mark> along(LaneModel lane, Headline headline, Function<PathError, Optional<PathError>> part) {
        return lane.errors().get().stream()
            // At the start all samplers stand on the same noise: the error is 0 by construction.
            .filter(e -> e.nfe() > 0).flatMap(e -> part.apply(e).stream())
            .flatMap(e -> LaneStep.momentOf(lane, e).map(m -> mark(value(m, lane), e, headline)).stream()).toList();
    }

    /// The samples that are chosen in some view; what is drawn for them has hollow marks.
    private Set<Integer> chosen() {
        return model.selection().samples().get();
    }

    private Curve ofChosen(LaneModel lane, List<Mark> marks) {
        Curve all = curve(lane, Form.POINTS, marks);
        return new Curve(all.lane(), all.name() + ", chosen samples", all.badge(), all.style() + Palette.COLOURS, all.form(),
            all.marks());
    }

    /// Error that each step alone makes from an exact past, as stairs: high where the grid is too coarse.
    ChartContent perStep() {
        List<Curve> curves = model.shownLanes().stream().map(l -> curve(l, Form.STAIRS, stairs(l))).toList();
        return new ChartContent(clockAxis(), Axis.log("local error"), curves,
            words("The error of each single step appears here after a deterministic lane has run."));
    }

    /// Error at the end against cost, one point per lane, and what a sweep has found.
    ChartContent againstNfe(OrderSweeps sweeps) {
        var curves = new ArrayList<Curve>();
        for (LaneModel lane : model.shownLanes()) {
            List<PathError> errors = lane.errors().get();
            if (!errors.isEmpty() && errors.getLast().nfe() > 0) {
                curves.add(curve(lane, Form.POINTS, List.of(mark(errors.getLast().nfe(), errors.getLast(), Headline.RMS))));
                errors.getLast().over(chosen()).ifPresent(e -> curves.add(ofChosen(lane,
                    List.of(mark(e.nfe(), e, Headline.RMS)))));
            }
            List<Mark> swept = sweeps.of(lane).stream().map(p -> mark(p.nfe(), p.error(), Headline.RMS)).toList();
            if (!swept.isEmpty()) {
                curves.add(curve(lane, Form.LINE, swept));
            }
        }
        var content = new ChartContent(Axis.log("NFE (network evaluations)"), Axis.log("RMS end error"), curves,
            words("The error of each lane at its cost appears here; Order sweep adds the whole curve."));
        return content.isEmpty() ? content : withGuides(content);
    }

    /// Lines of slope 1, 2 and 3 that meet at the cheapest best mark: what an order looks like here.
    private static ChartContent withGuides(ChartContent content) {
        Span x = content.xRange();
        Span y = content.yRange();
        var curves = new ArrayList<>(content.curves());
        Mark best = content.curves().stream().flatMap(c -> c.marks().stream()).filter(m -> m.y() > 0)
            .min(Comparator.comparingDouble(Mark::y)).orElse(Mark.of(x.to(), y.from()));
        for (int slope = 1; slope <= 3; slope++) {
            double up = best.y() * StrictMath.pow(best.x() / x.from(), slope);
            double begin = up <= y.to() ? x.from() : best.x() / StrictMath.pow(y.to() / best.y(), 1.0 / slope);
            curves.add(new Curve(Curve.NO_LANE, "slope " + slope, "slope " + slope, 0, Form.GUIDE,
                List.of(Mark.of(begin, StrictMath.min(up, y.to())), Mark.of(best.x(), best.y()))));
        }
        return new ChartContent(content.x(), content.y(), curves, content.empty());
    }

    private Axis clockAxis() {
        ClockAxis axis = model.axis().get();
        return Axis.linear(axis.clock().axis()).over(new Span(axis.from(), axis.to()));
    }

    private List<Mark> stairs(LaneModel lane) {
        List<LaneStep> steps = LaneStep.of(lane).stream().filter(s -> s.local().isPresent()).toList();
        var marks = new ArrayList<Mark>();
        for (LaneStep step : steps) {
            marks.add(mark(value(step.from(), lane), step.local().orElseThrow(), Headline.RMS));
        }
        if (!steps.isEmpty()) { // the last stair needs an end
            marks.add(mark(value(steps.getLast().to(), lane), steps.getLast().local().orElseThrow(), Headline.RMS));
        }
        return marks;
    }

    private double value(ClockAxis.Moment moment, LaneModel lane) {
        ClockAxis axis = model.axis().get();
        return Math.clamp(ClockAxis.value(axis.clock(), moment, lane.steps()), axis.from(), axis.to());
    }

    private static Mark mark(double x, PathError e, Headline headline) {
        return switch (headline) {
            case RMS -> Mark.of(x, e.rms().value(), e.rms().standardError());
            case MEDIAN -> new Mark(x, e.median(), e.low(), e.high());
        };
    }

    private Curve curve(LaneModel lane, Form form, List<Mark> marks) {
        return new Curve(lane.id(), name(lane), model.study().get().letterOf(lane.id()), lane.lane().get().style(), form,
            marks);
    }

    /// The user's name for a lane, or its strategy.
    String name(LaneModel lane) {
        String given = lane.lane().get().name();
        String words = given.isEmpty()
            ? Labels.ofSolvers(model.services().resolver().catalog(), lane.lane().get().spec().solvers()) : given;
        return model.study().get().letterOf(lane.id()) + "  " + words;
    }

    /// Why there is nothing to draw: what a lane knows about it, or what to do.
    private String words(String standard) {
        return model.shownLanes().stream().flatMap(l -> why(l).stream()).findFirst().orElse(standard);
    }

    private Optional<String> why(LaneModel lane) {
        if (lane.state().get() instanceof LaneState.Draft) {
            return Optional.empty();
        }
        String letter = model.study().get().letterOf(lane.id());
        return switch (lane.reference().get()) {
            case ReferenceState.None(String why) -> Optional.of("%s: %s".formatted(letter, why));
            case ReferenceState.Computing _ -> Optional.of("Computing the reference trajectory of lane %s …".formatted(letter));
            case ReferenceState.Failed(LaneState.Problem p) -> Optional.of("%s: %s. %s.".formatted(letter, p.happened(), p.remedy()));
            case ReferenceState.Ready _ -> Optional.empty();
        };
    }

    /// The words of a lane whose chart stays empty for a reason, for a legend.
    Optional<String> remark(LaneModel lane) {
        return lane.ran().get().filter(r -> r.isStochastic()).map(_ -> "stochastic: no paired error");
    }

}
