package samplerscope.app.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.Gains;
import samplerscope.anatomy.NetworkErrors;
import samplerscope.anatomy.NetworkErrors.AtEnd;
import samplerscope.anatomy.StepAnatomy;
import samplerscope.anatomy.StepErrors;
import samplerscope.app.anatomy.AnatomyModel.View;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.Span;

/// What the chart of one view shows: bars, and what stands above them.
///
/// @param content axes, curves, and why there is nothing
/// @param bars    pieces of bars, each over one step
record Bars(ChartContent content, List<Bar> bars) {

    /// Parts of an error, each with a colour of its own.
    enum Part {
        MADE("made by the step"), CARRIED("carried over"), AT_END("share of the step"), SOLVER("solver"), NETWORK("network");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /// Its class in the style sheet.
        String style() {
            return "anatomy-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record Bar(int step, Part part, double from, double to) {}

    private static final double MIDDLE = 0.5;
    private static final double ROOM = 1.08;
    /// Colours and markers of curves; the same in every lane, as they say what, not who.
    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int THIRD = 3;
    private static final double LEAST_RANGE = 0.2;
    private static final String RMS = "RMS";

    static Bars none(String words) {
        return new Bars(new ChartContent(Axis.linear("step"), Axis.linear(RMS), List.of(), words), List.of());
    }

    static Bars of(Anatomy anatomy, View view) {
        return switch (view) {
            case ALONG -> along(anatomy);
            case AT_END -> atEnd(anatomy);
            case STABILITY -> stability(anatomy);
            case NETWORK -> network(anatomy);
        };
    }

    /// The parts that a view shows, for the legend.
    static List<Part> parts(View view) {
        return switch (view) {
            case ALONG -> List.of(Part.MADE, Part.CARRIED);
            case AT_END -> List.of(Part.AT_END);
            case STABILITY -> List.of();
            case NETWORK -> List.of(Part.SOLVER, Part.NETWORK);
        };
    }

    private static Bars along(Anatomy anatomy) {
        if (anatomy.noErrors().isPresent()) {
            return none(sentence("No error per step", anatomy.noErrors().get()));
        }
        var bars = new ArrayList<Bar>();
        for (StepAnatomy step : anatomy.steps()) {
            step.errors().ifPresent(e -> stack(bars, step.index(), Part.CARRIED, e.carriedShare(), Part.MADE, e.madeShare()));
        }
        return bars(anatomy, bars, points(anatomy, "error so far",
            s -> s.errors().map(e -> e.soFar().rms())));
    }

    private static Bars atEnd(Anatomy anatomy) {
        if (anatomy.noErrors().isPresent()) {
            return none(sentence("No error per step", anatomy.noErrors().get()));
        }
        var bars = new ArrayList<Bar>();
        for (StepAnatomy step : anatomy.steps()) {
            step.errors().map(StepErrors::endShare).ifPresent(share ->
                bars.add(new Bar(step.index(), Part.AT_END, 0, share)));
        }
        return bars(anatomy, bars, points(anatomy, "before cancelling",
            s -> s.errors().map(e -> e.atEnd().rms())));
    }

    private static Bars network(Anatomy anatomy) {
        if (anatomy.noNetwork().isPresent()) {
            return none(sentence("No split", anatomy.noNetwork().get()));
        }
        var bars = new ArrayList<Bar>();
        for (StepAnatomy step : anatomy.steps()) {
            step.network().ifPresent(n -> stack(bars, step.index(), Part.SOLVER,
                n.discretisation().map(AtEnd::share).orElse(0.0), Part.NETWORK, n.network().share()));
        }
        return bars(anatomy, bars, points(anatomy, "network before cancelling",
            s -> s.network().map(NetworkErrors::network).map(AtEnd::map).map(m -> m.rms())));
    }

    private static Bars stability(Anatomy anatomy) {
        var curves = new ArrayList<Curve>();
        List.of(line(anatomy, FIRST, "step", s -> Optional.of(s.gain().step().largest())),
            line(anatomy, SECOND, "exact flow", s -> s.gain().flow().map(Gains::largest)),
            line(anatomy, THIRD, "own error", s -> s.gain().own()))
            .stream().filter(c -> !c.marks().isEmpty()).forEach(curves::add);
        Span range = range(curves);
        curves.add(new Curve(Curve.NO_LANE, "1", "", 0, Form.GUIDE, List.of(Mark.of(0, 1),
            Mark.of(anatomy.steps().size(), 1))));
        return new Bars(new ChartContent(steps(anatomy), Axis.linear("gain").over(range), curves, ""), List.of());
    }

    /// Two pieces on each other where they have one sign, else from zero to both sides.
    private static void stack(List<Bar> bars, int step, Part low, double first, Part high, double second) {
        bars.add(new Bar(step, low, 0, first));
        double base = first * second > 0 ? first : 0;
        bars.add(new Bar(step, high, base, base + second));
    }

    private static Bars bars(Anatomy anatomy, List<Bar> bars, Curve tops) {
        double low = Math.min(0, bars.stream().mapToDouble(b -> Math.min(b.from, b.to)).min().orElse(0));
        double high = Math.max(bars.stream().mapToDouble(b -> Math.max(b.from, b.to)).max().orElse(0),
            tops.marks().stream().mapToDouble(Mark::y).max().orElse(0));
        Axis y = high > low ? Axis.linear(RMS).over(new Span(low * ROOM, high * ROOM)) : Axis.linear(RMS);
        return new Bars(new ChartContent(steps(anatomy), y, List.of(tops), ""), List.copyOf(bars));
    }

    private static Axis steps(Anatomy anatomy) {
        return Axis.linear("step").over(new Span(0, anatomy.steps().size()));
    }

    /// Of the marks, with some room; 1 is among it, as it divides growing from shrinking.
    private static Span range(List<Curve> curves) {
        double low = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::y).min().orElse(1);
        double high = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::y).max().orElse(1);
        double room = Math.max(LEAST_RANGE, (high - low) * (ROOM - 1));
        return new Span(Math.max(0, Math.min(low, 1) - room), Math.max(high, 1) + room);
    }

    private static Curve points(Anatomy anatomy, String name, Function<StepAnatomy, Optional<Double>> value) {
        return new Curve(id(THIRD), name, "", THIRD, Form.POINTS, marks(anatomy, value));
    }

    private static Curve line(Anatomy anatomy, int style, String name, Function<StepAnatomy, Optional<Double>> value) {
        return new Curve(id(style), name, "", style, Form.LINE, marks(anatomy, value));
    }

    /// No lane has it, but each curve can be highlighted.
    private static int id(int style) {
        return Curve.NO_LANE - 1 - style;
    }

    private static List<Mark> marks(Anatomy anatomy, Function<StepAnatomy, Optional<Double>> value) {
        return anatomy.steps().stream().flatMap(s -> value.apply(s).map(v -> Mark.of(s.index() + MIDDLE, v)).stream())
            .toList();
    }

    private static String sentence(String what, String why) {
        return "%s: %s.".formatted(what, why);
    }
}
