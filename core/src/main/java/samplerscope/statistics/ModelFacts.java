package samplerscope.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

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

    /// Mean and covariance of the data that the model samples; empty when nothing brings them, or when they differ from
    /// sample to sample.
    ///
    /// A guided model has no data of its own. Its mean here is what it predicts from pure noise; its covariance is that
    /// of the unconditional data, which is near the truth for weak guidance only: see {@link #guidance()}.
    Optional<GaussianFit> gaussian();

    /// Variances along all principal directions of the data, [D], largest first. Known also where the mean differs from
    /// sample to sample.
    default Optional<double[]> spectrum() {
        return gaussian().map(GaussianFit::spectrum);
    }

    /// The guidance scale; 1 where the model is asked as it is.
    default double guidance() {
        return 1;
    }

    /// Which share of the model's noise prediction at a level the Gaussian explains,
    /// `1 - sum |eps - eps_G|^2 / sum |eps|^2` over noised data; empty without a Gaussian or where it cannot be measured.
    default OptionalDouble explained(double alpha, double sigma) {
        return OptionalDouble.empty();
    }

    /// What one Euler step between two levels misses the model's own path by: the mean over samples of
    /// `|y_i + (rho_j - rho_i) eps_i - y_j|` with `y = x / alpha` and `rho = e^-lambda`. Costs one evaluation per level and
    /// path; empty where there is no model to ask.
    ///
    /// @param lambdas of the levels, rising and finite
    /// @return [i][j] for `i < j`, 0 elsewhere
    default Optional<double[][]> jumpErrors(double[] lambdas) {
        return Optional.empty();
    }

    /// A Gaussian and nothing else.
    static ModelFacts of(GaussianFit fit) {
        return () -> Optional.of(fit);
    }

    /// Empirical model statistics for solvers that expand what is left of the noise prediction after its linear part;
    /// empty where they are not wanted or not known. Measured ones may take minutes.
    default Optional<EmsTable> ems(EmsRequest request) {
        return Optional.empty();
    }

    /// Where a pilot run with error control takes its accepted steps: values of lambda, [N + 1], both ends included; empty
    /// where there is no model to ask. The same request has the same answer, whatever is sampled afterwards.
    default Optional<double[]> adaptiveLevels(AdaptiveRequest request) {
        return Optional.empty();
    }
}
