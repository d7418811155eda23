package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.past;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// The two exponential forms of the probability-flow ODE, and the sums that multistep formulas are in them.
///
/// From `s` to `t` with `h = lambda_t - lambda_s`, outputs `m_j` and weights `w_j` in units of the step:
/// `x_t = (sigma_t / sigma_s) x_s + alpha_t h sum_j w_j x0_j` in the data form,
/// `x_t = (alpha_t / alpha_s) x_s - sigma_t h sum_j w_j eps_j` in the noise form.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, Eq. 3.4 (noise), and arXiv:2211.01095, Eq. 8 (data).
public enum MultistepForm {

    DATA(Parameterization.DATA, -1) {
        @Override
        double keep(NoiseLevel s, NoiseLevel t) {
            return t.sigma() / s.sigma();
        }

        @Override
        double gain(NoiseLevel s, NoiseLevel t) {
            return -t.alpha() * expm1(s.lambda() - t.lambda());
        }

        @Override
        double scale(NoiseLevel t, double h) {
            return t.alpha() * h;
        }
    },

    NOISE(Parameterization.NOISE, 1) {
        @Override
        double keep(NoiseLevel s, NoiseLevel t) {
            return t.alpha() / s.alpha();
        }

        @Override
        double gain(NoiseLevel s, NoiseLevel t) {
            // sigma_t (1 - e^h), but regular on a step to sigma = 0.
            return t.sigma() == 0 ? -keep(s, t) * s.sigma() : -t.sigma() * expm1(t.lambda() - s.lambda());
        }

        @Override
        double scale(NoiseLevel t, double h) {
            return -t.sigma() * h;
        }
    };

    static final Parameter SETTING = Parameter.oneOf("form", "form",
        "what is extrapolated: the predicted data, or the predicted noise", "data", "noise");

    private final Parameterization output;
    private final int sign;

    MultistepForm(Parameterization output, int sign) {
        this.output = output;
        this.sign = sign;
    }

    static MultistepForm of(Settings settings) {
        return settings.word(SETTING.id()).equals("noise") ? NOISE : DATA;
    }

    /// What is evaluated.
    public Parameterization output() {
        return output;
    }

    /// The argument of the phi functions: `-h` in the data form, `h` in the noise form.
    double z(double h) {
        return sign * h;
    }

    /// What remains of the state.
    abstract double keep(NoiseLevel s, NoiseLevel t);

    /// The weight of an output that does not change along the step.
    abstract double gain(NoiseLevel s, NoiseLevel t);

    /// From a weight in units of the step to a coefficient.
    abstract double scale(NoiseLevel t, double h);

    /// The sum for a step from `s` to `t`: the outputs' weights are those of a constant, plus `weights[j]` in units of the
    /// step for the difference of output `j` to the one at the start.
    ///
    /// @param state   where the step starts
    /// @param here    the output at its start
    /// @param others  the other outputs
    /// @param weights one per other output
    List<Op.Term> sum(NoiseLevel s, NoiseLevel t, Slot state, Slot here, List<Slot> others, double[] weights) {
        double scale = scale(t, t.lambda() - s.lambda());
        double atStart = gain(s, t);
        var tail = new ArrayList<Op.Term>();
        for (int j = 0; j < others.size(); j++) {
            atStart -= scale * weights[j];
            tail.add(term(scale * weights[j], others.get(j)));
        }
        var terms = new ArrayList<>(List.of(term(keep(s, t), state), term(atStart, here)));
        terms.addAll(tail);
        return terms;
    }

    /// The outputs of earlier steps, newest first.
    List<Slot> pastOutputs(int from, int count) {
        var slots = new ArrayList<Slot>();
        for (int age = from; age < from + count; age++) {
            slots.add(past(age, output));
        }
        return slots;
    }

    /// Second order: the slope from the newest past output, as weights of the differences to the one at the start.
    static double[] slope(double z, double[] positions, SlopeForm form) {
        return new double[] {form.weight(z) / positions[0]};
    }

    /// Third order: slope and curvature from the two newest past outputs.
    static double[] curve(double z, double[] positions, DpmPlusPlus3M.Curvature curvature) {
        double r0 = -positions[0];
        double r1 = positions[0] - positions[1];
        // Both derivatives are combinations of the differences d0 = (m0 - m1) / r0 and d1 = (m1 - m2) / r1.
        double bend = curvature.bend(z) / (r0 + r1);
        double d0 = (Phi.of(2, z) * (1 + r0 / (r0 + r1)) + bend) / r0;
        double d1 = (-Phi.of(2, z) * r0 / (r0 + r1) - bend) / r1;
        return new double[] {d1 - d0, -d1};
    }

    /// Where levels lie, in units of the step from `s` to `t`.
    static double[] positions(List<NoiseLevel> levels, NoiseLevel s, NoiseLevel t) {
        double h = t.lambda() - s.lambda();
        return levels.stream().mapToDouble(l -> (l.lambda() - s.lambda()) / h).toArray();
    }
}
