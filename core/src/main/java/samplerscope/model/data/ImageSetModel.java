package samplerscope.model.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A user's set of pictures as an exact model: the ideal denoiser of the set.
public final class ImageSetModel {

    public static final ModelFamily FAMILY = new ModelFamily("image-set", "Set of pictures", "your own data",
        List.of(
            new Parameter("file", "folder or array", "folder of pictures, or a NumPy array [N, H, W], [N, C, H, W] or "
                + "[N, H, W, 3]", new Parameter.Kind.Path(List.of("npy"))),
            Parameter.whole("size", "size", "pixels per side; pictures are cropped to a square and scaled. Arrays keep "
                + "their own size", 32, 4, 128),
            Parameter.oneOf("colour", "colour", "channels that are kept of pictures", "grey", "rgb"),
            Parameter.real("bandwidth", "bandwidth h", "standard deviation around every picture; 0 gives back the "
                + "pictures themselves", 0, 0, 1)),
        ImageSetModel::open);

    /// Numbers in all: 256 MiB of them.
    private static final long LARGEST = 1L << 26;

    private ImageSetModel() {}

    /// @throws DataException if there are no pictures, or one cannot be read
    private static DataSetModel open(Settings settings, Path base) {
        Path file = base.resolve(settings.word("file"));
        Images images = Files.isDirectory(file) ? ofFolder(file, settings) : ofArray(file);
        int size = images.shape().stream().reduce(1, (a, b) -> a * b);
        int count = images.values().length / size;
        var card = new ModelCard("image-set", file.getFileName().toString(), ModelCard.Kind.EXACT, images.shape(),
            List.of(), "The ideal denoiser of %d pictures.".formatted(count), "your own data", "that of the files");
        return new DataSetModel(card, DataSet.of(images.values(), size), settings.number("bandwidth"));
    }

    /// @param shape  [C, H, W] of one picture
    /// @param values [N, C, H, W] in [-1, 1]
    private record Images(List<Integer> shape, float[] values) {}

    private static Images ofFolder(Path folder, Settings settings) {
        List<Path> files = pictures(folder);
        int side = settings.whole("size");
        int channels = settings.word("colour").equals("rgb") ? 3 : 1;
        int size = channels * side * side;
        if (files.isEmpty() || (long) files.size() * size > LARGEST) {
            throw new DataException(folder, "", "the folder has %d pictures".formatted(files.size()),
                files.isEmpty() ? "choose one with PNG, JPEG, GIF or BMP files"
                    : "choose a smaller size or fewer pictures: %d at this size".formatted(LARGEST / size));
        }
        var values = new float[files.size() * size];
        for (int i = 0; i < files.size(); i++) {
            pixels(square(PictureFile.read(files.get(i)), side), channels, values, i * size);
        }
        return new Images(List.of(channels, side, side), values);
    }

    /// In the order of their names, so that the same folder is always the same set.
    private static List<Path> pictures(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isRegularFile).filter(ImageSetModel::isPicture).sorted().toList();
        } catch (IOException e) {
            throw DataException.reading(folder, e);
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && PictureFile.EXTENSIONS.stream().anyMatch(e -> name.endsWith("." + e));
    }

    /// The middle square, scaled.
    private static BufferedImage square(BufferedImage picture, int side) {
        int edge = StrictMath.min(picture.getWidth(), picture.getHeight());
        return PictureFile.resized(picture.getSubimage((picture.getWidth() - edge) / 2,
            (picture.getHeight() - edge) / 2, edge, edge), side, side);
    }

    private static void pixels(BufferedImage picture, int channels, float[] into, int from) {
        int plane = picture.getWidth() * picture.getHeight();
        for (int i = 0; i < plane; i++) {
            int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            if (channels == 1) {
                into[from + i] = (float) (2 * PictureFile.brightness(rgb) - 1);
            } else {
                for (int c = 0; c < 3; c++) {
                    into[from + c * plane + i] = (rgb >> 16 - 8 * c & 0xFF) / 127.5f - 1;
                }
            }
        }
    }

    private static Images ofArray(Path file) {
        NpyArray array = NpyArray.pictures(file);
        List<Integer> shape = array.shape();
        for (float value : array.values()) {
            // A little slack for rounding of the program that wrote the numbers.
            if (StrictMath.abs(value) > 1.001f) {
                throw new DataException(file, "", "a pixel has the value %s".formatted(value),
                    "save bytes, or numbers from -1 to 1");
            }
        }
        boolean last = shape.size() == 4 && shape.get(3) == 3;
        boolean first = shape.size() == 4 && (shape.get(1) == 1 || shape.get(1) == 3);
        if (array.values().length == 0 || !(shape.size() == 3 || last || first)) {
            throw new DataException(file, "", "it has the shape %s".formatted(shape),
                "save pictures as [N, H, W], [N, C, H, W] or [N, H, W, 3]");
        }
        if (last) {
            return channelsFirst(array);
        }
        return new Images(first ? shape.subList(1, 4) : List.of(1, shape.get(1), shape.get(2)), array.values());
    }

    private static Images channelsFirst(NpyArray array) {
        int plane = array.shape().get(1) * array.shape().get(2);
        var values = new float[array.values().length];
        for (int i = 0; i < values.length; i++) {
            int picture = i / (3 * plane);
            int channel = i % 3;
            int pixel = i / 3 % plane;
            values[(picture * 3 + channel) * plane + pixel] = array.values()[i];
        }
        return new Images(List.of(3, array.shape().get(1), array.shape().get(2)), values);
    }
}
