package samplerscope.schedule;

import static samplerscope.registry.Parameter.logReal;
import static samplerscope.registry.Parameter.oneOf;
import static samplerscope.registry.Parameter.real;
import static samplerscope.registry.Parameter.whole;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// The noise schedules that ship with the program. Adding one is a file and a line here.
public final class BuiltInSchedules {

    private static final Parameter TRAINING_STEPS =
        whole("steps", "training steps", "length of the beta table", 1000, 10, 10_000);
    private static final Parameter ZERO_SNR = oneOf("zero-snr", "zero terminal SNR",
        "rescale the table so that no signal is left at its noisy end; nearly leaves alpha^2 = 2^-24, for solvers that "
            + "divide by it", "off", "exact", "nearly");

    private BuiltInSchedules() {}

    public static List<ScheduleFamily> families() {
        return List.of(
            new ScheduleFamily("vp-linear", "VP linear", "Song et al. 2021, arXiv:2011.13456, Eq. 33",
                List.of(real("beta0", "beta 0", "noise rate at t = 0", 0.1, 1e-4, 100),
                    real("beta1", "beta 1", "noise rate at t = 1", 20, 1e-3, 1000)),
                s -> new VpLinear(s.number("beta0"), s.number("beta1"))),
            new ScheduleFamily("vp-cosine", "VP cosine", "Nichol & Dhariwal 2021, arXiv:2102.09672, Eq. 17",
                List.of(real("offset", "offset s", "keeps the first step from being too short", 0.008, 1e-4, 0.5)),
                s -> new VpCosine(s.number("offset"))),
            new ScheduleFamily("ddpm", "DDPM, 1000 steps", "Ho et al. 2020, arXiv:2006.11239, Sec. 4",
                List.of(TRAINING_STEPS,
                    logReal("first", "first beta", "beta of the first training step", 1e-4, 1e-6, 0.5),
                    logReal("last", "last beta", "beta of the last training step", 0.02, 1e-5, 0.999), ZERO_SNR),
                s -> ending(s, DiscreteVp.linear(s.whole("steps"), s.number("first"), s.number("last")))),
            new ScheduleFamily("scaled-linear", "Scaled linear (Stable Diffusion)",
                "Rombach et al. 2022, arXiv:2112.10752, released configuration",
                List.of(TRAINING_STEPS,
                    logReal("first", "first beta", "beta of the first training step", 0.00085, 1e-6, 0.5),
                    logReal("last", "last beta", "beta of the last training step", 0.012, 1e-5, 0.999), ZERO_SNR),
                s -> ending(s, DiscreteVp.scaledLinear(s.whole("steps"), s.number("first"), s.number("last")))),
            new ScheduleFamily("squared-cosine", "Squared cosine, 1000 steps",
                "Nichol & Dhariwal 2021, arXiv:2102.09672, Eq. 17, released table", List.of(TRAINING_STEPS, ZERO_SNR),
                s -> ending(s, DiscreteVp.cosine(s.whole("steps")))),
            new ScheduleFamily("edm", "EDM (variance exploding)", "Karras et al. 2022, arXiv:2206.00364, Table 1",
                List.of(logReal("sigma-min", "sigma min", "where sampling stops, in units of the data", 0.002, 1e-5, 1),
                    logReal("sigma-max", "sigma max", "where sampling starts, in units of the data", 80, 1, 1e4)),
                s -> new VarianceExploding(s.number("sigma-min"), s.number("sigma-max"))),
            new ScheduleFamily("flow", "Rectified flow", "Liu et al. 2022, arXiv:2209.03003, Eq. 1",
                List.of(logReal("shift", "shift", "t' = shift t / (1 + (shift - 1) t); 1 is none", 1, 0.05, 20)),
                s -> new RectifiedFlow(s.number("shift"))));
    }

    private static DiscreteVp ending(Settings s, DiscreteVp table) {
        return switch (s.word("zero-snr")) {
            case "exact" -> table.rescaled(0);
            case "nearly" -> table.rescaled(StrictMath.scalb(1.0, -24));
            default -> table;
        };
    }
}
