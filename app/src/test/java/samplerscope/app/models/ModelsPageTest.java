package samplerscope.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.Ui;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.Services;
import samplerscope.app.study.TestStudies;
import samplerscope.app.study.UsedModels;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.store.Portraits;

class ModelsPageTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home")).resolve("assets");

    @TempDir
    private Path folder;
    private final List<Choice> used = new ArrayList<>();
    private final List<Path> described = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();
    private final OwnModels own = new OwnModels(List.of());
    private Optional<Path> chosen = Optional.empty();
    private Services services;
    private ModelsPage page;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void whatWasUsedLatelyIsFirstAndEveryModelStandsOnce() {
        open("\"spiral\"", "\"glyphs-net\"");

        assertEquals(List.of("RECENTLY USED", "TRAINED NETWORKS", "EXACT LAWS", "FROM YOUR FILES"), titles());
        assertEquals("spiral", rows().getFirst().entry().choice().id());
        assertEquals("glyphs-net", rows().get(1).entry().choice().id());
        assertEquals(rows().size(), rows().stream().map(r -> r.entry().choice()).distinct().count());
        assertEquals(services.resolver().catalog().models().all().size(), rows().size());
    }

    @Test
    void picturesAreMadeOfWhatCanBeSeenOnly() {
        open("\"moons\"");

        Ui.until("the first has a picture", () -> rows().getFirst().hasPicture());

        assertFalse(Ui.get(() -> rows().getLast().isLooked()), "nobody has scrolled there");
        assertTrue(Ui.get(() -> rows().stream().filter(ModelRow::isLooked).count()) < rows().size() / 2);
    }

    @Test
    void searchAndTheKeysFindAModelAndUseIt() {
        open();
        TextField search = Ui.find(page, "#models-search", TextField.class);

        Ui.run(() -> search.setText("trained velocity digits"));
        assertEquals(1, rows().size());
        Ui.run(search::requestFocus);
        Ui.press(search, KeyCode.DOWN);
        assertTrue(Ui.get(() -> rows().getFirst().isFocused()));
        Ui.press(rows().getFirst(), KeyCode.ENTER);

        assertEquals(List.of(Choice.of("glyphs-net")), used);
        Ui.press(rows().getFirst(), KeyCode.UP);
        assertTrue(Ui.get(search::isFocused));
        Ui.press(search, KeyCode.ENTER);
        assertEquals(2, used.size());

        Ui.run(() -> search.setText("no such model"));
        assertTrue(has("No model has all of these words."));
    }

    @Test
    void aDroppedFileIsAddedRemovedAndPutBack() throws IOException {
        open();
        Path points = Files.writeString(folder.resolve("points.csv"), "0,0\n1,1\n0,1\n");

        Ui.run(() -> page.add(points));
        Ui.until("it is listed", () -> lookup("#model-use-own-points-csv") != null && titles().contains("YOUR OWN"));
        ModelRow row = rows().getFirst();
        assertEquals("points.csv", row.entry().name());
        Ui.run(row::requestFocus);
        Ui.press(row, KeyCode.DELETE);
        Ui.until("it is gone", () -> !titles().contains("YOUR OWN"));
        assertTrue(Files.exists(points), "the file stays");
        assertTrue(Ui.get(() -> rows().getFirst().isFocused()), "the keys go on where it was");
        assertEquals(List.of(), own.choices());

        Ui.run(() -> ((Hyperlink) lookup("#models-undo")).fire());
        Ui.until("it is back", () -> titles().contains("YOUR OWN"));
        assertNull(lookup("#models-undo"));
        assertEquals(1, own.choices().size());
    }

    @Test
    void removingIsUndoneByTheKeyToo() throws IOException {
        Path points = Files.writeString(folder.resolve("points.csv"), "0,0\n1,1\n0,1\n");
        own.used(ModelChoice.ofPath(points.toString()).orElseThrow(), folder);
        open();
        Ui.run(() -> rows().getFirst().requestFocus());
        Ui.press(rows().getFirst(), KeyCode.DELETE);
        Ui.until("it is gone", () -> !titles().contains("YOUR OWN"));

        Ui.press(page, KeyCode.Z, KeyCode.SHORTCUT);

        Ui.until("it is back", () -> titles().contains("YOUR OWN"));
    }

    @Test
    void aFolderOfMaskedDiffusionIsAddedToo() {
        open();
        Path bert = ASSETS.resolveSibling("core/src/test/resources/masked/bert").toAbsolutePath().normalize();

        Ui.run(() -> page.add(bert));
        Ui.until("it is listed", () -> lookup("#model-use-own-bert") != null);

        ModelRow row = rows().getFirst();
        assertTrue(has(w -> w.contains("up to 16 positions") && w.contains("[MASK]")));
        assertNull(Ui.get(() -> row.lookup("#model-check-own-bert")), "a check is of denoisers");
        Ui.run(() -> ((Button) lookup("#model-use-own-bert")).fire());
        assertEquals(List.of(ModelChoice.ofPath(bert.toString()).orElseThrow()), used);
    }

    @Test
    void aMaskedFolderWithoutItsNetworkIsNotAdded() throws IOException {
        open();
        Files.writeString(folder.resolve("tokenizer.json"), "{}");

        Ui.run(() -> page.add(folder));

        Ui.until("it is told", () -> has(w -> w.contains("model.onnx")));
        assertEquals(List.of(), own.choices());
    }

    @Test
    void whatIsNoModelIsToldOnThePage() throws IOException {
        open();
        Path text = Files.writeString(folder.resolve("notes.doc"), "hello");

        Ui.run(() -> page.add(text));

        Ui.until("it is told", () -> has(w -> w.startsWith("'notes.doc' is no model")));
        assertEquals(List.of(), own.choices());
    }

    @Test
    void aNetworkThatNothingDescribesIsAskedAbout() throws IOException {
        open();
        Path network = Files.copy(ASSETS.resolve("models/moons-net/model.onnx"), folder.resolve("net.onnx"));
        chosen = Optional.of(network);

        Ui.run(() -> ((MenuButton) lookup("#models-add")).getItems().getFirst().fire());

        Ui.until("it is asked about", () -> described.equals(List.of(network)));
        assertEquals(List.of(), own.choices());
    }

    @Test
    void anOwnModelWhoseFileHasGoneSaysSoAndCanOnlyBeRemoved() throws IOException {
        Path points = Files.writeString(folder.resolve("points.csv"), "0,0\n1,1\n0,1\n");
        own.used(ModelChoice.ofPath(points.toString()).orElseThrow(), folder);
        Files.delete(points);
        open();

        assertTrue(has(w -> w.contains("is not there any more")));
        ModelRow row = rows().getFirst();
        assertNull(Ui.get(() -> row.lookup("#model-use-own-points-csv")));
        Ui.press(row, KeyCode.ENTER);
        assertEquals(List.of(), used);
    }

    @Test
    void aWayOfMakingAModelAsksForItsFile() {
        open();
        chosen = Optional.of(folder);

        Ui.run(() -> ((Button) lookup("#model-use-model-folder")).fire());

        assertEquals(List.of(folder), opened);
    }

    @Test
    void aCheckShowsTimesByBatchAndThreadsToCopy() {
        open();

        Ui.run(() -> ((Button) lookup("#model-check-moons")).fire());
        assertNotNull(lookup("#health-stop"));
        Ui.until("it is checked", () -> lookup("#health-times") != null);
        Ui.run(() -> ((Button) lookup("#health-copy")).fire());

        String copied = Ui.get(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.contains("time per NFE") && copied.contains(" ms"), copied);
        assertTrue(has("batch 64") && has("1 thread"));
        Ui.run(() -> ((Button) lookup("#health-hide")).fire());
        assertNull(lookup("#model-health"));
    }

    @Test
    void aCheckIsStopped() {
        open();

        Ui.run(() -> ((Button) lookup("#model-check-glyphs-net")).fire());
        Ui.run(() -> ((Button) lookup("#health-stop")).fire());

        assertNull(lookup("#model-health"));
    }

    private void open(String... lately) {
        services = Ui.get(TestStudies::services);
        var portraits = new Portraits(services.resolver(), services.engine(), folder.resolve("cache"));
        stage = Ui.show(() -> {
            page = new ModelsPage(services, own, new UsedModels(List.of(lately)),
                new ModelPictures(services, portraits), new Scripted(), new Heard());
            return page;
        }, 900, 700);
        Ui.until("the models are listed", () -> page.lookup("#model-use-two-modes") != null);
        Ui.pulse();
    }

    private List<ModelRow> rows() {
        return Ui.get(() -> page.lookup("#models-rows").lookupAll(".model-row").stream()
            .map(n -> (ModelRow) n).toList());
    }

    private List<String> titles() {
        return Ui.get(() -> page.lookup("#models-rows").lookupAll(".section-title").stream()
            .map(n -> ((Label) n).getText()).toList());
    }

    private Node lookup(String selector) {
        return Ui.get(() -> page.lookup(selector));
    }

    private boolean has(String text) {
        return has(text::equals);
    }

    private boolean has(Predicate<String> text) {
        return Ui.get(() -> page.lookupAll(".label").stream().anyMatch(n -> n instanceof Label label
            && text.test(label.getText())));
    }

    private final class Scripted implements FileChoice {
        @Override
        public Optional<Path> open(String what, List<String> extensions) {
            return chosen;
        }

        @Override
        public Optional<Path> folder(String what) {
            return chosen;
        }

        @Override
        public Optional<Path> save(String what, String proposal, List<String> extensions) {
            return Optional.empty();
        }
    }

    private final class Heard implements ModelsPage.Window {
        @Override
        public void use(Choice model) {
            used.add(model);
        }

        @Override
        public void open(Path path) {
            opened.add(path);
        }

        @Override
        public void describe(Path network) {
            described.add(network);
        }

        @Override
        public void close() {
            // Esc and the button are the window's
        }
    }
}
