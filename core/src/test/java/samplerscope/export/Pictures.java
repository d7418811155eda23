package samplerscope.export;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/// Small pictures for tests.
final class Pictures {

    private Pictures() {}

    /// Smooth colours with a speck of noise, so that every row filter has its rows.
    static BufferedImage colourful(int width, int height, int type, long seed) {
        var random = new SplittableRandom(seed);
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int smooth = 0xFF000000 | x * 7 % 256 << 16 | y * 11 % 256 << 8 | (int) seed;
                image.setRGB(x, y, y % 3 == 0 ? random.nextInt() : smooth);
            }
        }
        return image;
    }

    /// The pixels as `0xAARRGGBB`.
    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
