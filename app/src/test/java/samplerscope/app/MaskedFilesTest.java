package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.masked.LabModel;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.TestStudies;
import samplerscope.registry.Family;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.UnmaskText;

class MaskedFilesTest {

    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-a")).withSamples(3);
    private static final Path BERT = Path.of(System.getProperty("samplerscope.home"), "core/src/test/resources/masked/bert")
        .toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void aSpecOfMaskedDiffusionOpensInItsLab() throws Exception {
        ObservableList<String> models = FXCollections.observableArrayList();
        Path file = Files.writeString(folder.resolve("chain.json"), UnmaskText.text(SPEC));
        try (TestWindow window = open()) {
            Ui.run(() -> window.bench().desk().open(file));

            Ui.until("the lab has run it", () -> {
                window.history().look(history -> history.words().models(), models::setAll, e -> fail(e.happened()));
                return models.contains("chain-a");
            });
            assertTrue(showsLab(window));
        }
    }

    @Test
    void aDroppedFolderWithAMaskedModelOpensInTheLabAndIsRemembered() {
        try (TestWindow window = open()) {
            Ui.run(() -> window.bench().drop(BERT));
            Ui.until("the lab shows it", () -> showsLab(window) && prompt(window).contains("\u25a2"));

            assertEquals(List.of(BERT), files(window.preferences().recent().choices()));
            assertEquals(List.of(BERT), files(window.preferences().used().choices().stream().filter(OwnModels::isOwn).toList()));
            assertEquals(List.of(BERT), window.preferences().files().files());
            assertTrue(names(window, "#masked-model").contains("bert"));
            assertFalse(names(window, "#setup-model").contains("bert"), "no lane of the study can have it");
            Ui.run(() -> window.bench().masked().model().start());
            Ui.until("the lanes rest", () -> !lab(window).running().get());
            assertFalse(Ui.get(() -> lab(window).isRefused()));
        }
    }

    @Test
    void aFolderThatIsNoneIsToldOverTheLabWhichStaysAsItIs() throws Exception {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.copy(BERT.resolve("model.onnx"), broken.resolve("model.onnx"));
        try (TestWindow window = open()) {
            Ui.run(() -> window.bench().masked().show());
            Ui.until("the chain is open", () -> lab(window).isOpen());
            Ui.run(() -> {
                var prompt = (TextField) window.bench().root().lookup("#masked-prompt");
                prompt.setText("aa");
                prompt.getOnAction().handle(null);
            });

            Ui.run(() -> window.bench().drop(broken));

            Ui.until("it is told", () -> told(window).contains("tokenizer.json"));
            Ui.run(window.bench().root()::requestFocus);
            Ui.run(() -> ((Overlay) window.bench().root()).close());
            assertTrue(showsLab(window));
            assertEquals("aa", ((TextField) window.bench().root().lookup("#masked-prompt")).getText());
            assertTrue(lab(window).isOpen());
            assertEquals(List.of(), window.preferences().recent().choices());
        }
    }

    @Test
    void whatIsDroppedOverACardComesToTheTop() {
        try (TestWindow window = open()) {
            Ui.run(() -> window.bench().masked().show());
            Ui.run(window.bench().pages()::devices);
            assertFalse(showsLab(window));

            Ui.run(() -> window.bench().drop(BERT));

            Ui.until("the lab shows it", () -> showsLab(window) && prompt(window).contains("\u25a2"));
            Ui.run(() -> ((Overlay) window.bench().root()).close());
            assertFalse(Ui.get(() -> window.bench().isCovered()), "it is there once");
        }
    }

    private TestWindow open() {
        return TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 50)));
    }

    private static LabModel lab(TestWindow window) {
        return window.bench().masked().model();
    }

    private static boolean showsLab(TestWindow window) {
        return Ui.get(() -> window.bench().isCovered() && window.bench().root().lookup("#masked-page") != null);
    }

    private static String prompt(TestWindow window) {
        return Ui.get(() -> ((TextField) window.bench().root().lookup("#masked-prompt")).getPromptText());
    }

    private static String told(TestWindow window) {
        return Ui.get(() -> window.bench().root().lookupAll(".label").stream().filter(Label.class::isInstance)
            .map(n -> ((Label) n).getText()).reduce("", (a, b) -> a + "\n" + b));
    }

    private static List<Path> files(List<Choice> choices) {
        return choices.stream().map(OwnModels::file).toList();
    }

    private static List<String> names(TestWindow window, String box) {
        return Ui.get(() -> ((ComboBox<?>) window.bench().root().lookup(box)).getItems().stream()
            .map(f -> ((Family) f).name()).toList());
    }
}
