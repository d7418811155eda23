package samplerscope.masked;

import java.util.List;

/// Predicts the token at every position from those that are visible: the denoiser of masked diffusion.
///
/// Time-agnostic, as the optimal one is (Ou et al. 2024, RADD; Zheng et al. 2024). Safe on several threads at once; the
/// answer for a state does not depend on the others in the batch.
public interface MaskPredictor extends AutoCloseable {

    /// Positions of the canvas, `L`.
    int length();

    /// Ordinary tokens, `V`; the mask is not one of them.
    int vocabulary();

    Visible visible();

    /// One pass over a batch.
    ///
    /// @param states rows of `L` tokens or {@link Canvas#MASK}
    /// @return one prediction a row, in the order of the rows
    List<Prediction> evaluate(List<int[]> states);

    /// Rows that are best asked at once: whoever has several sequences to ask for waits until so many are together. 1 where
    /// it does not matter.
    default int batch() {
        return 1;
    }

    @Override
    default void close() {}
}
