package samplerscope.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

class SnapshotExportTest {

    @TempDir
    Path folder;

    @Test
    void samplesComeBackFromNpyWithTheirShape() {
        Path file = folder.resolve("x.npy");
        double[] values = {1, Math.PI, -3, 1e-300, 5, 6};

        NpyArrays.write(file, Snapshot.of(Shape.of(3, 2), values));

        var back = NpyFile.read(file, Integer.MAX_VALUE);
        assertArrayEquals(values, back.asDoubleArray());
        assertArrayEquals(new int[] {3, 2}, back.getShape());
    }

    @Test
    void imagesAreLaidOutRowByRowWithTheirColours() {
        // Three 1 x 2 images, [C, H, W]: red and green, blue and white, black and grey.
        var images = Snapshot.of(Shape.of(3, 3, 1, 2), new double[] {
            1, -1, -1, 1, -1, -1,
            -1, 1, -1, 1, 1, 1,
            -9, 0, -1, 0, -1, 0});

        BufferedImage picture = new PictureGrid(10, 1).paint(images);

        assertEquals(2 + 2 * 4, picture.getWidth());
        assertEquals(2 + 2 * 3, picture.getHeight());
        assertEquals(0xFFFF0000, picture.getRGB(2, 2));
        assertEquals(0xFF00FF00, picture.getRGB(3, 2));
        assertEquals(0xFF0000FF, picture.getRGB(6, 2));
        assertEquals(0xFFFFFFFF, picture.getRGB(7, 2));
        assertEquals(0xFF000000, picture.getRGB(2, 5));
        assertEquals(0xFF808080, picture.getRGB(3, 5));
    }

    @Test
    void aPointIsBrightWhereItLiesAndUpIsUp() {
        var points = Snapshot.of(Shape.of(1, 2), new double[] {0.5, 0.25});

        BufferedImage picture = new PlanePicture(64, new PlanePicture.Window(0, 0, 1)).paint(points);

        int best = 0;
        for (int i = 0; i < 64 * 64; i++) {
            if (green(picture, i % 64, i / 64) > green(picture, best % 64, best / 64)) {
                best = i;
            }
        }
        // x = 0.5 is three quarters to the right; y = 0.25 is three eighths from the top.
        assertEquals(48, best % 64, 1);
        assertEquals(24, best / 64, 1);
        assertEquals(ColourRamp.at(0), picture.getRGB(5, 60) & 0xFFFFFF);
    }

    @Test
    void theWindowHoldsAllButTheTails() {
        var values = new double[2000];
        for (int i = 0; i < 1000; i++) {
            values[2 * i] = 10 + i / 1000.0;
            values[2 * i + 1] = -i / 500.0;
        }
        values[0] = 1e6;

        var window = PlanePicture.Window.around(Snapshot.of(Shape.of(1000, 2), values));

        // 0.5 % are cut off at each end of the 2 wide side; the margin is 15 %.
        assertEquals(0.99 * 1.15, window.halfWidth(), 0.02);
        assertEquals(10.5, window.centreX(), 0.02);
        assertEquals(-1, window.centreY(), 0.02);
    }

    @Test
    void samplesThatAreNoPictureAreRefused() {
        var plane = Snapshot.of(Shape.of(1, 2), new double[2]);
        var image = Snapshot.of(Shape.of(1, 1, 2, 2), new double[4]);

        assertThrows(PictureException.class, () -> new PictureGrid(4, 1).paint(plane));
        assertThrows(PictureException.class,
            () -> new PlanePicture(8, new PlanePicture.Window(0, 0, 1)).paint(image));
    }

    @Test
    void tablesQuoteWhatNeedsIt() {
        var table = new CsvTable(List.of("name", "value"));
        table.row("a, \"b\"", CsvTable.cell(0.1)).row("c|d", CsvTable.cell(Double.NaN));

        assertEquals("name,value\n\"a, \"\"b\"\"\",0.1\nc|d,\n", table.csv());
        assertEquals("""
            | name   | value |
            |--------|-------|
            | a, "b" | 0.1   |
            | c\\|d   |       |
            """, table.markdown());
        assertTrue(CsvTable.cell(Double.POSITIVE_INFINITY).equals("inf"));
    }

    private static int green(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) >> 8 & 0xFF;
    }
}
