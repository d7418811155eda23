package samplerscope.model.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.model.Component;
import samplerscope.model.Condition;
import samplerscope.model.Covariance;
import samplerscope.model.ExactLaw;
import samplerscope.model.GaussianMixture;
import samplerscope.registry.Setting;

class PictureModelTest {

    @TempDir
    private Path folder;

    @Test
    void samplesLieWhereTheInkIs() throws IOException {
        // A bar on the left and a smaller spot at the upper right.
        save("ink.png", "png", 80, 60, new Color(255, 255, 255), g -> {
            g.fillRect(8, 5, 10, 50);
            g.fillRect(60, 5, 10, 10);
        });
        ExactLaw law = open("ink.png", "dark");

        double[] draws = law.draw(2000, 1, Condition.NONE);
        long right = 0;
        for (int i = 0; i < draws.length; i += 2) {
            if (draws[i] > 0.8) {
                right++;
                assertTrue(draws[i + 1] > 0, "the spot is above the middle");
            }
        }
        // One sixth of the ink: standard error 0.008.
        assertEquals(1 / 6.0, right / 2000.0, 0.035);
    }

    @Test
    void theWholeHasMeanZeroAndUnitVariance() throws IOException {
        save("ink.png", "png", 300, 200, Color.WHITE, g -> g.fillOval(40, 30, 220, 90));
        var mixture = (GaussianMixture) open("ink.png", "dark");

        double[] sum = new double[3];
        for (Component c : mixture.components()) {
            var spread = (Covariance.Plane) c.covariance();
            sum[0] += c.weight() * c.mean()[0];
            sum[1] += c.weight() * c.mean()[1];
            sum[2] += c.weight() * (c.mean()[0] * c.mean()[0] + c.mean()[1] * c.mean()[1] + spread.xx() + spread.yy());
        }
        assertEquals(0, sum[0], 1e-9);
        assertEquals(0, sum[1], 1e-9);
        assertEquals(2, sum[2], 1e-9);
    }

    @Test
    void lightInkIsTheOppositeOfDarkInk() throws IOException {
        save("dark.png", "png", 40, 40, Color.BLACK, g -> {
            g.setColor(Color.WHITE);
            g.fillRect(5, 5, 10, 20);
        });
        save("light.bmp", "bmp", 40, 40, Color.WHITE, g -> g.fillRect(5, 5, 10, 20));

        double[] light = open("dark.png", "light").draw(10, 1, Condition.NONE);

        assertTrue(Arrays.equals(light, open("light.bmp", "dark").draw(10, 1, Condition.NONE)));
    }

    @Test
    void whatIsNoPictureIsSaidSo() throws IOException {
        Files.writeString(folder.resolve("text.png"), "not a picture");
        save("blank.png", "png", 10, 10, Color.WHITE, g -> {});
        save("whole.png", "png", 50, 50, Color.WHITE, g -> g.fillRect(0, 0, 25, 50));
        byte[] whole = Files.readAllBytes(folder.resolve("whole.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));

        for (String file : new String[] {"text.png", "blank.png", "cut.png", "missing.png", "."}) {
            assertThrows(DataException.class, () -> open(file, "dark"), file);
        }
    }

    private interface Drawing {
        void on(java.awt.Graphics2D g);
    }

    private void save(String name, String format, int width, int height, Color paper, Drawing drawing)
        throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = picture.createGraphics();
        g.setColor(paper);
        g.fillRect(0, 0, width, height);
        g.setColor(Color.BLACK);
        drawing.on(g);
        g.dispose();
        ImageIO.write(picture, format, folder.resolve(name).toFile());
    }

    private ExactLaw open(String file, String ink) {
        return Opening.open(PictureModel.FAMILY, folder, file, Map.of("ink", new Setting.Word(ink)));
    }
}
