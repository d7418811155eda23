package samplerscope.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.TestStudies;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.RunSpec;

class SolverLibraryTest {

    private static final List<SolverFamily> SOLVERS = TestStudies.services().resolver().catalog().solvers().all();

    private static final RunSpec.Denoise SPEC = TestStudies.spec("moons", "ddim", 8, 100);

    private final List<String> used = new ArrayList<>();
    private final Map<String, RunSpec.Denoise> made = new LinkedHashMap<>();
    private SolverLibrary library;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.show(() -> library = new SolverLibrary(SOLVERS, "heun", solver -> used.add("use " + solver.id()),
            solver -> used.add("add " + solver.id()), 12, (name, change) -> made.put(name, change.apply(SPEC)),
            () -> used.add("close")), 1100, 640);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void opensAtTheSolverOfTheLane() {
        assertEquals("Heun (EDM)", title());
    }

    @Test
    void arrowsPassOverHeadings() {
        TextField query = Ui.find(library, "#library-query", TextField.class);
        ListView<?> list = Ui.find(library, "#library-list", ListView.class);
        Ui.run(() -> query.setText("order"));
        Ui.run(query::clear);

        long solvers = SOLVERS.size();
        for (int i = 1; i < solvers; i++) {
            Ui.press(query, KeyCode.DOWN);
            assertTrue(Ui.get(() -> list.getSelectionModel().getSelectedItem()) instanceof LibraryRow.Item<?>);
        }
        String last = title();
        Ui.press(query, KeyCode.DOWN);
        assertEquals(last, title(), "the list ends there");
        Ui.press(query, KeyCode.PAGE_UP);
        assertNotEquals(last, title());
    }

    @Test
    void enterUsesTheSolverThatWasSearchedFor() {
        TextField query = Ui.find(library, "#library-query", TextField.class);

        Ui.run(() -> query.setText("zhao unipc-4"));
        Ui.press(query, KeyCode.ENTER);

        assertEquals(List.of("close", "use unipc-4"), used);
    }

    @Test
    void withoutAMatchThereIsNothingToUse() {
        TextField query = Ui.find(library, "#library-query", TextField.class);

        Ui.run(() -> query.setText("no such solver"));
        Ui.press(query, KeyCode.ENTER);

        assertTrue(Ui.get(() -> library.lookup("#library-use").isDisabled()));
        assertEquals(List.of(), used);
    }

    @Test
    void theMapHasNoButtonsForASolverThatNobodySees() {
        Node use = Ui.find(library, "#library-use", Node.class);
        assertTrue(Ui.get(use::isVisible));

        Ui.run(library::showMap);

        assertFalse(Ui.get(use::isVisible));
    }

    @Test
    void addsAPublishedSamplerBesideWhatItShouldBe() {
        Ui.run(library::showPublished);
        Ui.pulse();
        TextField query = Ui.find(library, "#presets-query", TextField.class);

        Ui.run(() -> query.setText("k-diffusion-dpmpp-3m-sde"));
        Ui.run(() -> Ui.find(library, "#preset-add-both", Button.class).fire());

        assertEquals(2, made.size());
        assertTrue(made.values().stream().noneMatch(SPEC::equals), made.toString());
        assertEquals(SPEC.model(), made.values().iterator().next().model());
    }

    @Test
    void differentWordsHaveDifferentTones() {
        Map<String, Integer> tones = Tones.of(List.of("data", "noise", "data", "none", "v3", "noise", "data"));

        assertEquals(Map.of("data", 0, "noise", 1), tones);
        assertEquals("chip-own", Tones.styleOf(tones, "v3"));
        assertEquals("chip-none", Tones.styleOf(tones, "none"));
    }

    private String title() {
        return Ui.find(library, "#library-page .card-title", Label.class).getText();
    }
}
