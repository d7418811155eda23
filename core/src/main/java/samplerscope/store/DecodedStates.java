package samplerscope.store;

import samplerscope.model.Decoder;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

/// Latents as pictures.
public final class DecodedStates {

    private DecodedStates() {}

    /// @param most samples that are decoded, the first so many
    /// @return shape [B, C, H, W]
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static Snapshot of(Decoder decoder, Snapshot states, int most) {
        int count = StrictMath.min(most, states.samples());
        var latents = new float[count * states.sampleSize()];
        states.copyTo(0, latents);
        float[] pictures = decoder.decode(latents);
        var shown = new double[pictures.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = pictures[i];
        }
        return Snapshot.of(new Shape(count, decoder.pictureShape()), shown);
    }
}
