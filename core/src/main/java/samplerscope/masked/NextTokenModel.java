package samplerscope.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Predicts a token from those before it: an autoregressive model with the vocabulary of a masked one.
@FunctionalInterface
public interface NextTokenModel {

    /// One pass: the laws of the tokens at some positions, each given all tokens before it and none after.
    ///
    /// @param tokens    whole up to the last of `positions`, shape [L]
    /// @param positions that are asked for
    /// @return one law a position, shape [V] each
    List<double[]> next(int[] tokens, int[] positions);

    /// A masked predictor that has an autoregressive twin.
    interface Beside {
        /// Empty where there is none. One for each sequence: it may remember what it has read.
        Optional<NextTokenModel> autoregressive();
    }

    /// The twin of a predictor; a world is its own, since its law given a prefix is exact. Empty where there is none.
    static Optional<NextTokenModel> of(MaskPredictor model) {
        return switch (model) {
            case Beside twins -> twins.autoregressive();
            case MaskedWorld world -> Optional.of(exact(world));
            default -> Optional.empty();
        };
    }

    /// {@link #of}, for a sampler that cannot do without.
    ///
    /// @param sampler as a sentence begins with it
    /// @throws UnsuitableModelException where there is none
    static NextTokenModel needed(String sampler, MaskPredictor model) {
        return of(model).orElseThrow(() -> new UnsuitableModelException(sampler,
            "an autoregressive model of the same vocabulary beside the masked one",
            "choose a model whose law is known, or a folder that holds both"));
    }

    /// The next-token law of a world.
    static NextTokenModel exact(MaskedWorld world) {
        return (tokens, positions) -> {
            var rows = new ArrayList<int[]>();
            for (int i : positions) {
                int[] prefix = tokens.clone();
                Arrays.fill(prefix, i, prefix.length, Canvas.MASK);
                rows.add(prefix);
            }
            List<Prediction> answers = world.evaluate(rows);
            var laws = new ArrayList<double[]>();
            for (int k = 0; k < positions.length; k++) {
                laws.add(answers.get(k).at(positions[k]));
            }
            return laws;
        };
    }
}
