package samplerscope.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class GifAnimationTest {

    @TempDir
    Path folder;

    @Test
    void framesDelaysLoopAndCommentComeBack() throws Exception {
        Path file = folder.resolve("a.gif");
        int[] colours = {0xFF102030, 0xFFA0B0C0, 0xFF00FF00};
        try (GifAnimation animation = GifAnimation.open(file, 300)) {
            for (int i = 0; i < 3; i++) {
                animation.add(plain(colours[i]), 50 * (i + 1));
            }
            animation.finish(Optional.of("{\"kind\": \"run\"}"));
        }

        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
            for (int i = 0; i < 3; i++) {
                assertEquals(colours[i], reader.read(i).getRGB(3, 3), "frame " + i);
                assertEquals(Integer.toString(5 * (i + 1)),
                    element(reader, i, "GraphicControlExtension").getAttribute("delayTime"));
            }
            var loop = (IIOMetadataNode) element(reader, 0, "ApplicationExtension");
            assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
            assertArrayEquals(new byte[] {1, 44, 1}, (byte[]) loop.getUserObject(), "300 = 44 + 256");
            assertTrue(element(reader, 2, "CommentExtension").getAttribute("value").contains("\"kind\": \"run\""));
        } finally {
            reader.dispose();
        }
    }

    @Test
    void manyColoursAreReducedToAPaletteNearby() throws Exception {
        Path file = folder.resolve("a.gif");
        var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            picture.setRGB(i % 64, i / 64, ColourRamp.at(i / 4096.0));
        }

        GifAnimation.write(file, List.of(picture, picture), 40, 0);

        BufferedImage back = ImageIO.read(file.toFile());
        int worst = 0;
        for (int i = 0; i < 64 * 64; i++) {
            worst = Math.max(worst, distance(picture.getRGB(i % 64, i / 64), back.getRGB(i % 64, i / 64)));
        }
        // 256 palette entries on a ramp of a few hundred colours: a few levels per channel.
        assertTrue(worst <= 12, "largest difference of a channel is " + worst);
    }

    private static int distance(int a, int b) {
        int worst = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            worst = Math.max(worst, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
        }
        return worst;
    }

    private static BufferedImage plain(int argb) {
        var image = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
        var all = new int[120];
        Arrays.fill(all, argb);
        image.setRGB(0, 0, 12, 10, all, 0, 12);
        return image;
    }

    private static Element element(ImageReader reader, int frame, String name) throws Exception {
        var root = (Element) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        return (Element) root.getElementsByTagName(name).item(0);
    }
}
