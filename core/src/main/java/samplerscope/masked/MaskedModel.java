package samplerscope.masked;

import java.util.Map;

/// A predictor with the words for its tokens.
///
/// @param predictor that is asked; a {@link MaskedWorld} where the law is known
/// @param tokens    how ids read
/// @param checksums SHA-256 of each file that it was made from, by name; empty where it was made from none
public record MaskedModel(MaskPredictor predictor, TokenText tokens, Map<String, String> checksums)
    implements AutoCloseable {

    public MaskedModel {
        checksums = Map.copyOf(checksums);
    }

    /// A model that no file stands for.
    public MaskedModel(MaskPredictor predictor, TokenText tokens) {
        this(predictor, tokens, Map.of());
    }

    @Override
    public void close() {
        predictor.close();
    }
}
