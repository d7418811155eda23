package samplerscope.masked;

/// A predictor with the words for its tokens.
///
/// @param predictor that is asked; a {@link MaskedWorld} where the law is known
/// @param tokens    how ids read
public record MaskedModel(MaskPredictor predictor, TokenText tokens) implements AutoCloseable {

    @Override
    public void close() {
        predictor.close();
    }
}
