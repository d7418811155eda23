package samplerscope.app.sweep;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.study.Labels;
import samplerscope.metric.Estimate;
import samplerscope.store.RunExecutor;
import samplerscope.sweep.SweepTable;

/// Colours of cells by their error, logarithmic between the smallest and the largest; by their metric where nothing has
/// an error.
///
/// @param low  smallest positive value
/// @param high largest value
record CellColours(SweepResults results, double low, double high) {

    /// Perceived brightness above which ink is black.
    private static final double BRIGHT = 140;

    static CellColours of(SweepResults results) {
        double[] values = results.table().rows().stream().flatMap(r -> r.value(results.measure()).stream())
            .mapToDouble(Estimate::value).filter(v -> v > 0 && Double.isFinite(v)).sorted().toArray();
        return values.length == 0 ? new CellColours(results, 1, 1) : new CellColours(results, values[0], values[values.length - 1]);
    }

    /// Empty for a cell without a value.
    OptionalInt argb(int cell) {
        Optional<Double> value = value(cell).map(Estimate::value).filter(Double::isFinite);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ColourMap.VIRIDIS.at(share(value.get())));
    }

    private double share(double value) {
        return high > low && value > 0 ? Math.log(value / low) / Math.log(high / low) : 0;
    }

    Optional<Estimate> value(int cell) {
        return results.row(cell).flatMap(row -> row.value(results.measure()));
    }

    /// The value in a few digits, or what stands in its place.
    String words(int cell) {
        if (results.failure(cell).isPresent()) {
            return "failed";
        }
        Optional<SweepTable.Row> row = results.row(cell);
        return row.isEmpty() ? "" : value(cell).map(e -> Labels.number(e.value())).orElse("no error");
    }

    /// What the scale runs over.
    String scale() {
        String what = results.measure().equals(RunExecutor.PATH_ERROR) ? "error" : results.measure();
        return high > low ? String.format(Locale.ROOT, "%s %s \u2013 %s", what, Labels.number(low),
            Labels.number(high)) : what;
    }

    /// Whether black ink is read better than white on a colour.
    static boolean isBright(int argb) {
        return 0.299 * (argb >> 16 & 255) + 0.587 * (argb >> 8 & 255) + 0.114 * (argb & 255) > BRIGHT;
    }
}
