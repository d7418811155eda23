package samplerscope.app.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.setup.NoFiles;
import samplerscope.app.setup.SetupPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.model.Condition;
import samplerscope.model.Decoder;
import samplerscope.run.Snapshot;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.store.DecodedStates;

/// A lane of a model of latents that is asked by text: what is typed, and the pictures of what comes out.
class TextLaneTest {

    private static final Path FOLDER = Path.of(System.getProperty("samplerscope.home"),
        "core/src/test/resources/folders/sd1");

    private StudyModel study;
    private SetupPane setup;
    private ImagePane images;
    private Filmstrip film;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        Choice model = ModelChoice.ofPath(FOLDER.toString()).orElseThrow();
        stage = Ui.show(() -> {
            study = new StudyModel(TestStudies.services(), Study.of(List.of(TestStudies.spec("moons", "ddim", 3, 200))));
            setup = new SetupPane(study, new NoFiles(), new OwnModels(List.of()), _ -> { }, () -> { });
            images = new ImagePane(lane(), study);
            film = new Filmstrip(study);
            images.setPrefSize(400, 300);
            return new HBox(setup, new VBox(images, film));
        }, 900, 900);
        Ui.run(() -> study.useModel("model", model, _ -> {}));
        Ui.until("the model is used", () -> lane().planned().get().filter(r -> r.model().decoder().isPresent())
            .isPresent());
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            images.dispose();
            film.dispose();
        });
        Ui.close(stage);
    }

    private LaneModel lane() {
        return study.lanes().getFirst();
    }

    private Condition condition() {
        return Ui.get(() -> lane().lane().get().spec().guidance().condition());
    }

    private TextArea field(String id) {
        return Ui.find(setup, id, TextArea.class);
    }

    private void run() {
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("the lane is done", () -> lane().state().get() instanceof LaneState.Done);
    }

    @Test
    void aPromptIsTypedAndTakenBack() {
        assertTrue(Ui.get(() -> field("#setup-prompt").isVisible()));
        assertFalse(Ui.get(() -> Ui.find(setup, "#setup-class", ComboBox.class).getParent().isVisible()));
        assertEquals(new Condition.OfText("", ""), condition());

        Ui.run(() -> field("#setup-prompt").setText("a c"));
        Ui.run(() -> field("#setup-prompt").setText("a cat"));
        assertEquals(new Condition.OfText("a cat", ""), condition());
        Ui.run(() -> field("#setup-negative").setText("rain"));
        assertEquals(new Condition.OfText("a cat", "rain"), condition());

        Ui.run(study::undo);
        assertEquals("", Ui.get(() -> field("#setup-negative").getText()));
        Ui.run(study::undo);
        assertEquals(new Condition.OfText("", ""), condition(), "one step takes back all that was typed");
    }

    @Test
    void aPromptThatIsTooLongIsToldBelow() {
        Ui.run(() -> field("#setup-prompt").setText("cat ".repeat(40)));
        Ui.until("the problem is shown", () -> Ui.find(setup, "#setup-problem", Label.class).getText()
            .contains("the prompt has 42 tokens, and the model reads 24"));
        assertTrue(Ui.get(() -> field("#setup-prompt").isVisible()), "it can still be shortened");
    }

    @Test
    void whatIsShownIsDecodedAndTheFilmIsSketched() {
        run();
        Frame last = Ui.get(() -> lane().newest().orElseThrow());
        Ui.until("all samples are decoded", () -> IntStream.range(0, last.state().samples())
            .allMatch(i -> lane().latents().of(last.state(), i).isPresent()));
        Decoder decoder = Ui.get(() -> lane().ran().get().orElseThrow().model().decoder().orElseThrow());
        Snapshot expected = DecodedStates.of(decoder, last.state(), 3);
        Snapshot shown = Ui.get(() -> lane().latents().of(last.state(), 2).orElseThrow());
        assertEquals(List.of(3, 32, 32), shown.shape().sample());
        assertEquals(expected.at(2 * expected.sampleSize() + 5), shown.at(5));
        assertTrue(Ui.get(() -> lane().latents().preview().isPresent()));
        assertTrue(Ui.get(() -> lane().latents().problem().isEmpty()));
        Ui.untilShown("the picture", images, picture -> colours(picture) > 1);
        Ui.untilShown("the film", film, picture -> colours(picture) > 1);
    }

    /// As many as a picture of one colour would have is one.
    private static long colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0,
            picture.getWidth())).distinct().count();
    }

    @Test
    void anotherRunForgetsThePictures() {
        run();
        Frame last = Ui.get(() -> lane().newest().orElseThrow());
        Ui.until("it is decoded", () -> lane().latents().of(last.state(), 0).isPresent());
        Ui.run(() -> field("#setup-prompt").setText("a cat"));
        Ui.until("the plan is there", () -> lane().planned().get().isPresent());
        run();
        assertTrue(Ui.get(() -> lane().latents().of(last.state(), 0)).isEmpty());
    }
}
