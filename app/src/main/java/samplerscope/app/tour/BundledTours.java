package samplerscope.app.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import samplerscope.spec.Catalog;
import samplerscope.spec.Tour;
import samplerscope.spec.TourReader;

/// The tours that come with the program, in the order in which they build on each other.
public final class BundledTours {

    /// Names of the files beside this class.
    static final List<String> NAMES = List.of("score", "ddim", "order", "few-steps", "stiffness", "guidance", "churn");

    private BundledTours() {}

    public static List<Tour> all(Catalog catalog) {
        var reader = new TourReader(catalog);
        return NAMES.stream().map(name -> reader.read(text(name), name + ".json")).toList();
    }

    private static String text(String name) {
        try (var in = BundledTours.class.getResourceAsStream("/samplerscope/app/tours/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the tour " + name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
