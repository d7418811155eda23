package samplerscope.app.chart;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;

/// What a chart shows.
///
/// @param empty what to say while there is nothing to draw
public record ChartContent(Axis x, Axis y, List<Curve> curves, String empty) {

    public ChartContent {
        curves = List.copyOf(curves);
    }

    boolean isEmpty() {
        return curves.stream().filter(c -> c.form() != Form.GUIDE).allMatch(c -> c.marks().isEmpty());
    }

    ChartContent with(Axis.Scale xScale, Axis.Scale yScale) {
        return new ChartContent(x.with(xScale), y.with(yScale), curves, empty);
    }

    /// The range of x that holds everything: the axis' own, or snapped around the data.
    Span xRange() {
        return x.fixed().filter(r -> x.scale() == Axis.Scale.LINEAR || r.from() > 0).map(this::withRoom)
            .orElseGet(() -> around(x.scale(), Mark::x, Mark::x, Snap.ONE_TWO_FIVE));
    }

    /// A little more than the fixed range, so that marks at its ends are whole.
    private Span withRoom(Span range) {
        return switch (x.scale()) {
            case LINEAR -> range.zoomed(0.5, 1.03, Axis.Scale.LINEAR);
            case LOG -> range;
        };
    }

    /// The range of y, always snapped around the data.
    Span yRange() {
        return y.fixed().filter(r -> y.scale() == Axis.Scale.LINEAR || r.from() > 0)
            .orElseGet(() -> around(y.scale(), Mark::y, Mark::high, Snap.DECADES));
    }

    private enum Snap { DECADES, ONE_TWO_FIVE }

    private Span around(Axis.Scale scale, ToDoubleFunction<Mark> low, ToDoubleFunction<Mark> high, Snap snap) {
        double[] values = curves.stream().filter(c -> c.form() != Form.GUIDE).flatMap(c -> c.marks().stream())
            .flatMapToDouble(m -> DoubleStream.of(low.applyAsDouble(m), high.applyAsDouble(m)))
            .filter(v -> scale == Axis.Scale.LINEAR || v > 0).sorted().toArray();
        if (values.length == 0) {
            return scale == Axis.Scale.LOG ? new Span(1e-3, 1) : new Span(0, 1);
        }
        double min = values[0];
        double max = values[values.length - 1];
        return switch (scale) {
            case LINEAR -> Span.steps(snap == Snap.DECADES ? StrictMath.min(0, min) : min, max);
            case LOG -> snap == Snap.DECADES ? Span.decades(min, max) : Span.oneTwoFive(min, max);
        };
    }

    /// The numbers behind the picture, one mark per line, at full precision.
    public String csv() {
        var text = new StringBuilder("curve,%s,%s,low,high\n".formatted(quoted(x.label()), quoted(y.label())));
        for (Curve curve : curves) {
            if (curve.form() != Form.GUIDE) {
                for (Mark m : curve.marks()) {
                    text.append(String.format(Locale.ROOT, "%s,%s,%s,%s,%s%n".replace("%n", "\n"),
                        quoted(curve.name()), m.x(), m.y(), m.low(), m.high()));
                }
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
