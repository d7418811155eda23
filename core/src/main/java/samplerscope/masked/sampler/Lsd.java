package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// Ancestral sampling on the linear schedule in few steps, with a learned coefficient for each: LSD; with learned step sizes
/// as well: LSD+.
///
/// In step `k`, from `t` to `s`, a hidden position is shown with probability `u = (t - s) / t`. *Linear*: `phi_k` scales the
/// score, which for a normalised predictor is `min(1, phi_k u)`; the last step shows all. *Power*: it is an exponent,
/// `p^phi_k`, as in the authors' code, and a commit's probability is that. Without coefficients, and with equal steps, both
/// are ancestral sampling. A step that changes nothing costs no pass.
///
/// Source: Fu, Guo, Liu 2025, arXiv:2509.19962. {@link LsdFit} learns the numbers.
///
/// @param steps `M >= 1`
/// @param form  what a coefficient scales
/// @param phi   one coefficient for all steps, or one each, above 0; empty for 1
/// @param kappa sizes of the steps, above 0, scaled so that they sum to 1; empty for equal ones
public record Lsd(int steps, Form form, List<Double> phi, List<Double> kappa) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("lsd", "LSD, LSD+",
        "Fu, Guo, Liu 2025, arXiv:2509.19962, Learnable Sampler Distillation for Discrete Diffusion Models",
        List.of(Parameter.whole("steps", "steps", "of the whole canvas", 8, 1, 1 << 20),
            Parameter.oneOf("form", "form", "what a coefficient scales: log-probabilities, or the rate", "power", "linear"),
            Parameter.numbers("phi", "coefficients", "empty for 1", "one for all steps, or one each, above 0"),
            Parameter.numbers("kappa", "step sizes", "empty for equal ones", "one a step, above 0")),
        s -> new Lsd(s.whole("steps"), Form.valueOf(s.word("form").toUpperCase(Locale.ROOT)), s.numbers("phi"),
            s.numbers("kappa")));

    /// What a coefficient scales.
    public enum Form { LINEAR, POWER }

    public Lsd {
        Checked.atLeast("steps", steps, 1);
        phi = List.copyOf(phi);
        kappa = List.copyOf(kappa);
        check("phi", phi, phi.size() <= 1 || phi.size() == steps, "must be empty, one number, or one for each step");
        check("kappa", kappa, kappa.isEmpty() || kappa.size() == steps, "must be empty or one number for each step");
    }

    /// Ancestral sampling.
    public static Lsd identity(int steps) {
        return new Lsd(steps, Form.POWER, List.of(), List.of());
    }

    private static void check(String id, List<Double> values, boolean count, String remedy) {
        if (!count) {
            throw new InvalidParameterException(id, new Setting.Numbers(values), remedy);
        }
        if (!values.stream().allMatch(v -> v > 0 && Double.isFinite(v))) {
            throw new InvalidParameterException(id, new Setting.Numbers(values), "must hold finite numbers above 0");
        }
    }

    /// `phi_k`.
    double coefficient(int k) {
        return phi.isEmpty() ? 1 : phi.get(phi.size() == 1 ? 0 : k);
    }

    /// `t_k`, with `t_0 = 1` and `t_M = 0`.
    double time(int k) {
        if (kappa.isEmpty()) {
            return 1 - (double) k / steps;
        }
        double sum = kappa.stream().mapToDouble(d -> d).sum();
        return k == steps ? 0 : 1 - kappa.stream().limit(k).mapToDouble(d -> d).sum() / sum;
    }

    /// Probability that a hidden position is shown in step `k`.
    double shown(int k) {
        if (k == steps - 1) {
            return 1;
        }
        double u = kappa.isEmpty() ? 1.0 / (steps - k) : (time(k) - time(k + 1)) / time(k);
        return form == Form.LINEAR ? StrictMath.min(1, coefficient(k) * u) : u;
    }

    /// What tokens of step `k` are drawn from.
    Laws laws(Prediction now, int k) {
        return (form == Form.POWER ? Drawing.sharpened(coefficient(k)) : Drawing.FAITHFUL).laws(now);
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return new Grid();
    }

    /// @param step from 0
    /// @param kept what the model said of this very canvas; empty where it has changed since
    private record Time(int step, Optional<Prediction> kept) {}

    private final class Grid implements Course<Time> {

        @Override
        public Time opening() {
            return new Time(0, Optional.empty());
        }

        @Override
        public boolean isDone(int[] state, Time time) {
            return Canvas.masked(state) == 0;
        }

        @Override
        public Plan<Time> plan(int[] state, Time time, Passes model) {
            int k = time.step();
            Optional<Prediction> asked = time.kept().isPresent() ? Optional.empty() : Optional.of(model.evaluate(state));
            Prediction now = time.kept().or(() -> asked).orElseThrow();
            double u = shown(k);
            var changed = new Time(k + 1, Optional.empty());
            var same = new Time(k + 1, Optional.of(now));
            return new Plan<>(Independent.revealing(state.length, u, laws(now, k)),
                new Plan.Account(time(k), 0, asked, Optional.empty(), Map.of("u", u, "phi", coefficient(k))),
                after -> Arrays.equals(after, state) ? same : changed);
        }
    }
}
