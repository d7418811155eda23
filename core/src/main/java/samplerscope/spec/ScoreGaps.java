package samplerscope.spec;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import samplerscope.metric.Estimate;
import samplerscope.schedule.NoiseLevel;

/// How far the score of a model is from that of laws of its data, by noise level: `E |s - s'|^2 / E |s|^2` over noised
/// data. At low lambda a network is nearly Gaussian, at high lambda it knows more than any approximation.
///
/// Source: Wang & Vastola 2024, arXiv:2412.09726, Sec. 4 (fraction of unexplained variance).
///
/// @param levels in the order of lambda, noisiest first
public record ScoreGaps(List<Level> levels) {

    /// What a score is compared with.
    public enum Law {
        /// One Gaussian with the mean and covariance of the data.
        GAUSSIAN("Gaussian"),
        /// Gaussians of low rank fitted to the data.
        MIXTURE("mixture"),
        /// The law of the data itself: of a finite set, its ideal denoiser.
        IDEAL("ideal");

        private final String words;

        Law(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// @param gaps without unit; with standard errors over the samples
    public record Level(NoiseLevel at, Map<Law, Estimate> gaps) {
        public Level {
            gaps = Map.copyOf(gaps);
        }
    }

    public ScoreGaps {
        levels = List.copyOf(levels);
    }

    /// Up to which lambda the model stays within a gap of a law at every level; empty where it never is.
    public OptionalDouble within(Law law, double gap) {
        OptionalDouble last = OptionalDouble.empty();
        for (Level level : levels) {
            if (!(level.gaps().get(law).value() <= gap)) {
                return last;
            }
            last = OptionalDouble.of(level.at().lambda());
        }
        return last;
    }
}
