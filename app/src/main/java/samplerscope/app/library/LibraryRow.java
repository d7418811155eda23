package samplerscope.app.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// A row of a list in groups.
///
/// @param <T> what is listed
sealed interface LibraryRow<T> {

    /// The heading of a group.
    record Heading<T>(String title) implements LibraryRow<T> {}

    /// @param group heading that it stands under
    /// @param facts what stands to the right of the name
    /// @param words what a search looks through
    record Item<T>(T value, String group, String name, String facts, String words) implements LibraryRow<T> {
        boolean has(List<String> asked) {
            String all = words.toLowerCase(Locale.ROOT);
            return asked.stream().allMatch(all::contains);
        }
    }

    /// Items that have all of some words, under their headings in the order of the items.
    ///
    /// @param words in lower case
    static <T> List<LibraryRow<T>> grouped(List<Item<T>> items, List<String> words) {
        var groups = new LinkedHashMap<String, List<Item<T>>>();
        items.stream().filter(item -> item.has(words))
            .forEach(item -> groups.computeIfAbsent(item.group(), _ -> new ArrayList<>()).add(item));
        var rows = new ArrayList<LibraryRow<T>>();
        groups.forEach((group, members) -> {
            rows.add(new Heading<>(group));
            rows.addAll(members);
        });
        return rows;
    }
}
