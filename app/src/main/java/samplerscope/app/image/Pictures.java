package samplerscope.app.image;

import java.util.List;
import java.util.Optional;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.kit.Raster;
import samplerscope.run.Snapshot;

/// Paints samples of shape [C, H, W], one or three channels, with square pixels.
public final class Pictures {

    private static final int OPAQUE = 0xFF000000;

    /// Pictures and how to show them.
    public record Part(Snapshot pictures, PictureShape shape, Tone tone) implements Source {

        @Override
        public Optional<Place> of(int sample) {
            return sample < samples() ? Optional.of(new Place(this, sample)) : Optional.empty();
        }

        @Override
        public int samples() {
            return switch (tone) {
                case Tone.Data _, Tone.State _ -> pictures.samples();
                case Tone.Difference(Snapshot truth, double _) -> Math.min(pictures.samples(), truth.samples());
            };
        }
    }

    private Pictures() {}

    /// Paints one sample into a rectangle of device pixels; nearest neighbour, cut at the edges of the raster.
    public static void draw(Raster into, Part part, int sample, int left, int top, int wide, int high) {
        draw(into, part.shape(), colours(part, sample), left, top, wide, high);
    }

    /// The same, with earlier pictures of the same size shining through, each half as strong as the one after it.
    ///
    /// @param earlier newest first
    static void draw(Raster into, Source.Place now, List<Source.Place> earlier, int left, int top, int wide, int high) {
        int[] colours = colours(now.part(), now.sample());
        double weight = 1;
        double sum = 1;
        for (Source.Place skin : earlier) {
            if (skin.part().shape().equals(now.part().shape())) {
                weight /= 2;
                sum += weight;
                mix(colours, colours(skin.part(), skin.sample()), weight / sum);
            }
        }
        draw(into, now.part().shape(), colours, left, top, wide, high);
    }

    private static void mix(int[] colours, int[] others, double share) {
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Argb.mix(colours[i], others[i], share);
        }
    }

    private static void draw(Raster into, PictureShape shape, int[] colours, int left, int top, int wide, int high) {
        int rows = shape.rows();
        int columns = shape.columns();
        for (int y = Math.max(0, -top); y < high && top + y < into.height(); y++) {
            int row = (int) ((long) y * rows / high) * columns;
            int target = (top + y) * into.stride() + left;
            for (int x = Math.max(0, -left); x < wide && left + x < into.width(); x++) {
                into.pixels()[target + x] = colours[row + (int) ((long) x * columns / wide)];
            }
        }
    }

    /// Opaque ARGB of each pixel of a sample, row-major.
    static int[] colours(Part part, int sample) {
        Snapshot from = part.pictures();
        int channels = part.shape().channels();
        int pixels = part.shape().pixels();
        int start = sample * from.sampleSize();
        var colours = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            colours[i] = switch (part.tone()) {
                case Tone.Data _ -> colour(from, start + i, channels, pixels, 1);
                case Tone.State(double span) -> colour(from, start + i, channels, pixels, 1 / span);
                case Tone.Difference(Snapshot truth, double range) ->
                    ColourMap.VIK.at(0.5 + difference(from, truth, start + i, channels, pixels) / (2 * range));
            };
        }
        return colours;
    }

    private static int colour(Snapshot from, int at, int channels, int pixels, double gain) {
        if (channels < 3) {
            return OPAQUE | byteOf(from.at(at) * gain) * 0x010101;
        }
        return OPAQUE | byteOf(from.at(at) * gain) << 16 | byteOf(from.at(at + pixels) * gain) << 8
            | byteOf(from.at(at + 2 * pixels) * gain);
    }

    /// [-1, 1] to 0 .. 255; NaN is black.
    static int byteOf(double value) {
        return (int) (Math.clamp(value, -1.0, 1.0) * 127.5 + 128);
    }

    private static double difference(Snapshot from, Snapshot truth, int at, int channels, int pixels) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += from.at(at + c * pixels) - truth.at(at + c * pixels);
        }
        return sum / channels;
    }

    /// Three times the root mean square of the differences of the first samples: the end of a fair signed scale.
    public static double range(Snapshot state, Snapshot truth, int samples) {
        int known = Math.min(samples, Math.min(state.samples(), truth.samples())) * state.sampleSize();
        double sum = 0;
        for (int i = 0; i < known; i++) {
            double d = state.at(i) - truth.at(i);
            sum += d * d;
        }
        double range = 3 * Math.sqrt(sum / Math.max(1, known));
        return range > 0 ? range : 1;
    }
}
