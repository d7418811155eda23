package samplerscope.masked;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// A predictor whose joint law is known: its predictions are exact conditionals, and every sampler can be measured
/// against it. Answers {@link Visible#LEAVE_ONE_OUT} at visible positions.
public interface MaskedWorld extends MaskPredictor {

    /// Log-probability of the visible tokens, nats; of a whole sequence where nothing is hidden, 0 where all is. Negative
    /// infinity for what cannot be. The log-probability of tokens `S` given a state is the difference of two of these.
    double logMass(int[] state);

    /// An exact sample of what is hidden, given what is visible.
    ///
    /// @throws UnfitCanvasException if tokens are to be drawn and none can stand there
    int[] sample(int[] state, RandomGenerator random);

    /// The most probable completion; empty where no exact algorithm is at hand, or nothing completes the state. Ties go
    /// to the lower token at the lowest position.
    default Optional<int[]> mostLikely(int[] state) {
        return Optional.empty();
    }

    /// Entropy of the whole law, nats; empty where it is not known in closed form.
    default Optional<Double> entropy() {
        return Optional.empty();
    }

    @Override
    default Visible visible() {
        return Visible.LEAVE_ONE_OUT;
    }
}
