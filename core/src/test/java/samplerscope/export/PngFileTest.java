package samplerscope.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.spec.FileAccessException;

class PngFileTest {

    @TempDir
    Path folder;

    @Test
    void aPictureCarriesItsRunFileThere() throws Exception {
        BufferedImage picture = Pictures.colourful(40, 30, BufferedImage.TYPE_INT_RGB, 1);
        String runFile = "{\"kind\": \"run\",\n \"note\": \"λ, σ and a snowman ☃\"}\n".repeat(200);
        Path file = folder.resolve("p.png");

        PngFile.write(file, picture, Optional.of(runFile));

        assertEquals(Optional.of(runFile), PngFile.runFile(file));
        assertArrayEquals(Pictures.pixels(picture), Pictures.pixels(ImageIO.read(file.toFile())));
    }

    @Test
    void anyOtherPictureCarriesNone() throws Exception {
        Path file = folder.resolve("p.png");
        ImageIO.write(Pictures.colourful(4, 3, BufferedImage.TYPE_INT_ARGB, 1), "png", file.toFile());

        assertEquals(Optional.empty(), PngFile.runFile(file));
    }

    @Test
    void whatIsNoPngIsATypedError() throws Exception {
        Path text = Files.writeString(folder.resolve("t.png"), "no picture");
        Path whole = folder.resolve("p.png");
        PngFile.write(whole, Pictures.colourful(40, 30, BufferedImage.TYPE_INT_RGB, 1), Optional.of("x".repeat(999)));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(whole), 40));

        assertThrows(PictureException.class, () -> PngFile.runFile(text));
        assertThrows(PictureException.class, () -> PngFile.runFile(cut));
        assertThrows(FileAccessException.class, () -> PngFile.runFile(folder.resolve("none.png")));
    }
}
