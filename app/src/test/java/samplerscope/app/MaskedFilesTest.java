package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.UnmaskText;

class MaskedFilesTest {

    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-a")).withSamples(3);

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
            assertTrue(Ui.get(() -> window.bench().isCovered() && window.bench().root().lookup("#masked-page") != null));
        }
    }

    private TestWindow open() {
        return TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 50)));
    }
}
