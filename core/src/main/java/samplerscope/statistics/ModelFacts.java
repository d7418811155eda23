package samplerscope.statistics;

import java.util.Optional;

/// What is known of a model, its condition and its guidance beyond single evaluations. Asked while a plan is made.
///
/// Implementations compute when asked and remember the answer; asking may take long and may be interrupted.
public interface ModelFacts {

    /// Nothing is known: whoever needs something falls back or refuses.
    ModelFacts NONE = new ModelFacts() {
        @Override
        public Optional<GaussianFit> gaussian() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "ModelFacts.NONE";
        }
    };

    /// Mean and covariance of the data that the model samples; empty when nothing brings them.
    Optional<GaussianFit> gaussian();
}
