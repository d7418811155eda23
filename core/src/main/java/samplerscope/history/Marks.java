package samplerscope.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the user did to a run.
///
/// @param tags    lower case, without spaces, each once, in alphabetical order
/// @param deleted when the run was deleted; it can be brought back until it is purged
public record Marks(boolean favourite, List<String> tags, String note, Optional<Instant> deleted) {

    public static final Marks NONE = new Marks(false, List.of(), "", Optional.empty());

    public Marks {
        tags = tags.isEmpty() ? List.of() : tags.stream().flatMap(Marks::words).distinct().sorted().toList();
    }

    private static Stream<String> words(String tag) {
        return Stream.of(tag.toLowerCase(Locale.ROOT).split("[\\s,]+")).filter(word -> !word.isEmpty());
    }

    public Marks withFavourite(boolean changed) {
        return new Marks(changed, tags, note, deleted);
    }

    public Marks withTags(List<String> changed) {
        return new Marks(favourite, changed, note, deleted);
    }

    public Marks adding(List<String> more) {
        var all = new ArrayList<>(tags);
        all.addAll(more);
        return withTags(all);
    }

    public Marks removing(List<String> fewer) {
        var gone = new Marks(false, fewer, "", Optional.empty()).tags();
        return withTags(tags.stream().filter(tag -> !gone.contains(tag)).toList());
    }

    public Marks withNote(String changed) {
        return new Marks(favourite, tags, changed.strip(), deleted);
    }

    public Marks deletedAt(Instant when) {
        return new Marks(favourite, tags, note, Optional.of(when));
    }

    public Marks restored() {
        return new Marks(favourite, tags, note, Optional.empty());
    }
}
