package samplerscope.solver;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.expm1;

/// What the first derivative of a Taylor expansion is multiplied with: 1, or something that tends to 1 with the step.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3 (relaxation); `B(h)` from Zhao et al. 2023, arXiv:2302.04867.
///
/// @param slope `a` in `1 + a h`; other forms do not look at it
public record Relaxation(Form form, double slope) {

    public static final Relaxation NONE = new Relaxation(Form.NONE, 0);

    public enum Form {
        /// 1.
        NONE("none"),
        /// `1 + a h`.
        LINEAR("linear"),
        /// What turns the exact weight of a slope into half of `B(h) = h`.
        BH1("bh1"),
        /// What turns it into half of `B(h) = e^h - 1`: the midpoint form of DPM-Solver.
        BH2("bh2"),
        /// `1 + (e^h - 1) / 2`.
        EXP_PLUS("exp-plus"),
        /// `1 - (e^h - 1) / 2`.
        EXP_MINUS("exp-minus");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        /// As in files and forms.
        public String word() {
            return word;
        }
    }

    /// @param z `-h` in the data form, `h` in the noise form
    double factor(double z) {
        return switch (form) {
            case NONE -> 1;
            case LINEAR -> 1 + slope * abs(z);
            case BH1 -> 0.5 / Phi.of(2, z);
            case BH2 -> 0.5 * Phi.of(1, z) / Phi.of(2, z);
            case EXP_PLUS -> 1 + expm1(z) / 2;
            case EXP_MINUS -> 1 - expm1(z) / 2;
        };
    }
}
