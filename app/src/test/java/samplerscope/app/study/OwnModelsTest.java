package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

class OwnModelsTest {

    private static final Path BASE = Path.of("/data");

    @Test
    void theNewestIsFirstAndEachFileIsThereOnceWithItsLastSettings() {
        var own = new OwnModels(List.of());

        own.used(points("a.csv"), BASE);
        own.used(points("b.csv"), BASE);
        own.used(points("a.csv").with("bandwidth", 0.5), BASE);

        assertEquals(List.of(points("/data/a.csv").with("bandwidth", 0.5), points("/data/b.csv")), own.choices());
    }

    @Test
    void theyComeBackFromTheirLines() {
        var own = new OwnModels(List.of());
        own.used(points("with \"quotes\" = and : .csv"), BASE);
        own.used(points("b.csv").with("law", new Setting.Word("gaussian")), BASE);

        assertEquals(own.choices(), new OwnModels(own.lines()).choices());
    }

    @Test
    void onlyModelsOfTheUserAreRemembered() {
        var own = new OwnModels(List.of("damaged {", "\"moons\"", "{\"id\": \"points\"}"));

        own.used(Choice.of("moons"), BASE);

        assertEquals(List.of(), own.choices());
    }

    @Test
    void theOldestOfManyIsForgotten() {
        var own = new OwnModels(List.of());
        for (int i = 0; i < 30; i++) {
            own.used(points(i + ".csv"), BASE);
        }

        assertEquals(24, own.choices().size());
        assertEquals(Path.of("/data/29.csv"), OwnModels.file(own.choices().getFirst()));
    }

    @Test
    void foldersAndNetworksAreOwnModelsToo() {
        var own = new OwnModels(List.of());
        own.used(Choice.of("model-folder").with("folder", new Setting.Word("cats")), BASE);
        own.used(Choice.of("onnx").with("file", new Setting.Word("net.onnx")), BASE);
        own.used(Choice.of("folder").with("folder", new Setting.Word("bert")), BASE);

        assertEquals(List.of(Path.of("/data/bert"), Path.of("/data/net.onnx"), Path.of("/data/cats")),
            own.choices().stream().map(OwnModels::file).toList());
    }

    @Test
    void whatIsRemovedCanComeBackWhereItWas() {
        var own = new OwnModels(List.of());
        List.of("a.csv", "b.csv", "c.csv").forEach(name -> own.used(points(name), BASE));
        List<Choice> before = List.copyOf(own.choices());

        Runnable undo = own.remove(before.get(1));
        assertEquals(List.of(before.get(0), before.get(2)), own.choices());
        undo.run();
        undo.run();

        assertEquals(before, own.choices());
    }

    private static Choice points(String file) {
        return Choice.of("points").with("file", new Setting.Word(file));
    }
}
