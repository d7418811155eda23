package samplerscope.store;

import java.awt.image.BufferedImage;

/// A small picture of what a model makes.
///
/// @param rgb `0xRRGGBB` per pixel, row-major from the top; not to be written to
public record Portrait(int width, int height, int[] rgb) {

    static Portrait of(BufferedImage image) {
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new Portrait(image.getWidth(), image.getHeight(), rgb);
    }
}
