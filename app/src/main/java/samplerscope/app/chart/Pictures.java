package samplerscope.app.chart;

import java.awt.image.BufferedImage;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// Between the pictures of the window and those of files.
public final class Pictures {

    private Pictures() {}

    /// What a node looks like. On the FX thread.
    ///
    /// @param scale pixels per unit of the node
    public static BufferedImage of(Node node, double scale) {
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        parameters.setFill(Color.TRANSPARENT);
        BufferedImage all = toAwt(node.snapshot(parameters, null));
        // A snapshot holds what sticks out, too: shadows, and children that are larger than their parent.
        Bounds inside = node.getLayoutBounds();
        Bounds whole = node.getBoundsInLocal();
        int left = (int) Math.max(0, Math.round((inside.getMinX() - whole.getMinX()) * scale));
        int top = (int) Math.max(0, Math.round((inside.getMinY() - whole.getMinY()) * scale));
        int width = (int) Math.min(all.getWidth() - left, Math.round(inside.getWidth() * scale));
        int height = (int) Math.min(all.getHeight() - top, Math.round(inside.getHeight() * scale));
        return width > 0 && height > 0 ? all.getSubimage(left, top, width, height) : all;
    }

    public static BufferedImage toAwt(Image picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        var pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    public static Image toFx(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, new int[width * height], 0, width);
        var image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return image;
    }
}
