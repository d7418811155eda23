package samplerscope.app.library;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which tone stands for which words of a column: equal words in one tone, different words in different ones. Words that
/// one row alone has get no tone, since there is nothing that they share.
final class Tones {

    /// Tones in the style sheet, `chip-0` and on.
    static final int COUNT = 8;
    private static final String NOTHING = "none";

    private Tones() {}

    /// Tones by words, most frequent words first; words beyond the last tone are left out.
    ///
    /// @param column the words of all rows
    static Map<String, Integer> of(List<String> column) {
        var counts = new LinkedHashMap<String, Integer>();
        column.stream().filter(word -> !word.equals(NOTHING)).forEach(word -> counts.merge(word, 1, Integer::sum));
        var tones = new HashMap<String, Integer>();
        counts.entrySet().stream().filter(entry -> entry.getValue() > 1)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(COUNT)
            .forEach(entry -> tones.put(entry.getKey(), tones.size()));
        return tones;
    }

    /// The style class of a chip.
    static String styleOf(Map<String, Integer> tones, String word) {
        return word.equals(NOTHING) ? "chip-none" : tones.containsKey(word) ? "chip-" + tones.get(word) : "chip-own";
    }
}
