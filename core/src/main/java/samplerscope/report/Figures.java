package samplerscope.report;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import samplerscope.store.Comparison;
import samplerscope.store.Curve;

/// The figures of a report of continuous diffusion.
final class Figures {

    private final Comparison comparison;

    Figures(Comparison comparison) {
        this.comparison = comparison;
    }

    /// Over `lambda = ln(alpha / sigma)`.
    Optional<String> alongLambda() {
        return drawing("lambda", "lambda = ln(alpha / sigma)", curves(p -> p.at().lambda()));
    }

    Optional<String> overEvaluations() {
        return drawing("nfe", "network evaluations so far", curves(Curve.Point::nfe));
    }

    /// One point per run.
    Optional<String> overSeconds() {
        var data = new XYSeriesCollection();
        for (Comparison.Lane lane : comparison.lanes()) {
            var series = new XYSeries(Markup.clean(lane.name()), false);
            lane.error().ifPresent(e -> add(series, lane.run().file().seconds(), e.rms().value()));
            data.addSeries(series);
        }
        return drawing("seconds", "wall time of the run (s)", data);
    }

    private XYSeriesCollection curves(ToDoubleFunction<Curve.Point> x) {
        var data = new XYSeriesCollection();
        for (Comparison.Lane lane : comparison.lanes()) {
            var series = new XYSeries(Markup.clean(lane.name()), false);
            lane.run().curve().points().forEach(p ->
                p.error().ifPresent(e -> add(series, x.applyAsDouble(p), e.rms().value())));
            data.addSeries(series);
        }
        return data;
    }

    /// A logarithmic axis has no place for an error of zero.
    private static void add(XYSeries series, double x, double error) {
        if (Double.isFinite(x) && Double.isFinite(error) && error > 0) {
            series.add(x, error);
        }
    }

    private static Optional<String> drawing(String id, String xTitle, XYSeriesCollection data) {
        return new Drawing(id, xTitle, "error (rms per element)", data).inDecades();
    }
}
