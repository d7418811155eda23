package samplerscope.app.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.Shown;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

/// Two lanes of the bundled digits, headless, driven by real events.
class ImagePaneTest {

    private StudyModel study;
    private ImagePane first;
    private ImagePane second;
    private Filmstrip film;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        var digits = Choice.of("image-set").with("file", new Setting.Word(
            Path.of(System.getProperty("samplerscope.home"), "assets", "data", "glyphs", "images.npy").toString()));
        stage = Ui.show(() -> {
            study = new StudyModel(TestStudies.services(), Study.of(List.of(
                TestStudies.spec("moons", "ddim", 4, 6).withModel(digits),
                TestStudies.spec("moons", "dpmpp-2m", 4, 6).withModel(digits))));
            first = new ImagePane(study.lanes().get(0), study);
            second = new ImagePane(study.lanes().get(1), study);
            film = new Filmstrip(study);
            first.setPrefSize(400, 300);
            second.setPrefSize(400, 300);
            return new VBox(new HBox(first, second), film);
        }, 800, 700);
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("both lanes are done", () -> study.lanes().stream().allMatch(l ->
            l.state().get() instanceof LaneState.Done && l.reference().get() instanceof ReferenceState.Ready));
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            first.dispose();
            second.dispose();
            film.dispose();
        });
        Ui.close(stage);
    }

    @Test
    void theHoveredImageIsNamedInEveryLaneAndAClickSelectsIt() {
        Ui.until("the grid is laid out", () -> first.getAccessibleText() != null);
        Ui.hover(first, 0.2, 0.2, false);
        int hovered = Ui.get(() -> study.selection().hovered().get());
        Ui.click(first, 0.2, 0.2);

        assertTrue(hovered >= 0);
        Ui.until("the other lane names it", () -> caption(second).getText().equals("#" + hovered));
        assertEquals(Set.of(hovered), Ui.get(() -> study.selection().samples().get()));
    }

    @Test
    void theDifferenceSaysWhatItsColoursMean() {
        Ui.run(() -> study.look(s -> s.withShown(Shown.DIFFERENCE)));

        Ui.until("the scale is shown", () -> caption(first).getText().startsWith("blue \u2212"));
    }

    @Test
    void aClickOnTheFilmGoesToThatStep() {
        Ui.until("the film has its height", () -> film.getHeight() >= 2 * FilmScene.rowHigh(56));
        Ui.until("the film is shown", () -> film.getAccessibleText() != null);
        Ui.pulse();
        double place = (26 + 2.5 * 58) / Ui.get(() -> film.getWidth()); // the third picture of 56 pixels and a gap
        Ui.click(film, place, 0.1);

        assertEquals(2, Ui.get(() -> study.frameOf(study.lanes().getFirst()).orElseThrow().step()));
    }

    private static Label caption(Node pane) {
        return (Label) ((ImagePane) pane).lookup(".image-caption");
    }
}
