package samplerscope.anatomy;

import java.util.Locale;
import java.util.Optional;

/// How stable a step is: what it multiplies a small perturbation by, beside what the exact flow does over the same levels.
///
/// A perturbation comes with its past: it enters where the oldest of what the step remembers was computed, and what
/// counts is its growth over this step. So a multistep solver is judged as it runs, not with a history that contradicts
/// its state.
///
/// @param step of the solver
/// @param flow of the model's exact flow; its largest gain in more than {@value GainProbe#MOST_EXPLICIT} dimensions is
///             the one along what the step amplifies most. Empty for a step with noise, which has no exact flow
/// @param own  what the step multiplied the error of this very run by; empty where there was none yet
public record StepGain(Gains step, Optional<Gains> flow, Optional<Double> own) {

    /// Within this, the same.
    private static final double NEARLY = 1.05;
    /// Growth over that of the exact flow that no accuracy explains.
    private static final double FAR = 1.5;

    public enum Verdict {
        /// Perturbations grow, half again as much as along the exact flow or more.
        UNSTABLE,
        /// Perturbations grow more than along the exact flow, or shrink less.
        AMPLIFIES,
        /// As the exact flow, within 5 %.
        FAITHFUL,
        /// Perturbations shrink faster than along the exact flow.
        DAMPS,
        /// There is no exact flow to compare with.
        UNKNOWN
    }

    /// Largest gain over that of the exact flow; empty where there is none, or it is 0.
    public Optional<Double> relative() {
        return flow.filter(f -> f.largest() > 0).map(f -> step.largest() / f.largest());
    }

    public Verdict verdict() {
        if (relative().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        double times = relative().get();
        if (times > NEARLY) {
            return times > FAR && step.largest() > 1 ? Verdict.UNSTABLE : Verdict.AMPLIFIES;
        }
        return times < 1 / NEARLY ? Verdict.DAMPS : Verdict.FAITHFUL;
    }

    /// The same as one sentence.
    public String words() {
        double exact = flow.map(Gains::largest).orElse(Double.NaN);
        return switch (verdict()) {
            case UNSTABLE -> say("Unstable: it multiplies perturbations by up to %.3g, the exact flow by %.3g.", step.largest(),
                exact);
            case AMPLIFIES -> say("It multiplies perturbations by up to %.3g, the exact flow by %.3g: %.3g times too much.",
                step.largest(), exact, step.largest() / exact);
            case FAITHFUL -> say("It multiplies perturbations by up to %.3g, as the exact flow does.", step.largest());
            case DAMPS -> say("It multiplies perturbations by up to %.3g, the exact flow by %.3g: it forgets too fast.",
                step.largest(), exact);
            case UNKNOWN -> say("It multiplies perturbations by up to %.3g; nothing exact to compare with.",
                step.largest());
        };
    }

    private static String say(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
