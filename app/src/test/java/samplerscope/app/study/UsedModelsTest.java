package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

class UsedModelsTest {

    private static final Path BASE = Path.of("/data");

    @Test
    void anyModelIsRememberedOnceAndTheNewestIsFirst() {
        var used = new UsedModels(List.of());
        used.used(Choice.of("moons"), BASE);
        used.used(Choice.of("points").with("file", new Setting.Word("a.csv")), BASE);
        used.used(Choice.of("points").with("file", new Setting.Word("b.csv")), BASE);
        used.used(Choice.of("moons"), BASE);
        used.used(Choice.of("points").with("file", new Setting.Word("a.csv")).with("bandwidth", 0.5), BASE);

        assertEquals(List.of("/data/a.csv", "moons", "/data/b.csv"), used.choices().stream()
            .map(c -> c.settings().get("file") instanceof Setting.Word(String file) ? file : c.id()).toList());
        assertEquals(used.choices(), new UsedModels(used.lines()).choices());
    }

    @Test
    void sixAreEnough() {
        var used = new UsedModels(List.of("damaged {"));
        for (int i = 0; i < 9; i++) {
            used.used(Choice.of("model-" + i), BASE);
        }

        assertEquals(6, used.choices().size());
    }
}
