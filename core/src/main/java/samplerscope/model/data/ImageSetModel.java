package samplerscope.model.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A user's set of pictures as an exact model: the ideal denoiser of the set, or a law fitted to it.
public final class ImageSetModel {

    public static final ModelFamily FAMILY = new ModelFamily("image-set", "Set of pictures", "your own data",
        parameters(), ImageSetModel::open);

    private ImageSetModel() {}

    private static List<Parameter> parameters() {
        var all = new ArrayList<>(List.of(
            new Parameter("file", "folder or array", "folder of pictures, whose folders are classes; or an array [N, H, W], "
                + "[N, C, H, W] or [N, H, W, C] of NumPy or safetensors, with 'labels' beside it",
                new Parameter.Kind.Path(ArrayFile.EXTENSIONS)),
            Parameter.whole("size", "size", "pixels per side; pictures are cropped to a square and scaled. Arrays keep "
                + "their own size", 32, 4, 128),
            Parameter.oneOf("colour", "colour", "channels that are kept of pictures", "grey", "rgb"),
            Parameter.real("bandwidth", "bandwidth h", "standard deviation around every picture; 0 gives back the "
                + "pictures themselves", 0, 0, 1)));
        all.addAll(DataLaw.PARAMETERS);
        return all;
    }

    /// @throws DataException if there are no pictures, or one cannot be read
    private static ExactLaw open(Settings settings, Path base) {
        Path file = base.resolve(settings.word("file")).normalize();
        Images images = Files.isDirectory(file) ? ofFolder(file, settings) : ofArray(file);
        int size = images.shape().stream().reduce(1, (a, b) -> a * b);
        int count = images.labels().length;
        var card = new ModelCard("image-set", String.valueOf(file.getFileName()), ModelCard.Kind.EXACT, images.shape(),
            images.classes(), "The ideal denoiser of %d pictures.".formatted(count), "your own data",
            "that of the files");
        return DataLaw.of(new DataSetModel(card, new DataSet(images.values(), images.labels(),
            StrictMath.max(1, images.classes().size()), size), settings.number("bandwidth")), settings);
    }

    /// @param shape  [C, H, W] of one picture
    /// @param values [N, C, H, W] in [-1, 1]
    private record Images(List<Integer> shape, float[] values, int[] labels, List<String> classes) {}

    private static Images ofFolder(Path folder, Settings settings) {
        PictureFolder pictures = PictureFolder.of(folder);
        int side = settings.whole("size");
        int channels = settings.word("colour").equals("rgb") ? 3 : 1;
        return new Images(List.of(channels, side, side), pictures.pixels(side, channels),
            pictures.labels().stream().mapToInt(l -> l).toArray(), pictures.classes());
    }

    private static Images ofArray(Path file) {
        ArrayFile read = ArrayFile.read(file);
        List<Integer> shape = read.array().shape();
        for (float value : read.array().values()) {
            // A little slack for rounding of the program that wrote the numbers.
            if (StrictMath.abs(value) > 1.001f) {
                throw new DataException(file, "", "a pixel has the value %s".formatted(value),
                    "save bytes, or numbers from -1 to 1");
            }
        }
        boolean channelled = shape.size() == 4;
        boolean first = channelled && shape.get(3) != 3 && isColour(shape.get(1)); // three numbers at the end are colours
        boolean last = channelled && !first && isColour(shape.get(3));
        if (!(shape.size() == 3 || last || first)) {
            throw new DataException(file, "", "it has the shape %s".formatted(shape),
                "save pictures as [N, H, W], [N, C, H, W] or [N, H, W, C] with 1 or 3 channels");
        }
        List<Integer> picture = first ? shape.subList(1, 4)
            : last ? List.of(shape.get(3), shape.get(1), shape.get(2)) : List.of(1, shape.get(1), shape.get(2));
        return new Images(picture, last ? channelsFirst(read.array()) : read.array().values(), read.labels(), read.classes());
    }

    private static boolean isColour(int channels) {
        return channels == 1 || channels == 3;
    }

    private static float[] channelsFirst(NpyArray array) {
        int channels = array.shape().get(3);
        int plane = array.shape().get(1) * array.shape().get(2);
        var values = new float[array.values().length];
        for (int i = 0; i < values.length; i++) {
            int picture = i / (channels * plane);
            int channel = i % channels;
            int pixel = i / channels % plane;
            values[(picture * channels + channel) * plane + pixel] = array.values()[i];
        }
        return values;
    }
}
