package samplerscope.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.library.Measured;
import samplerscope.spec.Catalog;

/// The page of a solver shows its options, its errors, and what published programs do otherwise.
class SolverPageTest {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final Measured SHIPPED = Measured.shipped();

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void errorsAreThoseThatAreShipped() {
        List<String> words = words("dpmpp-2m");

        assertTrue(words.contains("MEASURED ERRORS"), words.toString());
        SHIPPED.solver("dpmpp-2m").orElseThrow().errors().values().forEach(grids -> grids.values().forEach(errors ->
            assertTrue(words.containsAll(errors), errors.toString())));
    }

    @Test
    void aPresetThatDiffersIsComparedAndOneThatDoesNotIsOnlyNamed() {
        List<String> words = words("dpmpp-3m");

        assertTrue(words.contains("AS IN THE PEERS"), words.toString());
        assertTrue(words.stream().anyMatch(w -> w.contains("a missing factor 2")), words.toString());
        assertTrue(words.containsAll(SHIPPED.preset("reference-3m").orElseThrow().errors().get("problem-s").theirs()));
        assertFalse(words("dpm-2").contains("problem-s, theirs"));
        assertTrue(words("dpm-2").contains("DPM2, as in k-diffusion"));
    }

    @Test
    void aStochasticSolverShowsTheSpread() {
        List<String> words = words("dpmpp-3m-sde");

        assertTrue(words.contains("spread, theirs"), words.toString());
        assertFalse(words.contains("problem-s, uniform-lambda"), words.toString());
    }

    @Test
    void aSolverThatWasNotMeasuredHasAPageToo() {
        var family = CATALOG.solvers().get("ddim");
        List<String> words = shown(() -> new SolverPage(family, new Measured(Map.of(), Map.of())));

        assertEquals("DDIM", words.getFirst());
        assertFalse(words.contains("MEASURED ERRORS"));
    }

    private static List<String> words(String solver) {
        return shown(() -> new SolverPage(CATALOG.solvers().get(solver), SHIPPED));
    }

    private static List<String> shown(Supplier<VBox> page) {
        Stage stage = Ui.show(() -> new ScrollPane(page.get()), 760, 600);
        try {
            return Ui.get(() -> {
                var words = new ArrayList<String>();
                collect(((ScrollPane) stage.getScene().getRoot()).getContent(), words);
                return words;
            });
        } finally {
            Ui.close(stage);
        }
    }

    private static void collect(Node node, List<String> into) {
        if (node instanceof Label label) {
            into.add(label.getText());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }
}
