package samplerscope.masked;

import samplerscope.SamplerscopeException;

/// A canvas, or a text for one, that does not fit the model.
public final class InvalidCanvasException extends SamplerscopeException {

    public InvalidCanvasException(String happened, String remedy) {
        super(happened, remedy);
    }

    /// Checks that a state has a model's length and no token outside its vocabulary.
    ///
    /// @throws InvalidCanvasException otherwise
    public static void check(MaskPredictor model, int[] state) {
        if (state.length != model.length()) {
            throw new InvalidCanvasException("the canvas has %d positions, the model %d".formatted(state.length, model.length()),
                "give a canvas of the model's length, or choose a model with another");
        }
        for (int i = 0; i < state.length; i++) {
            if (state[i] != Canvas.MASK && (state[i] < 0 || state[i] >= model.vocabulary())) {
                throw new InvalidCanvasException("the token at position %d is %d".formatted(i, state[i]),
                    "tokens of this model are 0 to %d".formatted(model.vocabulary() - 1));
            }
        }
    }
}
