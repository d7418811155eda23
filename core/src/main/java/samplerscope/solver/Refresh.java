package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;

import java.util.Arrays;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.GaussianFit;

/// What becomes of a model output when a corrector has moved the state that it was evaluated at, without asking the model
/// again: the output is moved as far as the denoiser of a Gaussian would move it.
///
/// With `x_p` the state evaluated and `x_c` the corrected one, `x0 <- x0 + U diag(alpha w / (alpha^2 w + sigma^2)) U^T
/// (x_c - x_p)`; the isotropic form has the mean variance of the data in every direction.
///
/// Source: this project. That the output belongs to the state before correction is noted by Zhao et al. 2024,
/// arXiv:2409.03755.
public enum Refresh {

    /// The output stays that of the state before correction.
    OFF("off"),
    /// By the covariance of the data.
    GAUSSIAN("gaussian"),
    /// By their mean variance: a number, no directions.
    ISOTROPIC("isotropic");

    static final Parameter SETTING = Parameter.oneOf("refresh", "refresh",
        "after a correction, move the model output too, as the denoiser of a Gaussian would move: by the covariance of "
            + "the data, or by their mean variance; nothing where the data are unknown",
        Arrays.stream(values()).map(Refresh::word).toArray(String[]::new));

    private final String word;

    Refresh(String word) {
        this.word = word;
    }

    static Refresh of(Settings settings) {
        return Arrays.stream(values()).filter(r -> r.word.equals(settings.word(SETTING.id()))).findFirst().orElseThrow();
    }

    /// As in files and forms.
    public String word() {
        return word;
    }

    /// Moves an output after a correction of `X`, and lets later steps read it. Nothing where the data are not known; nor
    /// on a step to `sigma = 0`, which returns what the model itself has said.
    ///
    /// @param form   of the output, data or noise
    /// @param output overwritten
    /// @param before the state that it was evaluated at; overwritten
    List<Op> ops(StepRequest r, Parameterization form, Slot output, Slot before) {
        if (this == OFF || r.to().sigma() == 0 || r.facts().gaussian().isEmpty()) {
            return List.of();
        }
        GaussianFit fit = r.facts().gaussian().get();
        boolean data = form == Parameterization.DATA;
        Weight forth = this == ISOTROPIC ? new Weight.Scalar(gain(data, fit.meanVariance(), r.from()))
            : gain(data, fit, r.from());
        return List.of(combine(before, term(1, X), term(-1, before)),
            combine(output, term(1, output), term(forth, before)),
            new Op.Remember(X, output, r.from(), form));
    }

    /// How far a difference in `x` shows in the `x0` of a Gaussian.
    static Weight.PerDirection gain(GaussianFit fit, NoiseLevel at) {
        return gain(true, fit, at);
    }

    private static Weight.PerDirection gain(boolean data, GaussianFit fit, NoiseLevel at) {
        double[] along = Arrays.stream(fit.variances()).map(w -> gain(data, w, at)).toArray();
        return new Weight.PerDirection(fit.directions(), along, gain(data, fit.rest(), at));
    }

    /// Of the data, `alpha w / (alpha^2 w + sigma^2)`; of the noise, `sigma / (alpha^2 w + sigma^2)`.
    private static double gain(boolean data, double w, NoiseLevel at) {
        double spread = at.alpha() * at.alpha() * w + at.sigma() * at.sigma();
        return data ? GaussianFit.gain(w, at.alpha(), at.sigma()) : at.sigma() / spread;
    }
}
