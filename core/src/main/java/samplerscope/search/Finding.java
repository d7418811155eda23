package samplerscope.search;

import static java.lang.StrictMath.exp;

import java.util.List;
import samplerscope.search.constrained.Solution;
import samplerscope.search.surrogate.Certificate;

/// What a method knows about a schedule that it recommends, beyond the score.
public sealed interface Finding {

    /// The schedule that is meant; also in the log, unless the budget ended before it was tried.
    Candidate candidate();

    /// A schedule at the certified minimum of a surrogate of the score.
    ///
    /// The certificate is about the surrogate: how far this is from the score, its deviation says.
    ///
    /// @param inputs      what was searched, with the values recommended
    /// @param certificate of the logarithm of the score, at a point of the unit cube of the inputs
    /// @param deviation   of the logarithm there, as the surrogate knows it
    /// @param trials      that the surrogate was made from
    record Certified(Candidate candidate, List<Input> inputs, Certificate certificate, double deviation, int trials)
        implements Finding {

        public Certified {
            inputs = List.copyOf(inputs);
        }

        /// Score that the surrogate predicts.
        public double predicted() {
            return exp(certificate.value());
        }

        /// Score that the surrogate goes below nowhere.
        public double least() {
            return exp(certificate.lower());
        }
    }

    /// @param name  as a person would say it: `rho`
    /// @param value in its own unit
    record Input(String name, double value) {}

    /// A grid whose steps were refined.
    ///
    /// @param solution in the logarithms of the increments of lambda; its value is the logarithm of the score
    record Refined(Candidate candidate, Solution solution) implements Finding {}
}
