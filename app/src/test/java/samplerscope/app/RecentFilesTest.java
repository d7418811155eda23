package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Menu;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void theNewestIsFirstAndNoneIsThereTwice() {
        var recent = new RecentFiles(List.of());
        IntStream.range(0, 20).forEach(i -> recent.used(Path.of("/runs/%d.json".formatted(i))));

        recent.used(Path.of("/runs/15.json"));

        assertEquals(12, recent.files().size());
        assertEquals(Path.of("/runs/15.json").toAbsolutePath(), recent.files().getFirst());
        assertEquals(12, recent.files().stream().distinct().count());
        assertEquals(recent.files(), new RecentFiles(recent.lines()).files());
    }

    @Test
    void theMenuOpensWhatIsThereAndOffersNothingElse() throws Exception {
        Path there = Files.writeString(folder.resolve("there_it_is.json"), "{}");
        var recent = new RecentFiles(List.of(there.toString(), folder.resolve("gone.json").toString()));
        var opened = new ArrayList<Path>();
        Menu menu = Ui.get(() -> {
            Menu made = recent.menu(opened::add);
            made.getOnShowing().handle(null);
            return made;
        });

        Ui.run(() -> menu.getItems().getFirst().fire());

        assertEquals(List.of(there), opened);
        assertTrue(menu.getItems().getFirst().getText().startsWith("there_it_is.json"));
        assertTrue(menu.getItems().get(1).isDisable(), "it is not there any more");
        Ui.run(() -> menu.getItems().getLast().fire());
        assertTrue(recent.files().isEmpty());
        Ui.run(() -> menu.getOnShowing().handle(null));
        assertEquals(1, menu.getItems().size());
        assertFalse(menu.getItems().getFirst().getText().isBlank());
    }
}
