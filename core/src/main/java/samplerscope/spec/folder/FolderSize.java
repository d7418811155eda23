package samplerscope.spec.folder;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.onnx.Port;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// How large the samples of a folder are: as it was trained, or as the user wants them.
///
/// @param sample what the denoising network takes
/// @param factor pixels per number of a sample along a side, 1 for a model of pixels
record FolderSize(ConfigFile config, Port sample, int factor) {

    /// Bounds the picture, as the shapes of tensors do.
    static final int LARGEST_SIDE = 4096;

    /// Networks of latents halve their sides up to three times after the autoencoder divided them by eight; most take
    /// all multiples of this, and refuse what lies between.
    static final int USUAL_MULTIPLE = 64;

    /// Axes of a sample in a batch.
    private static final int CHANNELS = 1;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    /// [C, H, W] of a sample.
    ///
    /// @param settings with `height` and `width` in pixels; 0 is as trained
    /// @throws FolderException           if config and network differ
    /// @throws InvalidParameterException for a size that the network cannot make
    List<Integer> of(Settings settings) {
        List<Integer> shape = trained();
        var wanted = new ArrayList<>(shape);
        wanted.set(ROWS - 1, side(settings, "height", shape.get(ROWS - 1), ROWS));
        wanted.set(COLUMNS - 1, side(settings, "width", shape.get(COLUMNS - 1), COLUMNS));
        return wanted;
    }

    /// From the config, or where it is silent from the network.
    private List<Integer> trained() {
        List<Integer> side = config.counts("sample_size");
        var shape = List.of(config.count("in_channels").orElse(size("in_channels", CHANNELS)),
            side.isEmpty() ? size("sample_size", ROWS) : side.getFirst(),
            side.isEmpty() ? size("sample_size", COLUMNS) : side.getLast());
        for (int axis = 0; axis < shape.size(); axis++) {
            long own = sample.shape().get(axis + 1);
            if (shape.get(axis) > LARGEST_SIDE / factor || own != Port.ANY && own != shape.get(axis)) {
                throw config.wrong(axis == 0 ? "in_channels" : "sample_size", "the config asks for samples of %s, the "
                    .formatted(shape) + "network takes " + sample.inWords(), "write the sizes that the network has");
            }
        }
        return shape;
    }

    private int size(String name, int axis) {
        long own = sample.shape().get(axis);
        if (own == Port.ANY && !config.has(name)) {
            throw config.wrong(name, "%s is missing, and the network takes any".formatted(name), "add it");
        }
        return (int) own;
    }

    private int side(Settings settings, String name, int trained, int axis) {
        int pixels = settings.whole(name);
        if (pixels == 0) {
            return trained;
        }
        int multiple = factor * config.count("patch_size").orElse(1);
        long own = sample.shape().get(axis);
        if (own != Port.ANY && own != pixels / factor) {
            throw wrong(name, pixels, "must be %d, for which alone the network was exported".formatted(own * factor));
        }
        if (pixels % multiple != 0) {
            throw wrong(name, pixels, "must be a multiple of %d, such as %d".formatted(multiple,
                StrictMath.max(1, pixels / multiple) * multiple));
        }
        int most = config.count("pos_embed_max_size").orElse(LARGEST_SIDE) * multiple;
        if (pixels > most) {
            throw wrong(name, pixels, "must be at most %d, for which the network knows positions".formatted(most));
        }
        return pixels / factor;
    }

    private static InvalidParameterException wrong(String name, int pixels, String remedy) {
        return new InvalidParameterException("model." + name, new Setting.Num(pixels), remedy);
    }
}
