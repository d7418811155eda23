package samplerscope.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.registry.Setting;

class ImageSetModelTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderOfPicturesIsCroppedScaledAndMappedToMinusOneToOne() throws IOException {
        fill("a.png", 40, 20, 0xFF0000);
        fill("b.jpg", 16, 16, 0x000000);
        Files.writeString(folder.resolve("readme.txt"), "not a picture, and not asked for");

        ExactLaw law = open(".", Map.of("size", new Setting.Num(8), "colour", new Setting.Word("rgb")));

        assertEquals(List.of(3, 8, 8), law.card().sampleShape());
        double[] draws = law.draw(20, 1, Condition.NONE);
        boolean[] seen = new boolean[2];
        for (int i = 0; i < draws.length; i += 192) {
            boolean red = draws[i] > 0;
            seen[red ? 0 : 1] = true;
            assertEquals(red ? 1 : -1, draws[i], 0.02, "red");
            assertEquals(-1, draws[i + 64], 0.02, "green");
            assertEquals(-1, draws[i + 191], 0.02, "blue");
        }
        assertArrayEquals(new boolean[] {true, true}, seen);
    }

    @Test
    void foldersInAFolderAreClasses() throws IOException {
        Files.createDirectories(folder.resolve("set/white"));
        Files.createDirectories(folder.resolve("set/black"));
        Files.createDirectories(folder.resolve("set/notes"));
        Files.writeString(folder.resolve("set/notes/readme.txt"), "no pictures here");
        fill("a.png", 8, 8, 0xFFFFFF);
        fill("b.png", 8, 8, 0x000000);
        Files.move(folder.resolve("a.png"), folder.resolve("set/white/a.png"));
        Files.move(folder.resolve("b.png"), folder.resolve("set/black/b.png"));

        ExactLaw law = open("set", Map.of("size", new Setting.Num(4)));

        assertEquals(List.of("black", "white"), law.card().classes());
        assertEquals(-1, law.draw(1, 1, new Condition.OfClass(0))[0], 1e-6);
        assertEquals(1, law.draw(1, 1, new Condition.OfClass(1))[0], 1e-6);
    }

    @Test
    void picturesBesideFoldersOfPicturesHaveNoClass() throws IOException {
        Files.createDirectories(folder.resolve("mixed/black"));
        fill("b.png", 8, 8, 0x000000);
        Files.copy(folder.resolve("b.png"), folder.resolve("mixed/b.png"));
        Files.move(folder.resolve("b.png"), folder.resolve("mixed/black/b.png"));

        var e = assertThrows(DataException.class, () -> open("mixed", Map.of()));

        assertTrue(e.happened().contains("1 pictures beside folders of pictures (black)"), e.happened());
    }

    @Test
    void anArrayOfBytesIsASetOfPictures() {
        NpyFile.write(folder.resolve("set.npy"), new byte[] {0, (byte) 255, 0, (byte) 255}, new int[] {1, 2, 2});

        ExactLaw law = open("set.npy", Map.of());

        assertEquals(List.of(1, 2, 2), law.card().sampleShape());
        assertArrayEquals(new double[] {-1, 1, -1, 1}, law.draw(1, 1, Condition.NONE));
    }

    @Test
    void anArrayWithColoursLastIsTurned() {
        var values = new float[] {0.1f, 0.2f, 0.3f, -0.1f, -0.2f, -0.3f};
        NpyFile.write(folder.resolve("set.npy"), values, new int[] {1, 1, 2, 3});

        ExactLaw law = open("set.npy", Map.of());

        assertEquals(List.of(3, 1, 2), law.card().sampleShape());
        assertArrayEquals(new double[] {0.1, -0.1, 0.2, -0.2, 0.3, -0.3}, law.draw(1, 1, Condition.NONE), 1e-7);
    }

    @Test
    void whatIsNoSetOfPicturesIsSaidSo() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("text.npy"), "no array");
        NpyFile.write(folder.resolve("flat.npy"), new float[4], new int[] {4});
        NpyFile.write(folder.resolve("wide.npy"), new float[] {0, 255, 0, 0}, new int[] {1, 2, 2});
        NpyFile.write(folder.resolve("nan.npy"), new float[] {0, Float.NaN, 0, 0}, new int[] {1, 2, 2});
        NpyFile.write(folder.resolve("words.npy"), new boolean[4], new int[] {1, 2, 2});
        NpyFile.write(folder.resolve("whole.npy"), new float[256], new int[] {1, 16, 16});
        byte[] whole = Files.readAllBytes(folder.resolve("whole.npy"));
        Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("head.npy"), Arrays.copyOf(whole, 20));

        for (String file : new String[] {"empty", "text.npy", "flat.npy", "wide.npy", "nan.npy", "words.npy", "cut.npy",
            "head.npy", "missing.npy"}) {
            var e = assertThrows(DataException.class, () -> open(file, Map.of()), file);
            assertTrue(e.getMessage().contains(file));
        }
    }

    private void fill(String name, int width, int height, int rgb) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, rgb);
        }
        ImageIO.write(picture, name.substring(2), folder.resolve(name).toFile());
    }

    private ExactLaw open(String file, Map<String, Setting> others) {
        return Opening.open(ImageSetModel.FAMILY, folder, file, others);
    }
}
