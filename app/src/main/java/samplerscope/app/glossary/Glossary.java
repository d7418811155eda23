package samplerscope.app.glossary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Terms with unit and meaning. The text is Markdown: a heading `## term, other name`, and below it a paragraph that begins
/// with the unit or range in italics where there is one.
///
/// @param entries in the order of the text
public record Glossary(List<Entry> entries) {

    /// Where the text lies, from the folder of the program.
    public static final String FILE = "docs/glossary.md";
    static final Glossary EMPTY = new Glossary(List.of());

    private static final Pattern UNIT = Pattern.compile("^\\*([^*]+)\\*\\s*");

    /// @param names first how it is called, then its other names
    /// @param unit  or range; empty where it has none
    public record Entry(List<String> names, String unit, String meaning) {

        public Entry {
            names = List.copyOf(names);
        }

        public String term() {
            return names.getFirst();
        }
    }

    public Glossary {
        entries = List.copyOf(entries);
    }

    public static Glossary of(String markdown) {
        var entries = new ArrayList<Entry>();
        for (String section : markdown.split("(?m)^## ")) {
            String[] parts = section.split("\\R", 2);
            if (parts.length == 2 && !section.startsWith("# ")) {
                entries.add(entry(parts[0], parts[1].strip().replaceAll("\\s*\\R\\s*", " ")));
            }
        }
        return new Glossary(entries);
    }

    private static Entry entry(String heading, String paragraph) {
        Matcher unit = UNIT.matcher(paragraph);
        boolean has = unit.find();
        return new Entry(Stream.of(heading.split(",")).map(String::strip).toList(), has ? unit.group(1) : "",
            paragraph.substring(has ? unit.end() : 0).replace("`", "").replace("*", ""));
    }

    /// What a word of the window means; upper and lower case are the same.
    public Optional<Entry> find(String word) {
        return Optional.ofNullable(byName().get(key(word)));
    }

    /// Entries whose names or meanings have all words of a query.
    List<Entry> search(String query) {
        List<String> words = Stream.of(key(query).split("\\s+")).toList();
        return entries.stream().filter(e -> {
            String all = key(String.join(" ", e.names()) + " " + e.meaning());
            return words.stream().allMatch(all::contains);
        }).toList();
    }

    private Map<String, Entry> byName() {
        var names = new LinkedHashMap<String, Entry>();
        entries.forEach(e -> e.names().forEach(n -> names.putIfAbsent(key(n), e)));
        return names;
    }

    private static String key(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }
}
