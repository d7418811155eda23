package samplerscope.store;

import java.util.List;
import samplerscope.model.Decoder;
import samplerscope.model.LatentPreview;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

/// Latents as pictures.
public final class DecodedStates {

    private static final int COLOURS = 3;

    private DecodedStates() {}

    /// @param most samples that are decoded, the first so many
    /// @return shape [B, C, H, W]
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static Snapshot of(Decoder decoder, Snapshot states, int most) {
        int count = StrictMath.min(most, states.samples());
        return pictures(decoder.decode(latents(states, 0, count)), decoder.pictureShape());
    }

    /// One sample alone, shape [1, C, H, W].
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static Snapshot one(Decoder decoder, Snapshot states, int sample) {
        return pictures(decoder.decode(latents(states, sample, 1)), decoder.pictureShape());
    }

    /// What sketches latents like this one.
    ///
    /// @param picture what {@link #one} made of the sample
    public static LatentPreview preview(Snapshot states, int sample, Snapshot picture) {
        return LatentPreview.fitted(latents(states, sample, 1), states.shape().sample(), latents(picture, 0, 1),
            picture.shape().sample());
    }

    /// A sketch of one sample, a pixel per position, shape [1, 3, h, w].
    public static Snapshot sketch(LatentPreview preview, Snapshot states, int sample) {
        List<Integer> shape = states.shape().sample();
        return pictures(preview.of(latents(states, sample, 1)), List.of(COLOURS, shape.get(1), shape.get(2)));
    }

    private static float[] latents(Snapshot states, int first, int count) {
        var values = new float[count * states.sampleSize()];
        states.copyTo(first * states.sampleSize(), values);
        return values;
    }

    private static Snapshot pictures(float[] values, List<Integer> shape) {
        var numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i];
        }
        return Snapshot.of(new Shape(values.length / new Shape(1, shape).size(), shape), numbers);
    }
}
