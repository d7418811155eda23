package samplerscope.model.data;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A user's picture as a density in the plane: where there is ink, there are samples.
public final class PictureModel {

    public static final ModelFamily FAMILY = new ModelFamily("picture", "Picture as a density", "your own data",
        List.of(
            new Parameter("file", "file", "PNG, JPEG, GIF or BMP", new Parameter.Kind.Path(PictureFile.EXTENSIONS)),
            Parameter.whole("points", "Gaussians", "how many Gaussians draw the picture; more show finer lines and cost "
                + "more time", 256, 8, 2048),
            Parameter.oneOf("ink", "ink", "which pixels are dense", "dark", "light")),
        PictureModel::open);

    /// Longest side in pixels on which the density is taken.
    private static final int SIDE = 192;

    /// Share of full ink that counts as none: noise of cameras and of JPEG.
    private static final double BLANK = 0.04;

    private PictureModel() {}

    /// @throws DataException if the file is no picture, or a blank one
    private static GaussianMixture open(Settings settings, Path base) {
        Path file = base.resolve(settings.word("file"));
        BufferedImage picture = fitted(PictureFile.read(file));
        double[] ink = ink(picture, settings.word("ink").equals("dark") ? 1 : 0);
        if (Arrays.stream(ink).noneMatch(w -> w > 0)) {
            throw new DataException(file, "", "the picture has no %s pixels".formatted(settings.word("ink")),
                "choose the other ink, or another picture");
        }
        var components = new InkClusters(ink, picture.getWidth(), settings.whole("points")).components();
        var card = new ModelCard("picture", file.getFileName().toString(), ModelCard.Kind.EXACT, List.of(2), List.of(),
            "A picture as a density of %d Gaussians.".formatted(components.size()), "your own data",
            "that of the file");
        return new GaussianMixture(card, components);
    }

    private static BufferedImage fitted(BufferedImage picture) {
        int longest = StrictMath.max(picture.getWidth(), picture.getHeight());
        if (longest <= SIDE) {
            return picture;
        }
        return PictureFile.resized(picture, StrictMath.max(1, picture.getWidth() * SIDE / longest),
            StrictMath.max(1, picture.getHeight() * SIDE / longest));
    }

    /// @param empty brightness of a pixel without ink, 0 or 1
    private static double[] ink(BufferedImage picture, double empty) {
        var ink = new double[picture.getWidth() * picture.getHeight()];
        for (int i = 0; i < ink.length; i++) {
            double brightness = PictureFile.brightness(picture.getRGB(i % picture.getWidth(), i / picture.getWidth()));
            double share = StrictMath.abs(brightness - empty);
            ink[i] = share < BLANK ? 0 : share;
        }
        return ink;
    }
}
