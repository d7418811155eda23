package samplerscope.run;

import static java.lang.StrictMath.atan;
import static java.lang.StrictMath.pow;

/// Chooses the length of the next step from the error of the last, a value: judging returns the control for what follows.
///
/// Lengths are in lambda, errors in units of what is allowed.
public sealed interface StepControl {

    /// What to try next, `> 0`.
    double step();

    /// Whether an attempt with this error is kept.
    boolean accepts(double error);

    /// The control after an attempt.
    ///
    /// @param tried its length, which may have been cut short by the end of the run
    StepControl after(double error, double tried);

    /// `h <- safety h error^(-1 / order)`; accepts up to 1.
    ///
    /// Source: Lu et al. 2022, arXiv:2206.00927, App. C; after Jolicoeur-Martineau et al. 2021, arXiv:2105.14080.
    ///
    /// @param order the higher order of the pair
    record Proportional(double step, double safety, int order) implements StepControl {
        @Override
        public boolean accepts(double error) {
            return error <= 1;
        }

        @Override
        public StepControl after(double error, double tried) {
            return new Proportional(safety * tried * pow(error, -1.0 / order), safety, order);
        }
    }

    /// Proportional, integral and derivative parts over the errors of the last two accepted steps, with a bounded factor;
    /// accepts where the factor is large enough.
    ///
    /// Source: Crowson 2022, k-diffusion, `PIDStepSizeController`; after Soderlind 2003, ACM Trans. Math. Softw. 29.
    ///
    /// @param gains    of the newest error, the one before and the oldest, in powers of `1 / error`
    /// @param safety   least factor that is accepted
    /// @param newer    `1 / error` of the last accepted attempt; NaN before the first attempt
    /// @param older    of the one before it
    record Pid(double step, Gains gains, double safety, double newer, double older) implements StepControl {

        private static final double LEAST_ERROR = 1e-8;

        /// Exponents of the three inverse errors.
        public record Gains(double newest, double newer, double older) {
            /// From the coefficients of the three parts, and the order of the error.
            public static Gains of(double proportional, double integral, double derivative, double order) {
                return new Gains((proportional + integral + derivative) / order,
                    -(proportional + 2 * derivative) / order, derivative / order);
            }
        }

        /// Before the first attempt.
        public static Pid starting(double step, Gains gains, double safety) {
            return new Pid(step, gains, safety, Double.NaN, Double.NaN);
        }

        private double factor(double error) {
            double now = 1 / (error + LEAST_ERROR);
            boolean first = Double.isNaN(newer);
            return 1 + atan(pow(now, gains.newest()) * pow(first ? now : newer, gains.newer())
                * pow(first ? now : older, gains.older()) - 1);
        }

        @Override
        public boolean accepts(double error) {
            return factor(error) >= safety;
        }

        @Override
        public StepControl after(double error, double tried) {
            double now = 1 / (error + LEAST_ERROR);
            double before = Double.isNaN(newer) ? now : newer;
            double longBefore = Double.isNaN(older) ? now : older;
            double next = step * factor(error);
            return accepts(error) ? new Pid(next, gains, safety, now, before)
                : new Pid(next, gains, safety, before, longBefore);
        }
    }
}
