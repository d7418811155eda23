package samplerscope.solver;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.expm1;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the derivatives of a Taylor expansion are multiplied with: 1, or something that tends to 1 with the step. The
/// linear form has a number for every derivative, so that the weights of all outputs are free; the others multiply the
/// first derivative alone.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3 (relaxation of the first derivative); `B(h)` from Zhao et al.
/// 2023, arXiv:2302.04867.
///
/// @param slopes `a` in `1 + a h` for the value expanded around, the first, the second, ... derivative; 0 beyond the
///               list; other forms do not look at them
public record Relaxation(Form form, List<Double> slopes) {

    public static final Relaxation NONE = new Relaxation(Form.NONE, List.of());

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

    public Relaxation {
        int last = slopes.size();
        while (last > 0 && slopes.get(last - 1) == 0) {
            last--; // equal relaxations are equal values
        }
        slopes = List.copyOf(slopes.subList(0, last));
    }

    /// Linear where any slope is not 0.
    ///
    /// @param slopes of the value, the first, the second, ... derivative
    public static Relaxation linear(double... slopes) {
        return DoubleStream.of(slopes).allMatch(s -> s == 0) ? NONE
            : new Relaxation(Form.LINEAR, DoubleStream.of(slopes).boxed().toList());
    }

    /// `a` of a derivative; 0 is the value expanded around.
    public double slope(int derivative) {
        return derivative < slopes.size() ? slopes.get(derivative) : 0;
    }

    /// Without slopes of derivatives from a number on.
    public Relaxation below(int derivative) {
        return form != Form.LINEAR || slopes.size() <= derivative ? this
            : linear(slopes.subList(0, derivative).stream().mapToDouble(a -> a).toArray());
    }

    /// Linear, with another `a` of one derivative.
    public Relaxation withSlope(int derivative, double slope) {
        double[] changed = IntStream.range(0, StrictMath.max(slopes.size(), derivative + 1))
            .mapToDouble(k -> k == derivative ? slope : slope(k)).toArray();
        return linear(changed);
    }

    /// @param derivative 0 for the value expanded around
    /// @param z          `-h` in the data form, `h` in the noise form
    double factor(int derivative, double z) {
        if (form == Form.LINEAR) {
            return 1 + slope(derivative) * abs(z);
        }
        if (derivative != 1) {
            return 1;
        }
        return switch (form) {
            case NONE, LINEAR -> 1;
            case BH1 -> 0.5 / Phi.of(2, z);
            case BH2 -> 0.5 * Phi.of(1, z) / Phi.of(2, z);
            case EXP_PLUS -> 1 + expm1(z) / 2;
            case EXP_MINUS -> 1 - expm1(z) / 2;
        };
    }
}
