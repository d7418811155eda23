package samplerscope.solver;

import samplerscope.registry.Settings;

/// How second-order DPM-Solvers integrate the first derivative of the model output over a step of length `h` in lambda.
///
/// Both are second order and differ by a term of third order. Papers and programs have two names for each.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, released code, option `solver_type`.
public enum SlopeForm {

    /// As if the derivative acted from the middle of the step: `phi_1(z) / 2`; "dpmsolver" or "midpoint".
    MIDPOINT {
        @Override
        double weight(double z) {
            return Phi.of(1, z) / 2;
        }
    },

    /// The exact integral of the Taylor term: `phi_2(z)`; "taylor" or "heun".
    TAYLOR {
        @Override
        double weight(double z) {
            return Phi.of(2, z);
        }
    };

    /// By the setting `type`, under both of its names.
    static SlopeForm of(Settings settings) {
        return switch (settings.word("type")) {
            case "heun", "taylor" -> TAYLOR;
            default -> MIDPOINT;
        };
    }

    /// Weight of a slope of 1 per step, in units of the step.
    ///
    /// @param z `-h` in the data form, `h` in the noise form
    abstract double weight(double z);
}
