package samplerscope.solver;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.GaussianFit;

/// Where the output at the start of a step comes from: the model, or a formula that costs no evaluation and is good
/// where noise is all there is (the analytic first step).
///
/// Source: Liu et al. 2023, arXiv:2312.07243, released code (zero and average); the Gaussian posterior mean is the
/// denoiser of `N(mean, covariance)`, Wang & Vastola 2024, arXiv:2412.09726.
public enum FirstOutput {

    /// An evaluation.
    MODEL("model"),
    /// `x0 = 0`, so that `eps = x / sigma`.
    ZERO("zero"),
    /// `x0` is the mean of the data.
    MEAN("mean"),
    /// `x0 = mean + U diag(alpha w / (alpha^2 w + sigma^2)) U^T (x - alpha mean)`.
    GAUSSIAN("gaussian");

    private final String word;

    FirstOutput(String word) {
        this.word = word;
    }

    /// As in files and forms.
    public String word() {
        return word;
    }

    /// Writes the output at the state `X` into `slot` and lets later steps read it. Where the data are not known, the
    /// mean and the Gaussian fall back to an evaluation.
    ///
    /// @param as the form wanted
    List<Op> ops(StepRequest r, Slot slot, Parameterization as) {
        if (this == MODEL || this != ZERO && r.facts().gaussian().isEmpty()) {
            return List.of(new Op.Evaluate(slot, X, r.from(), as));
        }
        var ops = new ArrayList<Op>(List.of(new Op.Combine(slot, data(r))));
        if (as != DATA) {
            ops.add(converted(slot, slot, DATA, as, r.from()));
        }
        ops.add(new Op.Remember(X, slot, r.from(), as));
        return ops;
    }

    private List<Op.Term> data(StepRequest r) {
        if (this == ZERO) {
            return List.of(term(0, Slot.ONE));
        }
        GaussianFit fit = r.facts().gaussian().orElseThrow();
        if (this == MEAN) {
            return List.of(term(new Weight.PerElement(fit.mean()), Slot.ONE));
        }
        double alpha = r.from().alpha();
        Weight.PerDirection gain = Refresh.gain(fit, r.from());
        double[] rest = fit.directions().filter(gain.along(), gain.across(), fit.mean());
        for (int j = 0; j < rest.length; j++) {
            rest[j] = fit.mean()[j] - alpha * rest[j];
        }
        return List.of(term(gain, X), term(new Weight.PerElement(rest), Slot.ONE));
    }

    /// An output at the state `X` in another form.
    static Op converted(Slot into, Slot output, Parameterization from, Parameterization to, NoiseLevel at) {
        var c = from.to(to, at);
        return Op.combine(into, term(c.ofState(), X), term(c.ofOutput(), output));
    }
}
