package samplerscope.masked.sampler;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Ancestral sampling that hides written tokens again with probability `sigma` a step, and reveals more to make up for it:
/// the number of hidden positions follows the same law whatever `sigma`, up to
/// `sigma_max = min(1, (1 - alpha_s) / alpha_t)`.
///
/// On a model whose predictions are exact, hiding hardly helps, and much of it harms: each token hidden is revealed in
/// company again. It helps where the model errs.
///
/// Source: Wang et al. 2025, arXiv:2503.00307 (ReMDM), section 4. Forward-backward is the corrector of Campbell et al.
/// 2022, arXiv:2205.14987, in this form (their section 3.3): `sigma = (alpha_s - alpha_t) / alpha_t`.
///
/// @param variant how `sigma` is chosen
/// @param eta     its strength in [0, 1]; not for `MAX`, `CONF` and `FORWARD_BACKWARD`
/// @param ticks   the grid and the rest
/// @param loop    where time stands still; for `LOOP`
public record Remdm(Variant variant, double eta, Ticks ticks, RemaskingLoop loop) implements PlannedSampler {

    public enum Variant {
        /// `min(eta, sigma_max)`.
        CAP,
        /// `eta sigma_max`.
        RESCALE,
        /// `sigma_max`.
        MAX,
        /// `sigma_max` times the softmax over written positions of less the probability each was written with.
        CONF,
        /// `(alpha_s - alpha_t) / alpha_t`, at most `sigma_max`.
        FORWARD_BACKWARD,
        /// `min(eta, sigma_max)` while a loop stands still, else 0.
        LOOP
    }

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("remdm", "ReMDM",
        "Wang et al. 2025, arXiv:2503.00307, section 4", Ticks.with(
            Parameter.oneOf("variant", "variant", "sigma: min(eta, sigma_max), eta sigma_max, sigma_max, or sigma_max shared "
                + "out to the least confident", "cap", "rescale", "max", "conf"),
            Parameter.real("eta", "eta", "strength of cap and rescale, 0 to 1", 0.1, 0, 1)),
        s -> new Remdm(Variant.valueOf(s.word("variant").toUpperCase(Locale.ROOT)), s.number("eta"), Ticks.of(s)));
    public static final MaskedSamplerFamily FORWARD_BACKWARD = new MaskedSamplerFamily("forward-backward",
        "Forward-backward corrector", "Campbell et al. 2022, arXiv:2205.14987, as in Wang et al. 2025, arXiv:2503.00307",
        Ticks.with(), s -> new Remdm(Variant.FORWARD_BACKWARD, 0, Ticks.of(s)));

    public static final MaskedSamplerFamily LOOP = new MaskedSamplerFamily("remdm-loop", "ReMDM, loop",
        "Wang et al. 2025, arXiv:2503.00307, section 4", Ticks.with(
            Parameter.real("eta", "eta", "sigma within the loop, 0 to 1", 0.02, 0, 1),
            Parameter.real("on", "on", "time at which the loop begins", RemaskingLoop.PUBLISHED.on(), 1e-3, 1 - 1e-3),
            Parameter.real("off", "off", "time at which it ends", RemaskingLoop.PUBLISHED.off(), 1e-3, 1 - 1e-3),
            Parameter.real("alpha-on", "alpha", "share of tokens that is visible within the loop",
                RemaskingLoop.PUBLISHED.alpha(), 1e-3, 1 - 1e-3)),
        s -> new Remdm(Variant.LOOP, s.number("eta"), Ticks.of(s),
            new RemaskingLoop(s.number("on"), s.number("off"), s.number("alpha-on"))));

    public Remdm {
        Checked.share("eta", eta);
    }

    /// With the loop as published.
    public Remdm(Variant variant, double eta, Ticks ticks) {
        this(variant, eta, ticks, RemaskingLoop.PUBLISHED);
    }

    @Override
    public boolean drawsAsItSays() {
        return ticks.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return TickCourse.of(ticks, this::change, true, variant == Variant.CONF, start);
    }

    private TickCourse.Change change(int[] state, Laws laws, Ticks.Tick even, boolean[] given, List<Double> told) {
        Ticks.Tick tick = variant == Variant.LOOP ? loop.bent(ticks.schedule(), even) : even;
        double most = most(tick);
        double sigma = sigma(tick, most);
        double hidden = variant == Variant.CONF ? 0 : sigma; // hidden positions have no part in the softmax
        double reveal = tick.last() ? 1 // else within [0, 1] but for rounding
            : max(0, min(1, (tick.alphaS() - (1 - hidden) * tick.alphaT()) / (1 - tick.alphaT())));
        var hide = new double[state.length];
        double[] shares = variant == Variant.CONF ? shares(state, given, told) : hide;
        for (int i = 0; i < hide.length; i++) {
            hide[i] = given[i] ? 0 : variant == Variant.CONF ? most * shares[i] : sigma;
        }
        var write = new double[state.length];
        Arrays.fill(write, reveal);
        return new TickCourse.Change(new Independent(write, hide, laws),
            Map.of("unmask", reveal, "sigma", sigma, "sigma max", most));
    }

    private static double most(Ticks.Tick tick) {
        return tick.alphaT() > 0 ? min(1, (1 - tick.alphaS()) / tick.alphaT()) : 1;
    }

    private double sigma(Ticks.Tick tick, double most) {
        return switch (variant) {
            case CAP -> min(eta, most);
            case RESCALE -> eta * most;
            case MAX, CONF -> most;
            case LOOP -> loop.covers(tick) ? min(eta, most) : 0;
            case FORWARD_BACKWARD -> tick.alphaT() > 0 ? min(most, (tick.alphaS() - tick.alphaT()) / tick.alphaT()) : most;
        };
    }

    /// Softmax of `-psi_i` over written positions.
    private static double[] shares(int[] state, boolean[] given, List<Double> told) {
        var shares = new double[state.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = state[i] == Canvas.MASK || given[i] ? 0 : exp(-told.get(i));
            sum += shares[i];
        }
        for (int i = 0; i < shares.length && sum > 0; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
