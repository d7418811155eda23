package samplerscope.app.masked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedTour;
import samplerscope.spec.MaskedTourReader;

/// The tours of the lab that come with the program.
public final class LabTours {

    /// One of them.
    ///
    /// @param id   name of its file
    public record Entry(String id, MaskedTour tour) {}

    private static final List<String> IDS = List.of("text-out-of-masks", "better-perplexity");

    private LabTours() {}

    static List<Entry> all(MaskedCatalog catalog) {
        var reader = new MaskedTourReader(catalog);
        return IDS.stream().map(id -> new Entry(id, reader.read(text(id), id + ".json"))).toList();
    }

    private static String text(String id) {
        try (var in = LabTours.class.getResourceAsStream("tours/" + id + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the tour " + id + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
