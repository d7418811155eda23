package samplerscope.app.screens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import samplerscope.app.Ui;
import samplerscope.cli.CommandProvider;
import samplerscope.cli.ExitCode;

class ScreenshotCommandTest {

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void takesPicturesOfTheRealWindowAtTheSizeAskedFor() throws IOException {
        int code = execute("--only", "empty,palette", "--size", "1920x1080", "--theme", "dark");

        assertEquals(ExitCode.DONE, code, err.toString());
        BufferedImage picture = ImageIO.read(folder.resolve("palette-dark-1920x1080.png").toFile());
        assertEquals(1920, picture.getWidth());
        assertEquals(1080, picture.getHeight());
        assertTrue(brightness(picture) < 0.3, "the dark theme is dark");
    }

    @Test
    void namesTheScenesWhenOneIsUnknown() {
        int code = execute("--only", "sunset");

        assertEquals(ExitCode.BAD_INPUT, code);
        assertTrue(err.toString().contains("order-sweep"), err.toString());
    }

    @Test
    void theCommandLineFindsIt() {
        assertTrue(StreamSupport.stream(ServiceLoader.load(CommandProvider.class).spliterator(), false)
            .flatMap(p -> p.commands().stream()).anyMatch(ScreenshotCommand.class::isInstance));
    }

    private int execute(String... more) {
        var args = new String[more.length + 2];
        args[0] = "-o";
        args[1] = folder.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return new CommandLine(new ScreenshotCommand()).setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)).execute(args);
    }

    private static double brightness(BufferedImage picture) {
        double sum = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            sum += (picture.getRGB(x, picture.getHeight() / 2) & 0xFF) / 255.0;
        }
        return sum / picture.getWidth();
    }
}
