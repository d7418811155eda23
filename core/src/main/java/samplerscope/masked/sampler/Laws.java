package samplerscope.masked.sampler;

/// What tokens are drawn from.
public interface Laws {

    /// Probabilities of the tokens at a position, normalised, shape [V]; not to be changed.
    double[] at(int position);

    /// What a commit tells as its probability: that of the draw, or the model's own where the draw is certain.
    double told(int position, int token);

    TokenDraw draw();
}
