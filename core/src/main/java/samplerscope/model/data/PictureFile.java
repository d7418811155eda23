package samplerscope.model.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Pictures of users: PNG, JPEG, GIF, BMP.
final class PictureFile {

    static final List<String> EXTENSIONS = List.of("png", "jpg", "jpeg", "gif", "bmp");

    /// More would not fit into the memory of a small machine.
    private static final long MOST_PIXELS = 100_000_000;

    private PictureFile() {}

    /// The first picture of a file, on white where it is transparent.
    ///
    /// @throws DataException if the file is no picture, is damaged or too large
    static BufferedImage read(Path file) {
        try (var in = ImageIO.createImageInputStream(Files.newInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(file, "", "it is not a picture that can be read", "choose a PNG, JPEG, GIF or BMP");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return onWhite(decode(reader, file));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw Files.isReadable(file) && !Files.isDirectory(file) ? damaged(file) : DataException.reading(file, e);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException
                 | NegativeArraySizeException e) {
            // What the JDK's readers throw at damaged headers, besides IOException.
            throw damaged(file);
        }
    }

    private static BufferedImage decode(ImageReader reader, Path file) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw new DataException(file, "", "it has %d million pixels".formatted(pixels / 1_000_000),
                "make it smaller: %d million at most".formatted(MOST_PIXELS / 1_000_000));
        }
        return reader.read(0);
    }

    private static DataException damaged(Path file) {
        return new DataException(file, "", "the picture is damaged", "open it in another program and save it again");
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        return drawn(picture, picture.getWidth(), picture.getHeight());
    }

    /// Halves until the size is near, so that every pixel of the original counts.
    static BufferedImage resized(BufferedImage picture, int width, int height) {
        BufferedImage step = picture;
        while (step.getWidth() >= 2 * width && step.getHeight() >= 2 * height) {
            step = drawn(step, step.getWidth() / 2, step.getHeight() / 2);
        }
        return step.getWidth() == width && step.getHeight() == height ? step : drawn(step, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        var result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = result.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        g.dispose();
        return result;
    }

    /// Brightness from 0 (black) to 1, as the eye weighs the colours (ITU-R BT.601).
    static double brightness(int rgb) {
        return (0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF)) / 255;
    }
}
