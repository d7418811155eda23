package samplerscope.app.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lists of numbers as people paste them.
final class NumberList {

    private NumberList() {}

    static String text(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /// Numbers separated by commas, semicolons, brackets or white space; empty if any entry is not a finite number.
    static Optional<List<Double>> parse(String text) {
        var values = new ArrayList<Double>();
        for (String entry : text.trim().split("[\\s,;\\[\\]()]+")) {
            if (entry.isEmpty()) {
                continue;
            }
            try {
                values.add(Double.valueOf(entry));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return values.isEmpty() || values.stream().anyMatch(v -> !Double.isFinite(v))
            ? Optional.empty() : Optional.of(values);
    }
}
