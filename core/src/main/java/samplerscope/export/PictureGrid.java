package samplerscope.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import samplerscope.run.Snapshot;

/// Images side by side on one picture.
///
/// @param most  images shown, the first so many
/// @param scale screen pixels per image pixel; they stay sharp squares
public record PictureGrid(int most, int scale) {

    private static final Color GROUND = new Color(0x15171C);
    private static final int GAP = 2;

    public PictureGrid {
        if (most < 1 || scale < 1) {
            throw new IllegalArgumentException("%d images at scale %d".formatted(most, scale));
        }
    }

    /// @param images shape [B, C, H, W] in [-1, 1], `C` = 1 grey or 3 colours; beyond the range they are clipped
    public BufferedImage paint(Snapshot images) {
        int count = StrictMath.min(most, images.samples());
        int columns = (int) StrictMath.ceil(StrictMath.sqrt(count));
        int rows = StrictMath.ceilDiv(count, columns);
        int height = size(images, 1) * scale;
        int width = size(images, 2) * scale;
        var picture = new BufferedImage(columns * (width + GAP) + GAP, rows * (height + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(GROUND);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int i = 0; i < count; i++) {
            int x = GAP + i % columns * (width + GAP);
            int y = GAP + i / columns * (height + GAP);
            g.drawImage(image(images, i), x, y, width, height, null);
        }
        g.dispose();
        return picture;
    }

    /// One sample at its own size.
    ///
    /// @param images shape [B, C, H, W] in [-1, 1]
    public static BufferedImage image(Snapshot images, int index) {
        int channels = size(images, 0);
        int height = size(images, 1);
        int width = size(images, 2);
        int plane = height * width;
        int first = index * images.sampleSize();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < plane; p++) {
            int red = level(images.at(first + p));
            int green = channels == 3 ? level(images.at(first + plane + p)) : red;
            int blue = channels == 3 ? level(images.at(first + 2 * plane + p)) : red;
            image.setRGB(p % width, p / width, red << 16 | green << 8 | blue);
        }
        return image;
    }

    private static int size(Snapshot images, int axis) {
        var sample = images.shape().sample();
        if (sample.size() != 3 || sample.getFirst() != 1 && sample.getFirst() != 3) {
            throw new PictureException("samples of shape %s are no images".formatted(sample),
                "images have the shape [channels, height, width] with 1 or 3 channels");
        }
        return sample.get(axis);
    }

    private static int level(double value) {
        return (int) StrictMath.rint(StrictMath.clamp((value + 1) * 127.5, 0.0, 255.0));
    }
}
