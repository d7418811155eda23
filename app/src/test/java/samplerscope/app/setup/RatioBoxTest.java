package samplerscope.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.Study;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.Choice;

class RatioBoxTest {

    private static final FileChoice NO_FILES = new FileChoice() {
        @Override
        public Optional<Path> open(String what, List<String> extensions) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder(String what) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String what, String proposal, List<String> extensions) {
            return Optional.empty();
        }
    };

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void theButtonSearchesAndSaysWhatCameOfIt() {
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("problem-s", "ddim", 4, 50)))));
        Stage stage = Ui.show(() -> new ScrollPane(new SetupPane(study, NO_FILES, new OwnModels(List.of()), _ -> {},
            () -> {})), 420, 800);
        Button search = Ui.find(stage.getScene().getRoot(), "#setup-search-ratios", Button.class);
        Label remark = Ui.find(stage.getScene().getRoot(), "#setup-ratios-remark", Label.class);
        assertFalse(Ui.get(() -> search.getParent().isVisible()), "DDIM has no ratios");

        Ui.run(() -> study.editSpec("DC-Solver", "", false, s -> s.withSolvers(List.of(Choice.of("dc-solver")))));
        Ui.until("the button is there", () -> search.getParent().isVisible());
        Ui.run(search::fire);
        Ui.until("the search has ended", () -> remark.isVisible() && !search.isDisabled());

        assertTrue(Ui.get(remark::getText).contains("other noises"), Ui.get(remark::getText));
        assertEquals("searched ratios", Ui.get(study.undoWords()::get));
        Ui.close(stage);
    }
}
