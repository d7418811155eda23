package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

class RecentDataTest {

    private static final Path BASE = Path.of("/data");

    @Test
    void theNewestIsFirstAndEachFileIsThereOnceWithItsLastSettings() {
        var recent = new RecentData(List.of());

        recent.used(points("a.csv"), BASE);
        recent.used(points("b.csv"), BASE);
        recent.used(points("a.csv").with("bandwidth", 0.5), BASE);

        assertEquals(List.of(points("/data/a.csv").with("bandwidth", 0.5), points("/data/b.csv")), recent.choices());
    }

    @Test
    void theyComeBackFromTheirLines() {
        var recent = new RecentData(List.of());
        recent.used(points("with \"quotes\" = and : .csv"), BASE);
        recent.used(points("b.csv").with("law", new Setting.Word("gaussian")), BASE);

        assertEquals(recent.choices(), new RecentData(recent.lines()).choices());
    }

    @Test
    void onlyDataOfTheUserAreRemembered() {
        var recent = new RecentData(List.of("damaged {", "\"moons\"", "{\"id\": \"points\"}"));

        recent.used(Choice.of("moons"), BASE);

        assertEquals(List.of(), recent.choices());
    }

    @Test
    void eightAreEnough() {
        var recent = new RecentData(List.of());
        for (int i = 0; i < 12; i++) {
            recent.used(points(i + ".csv"), BASE);
        }

        assertEquals(8, recent.choices().size());
        assertEquals(Path.of("/data/11.csv"), RecentData.file(recent.choices().getFirst()));
    }

    private static Choice points(String file) {
        return Choice.of("points").with("file", new Setting.Word(file));
    }
}
