package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.geometry.Dimension2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.theme.Theme;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasSetComesBack() {
        var settings = new Settings(Theme.Choice.DARK, "cpu-float64", 3, 1000, 700, true,
            List.of("{\"id\": \"points\", \"file\": \"/a b/c=d\\u00e9.csv\"}", "\"second\""), List.of("\"moons\""), false,
            List.of("/a b/c=d\u00e9.json"), Map.of("canvas", "0.4", "chart", "anatomy-tab"));
        Path file = folder.resolve("new/settings.properties");

        settings.write(file);

        assertEquals(settings, Settings.read(file));
    }

    @Test
    void theWindowIsNoLargerThanTheScreen() {
        Settings small = Settings.standard().within(new Dimension2D(1366, 740));
        Settings large = Settings.standard().within(new Dimension2D(1920, 1040));

        assertEquals(1366, small.width());
        assertEquals(704, small.height());
        assertEquals(Settings.standard(), large);
    }

    @Test
    void damageGivesTheStandard() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.properties"), "threads=many\nwidth=-3\nrecent.1=late\n");

        Settings read = Settings.read(file);

        assertEquals(Settings.standard(), read);
    }
}
