package samplerscope.model;

import java.util.List;

/// Makes pictures of the states of a model of latents. Pictures are a view: what is sampled, measured and kept are
/// latents.
///
/// Safe to use from several threads.
public interface Decoder {

    /// [C, H, W] of one picture.
    List<Integer> pictureShape();

    /// Decodes one state after the other, so that memory does not grow with their number.
    ///
    /// @param states [B, ...] row-major, in the model's own units
    /// @return [B, C, H, W] in [-1, 1] as the samples of a model of pixels, and as them sometimes a little beyond
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    float[] decode(float[] states);
}
