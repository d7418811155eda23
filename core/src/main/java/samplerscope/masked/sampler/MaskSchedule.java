package samplerscope.masked.sampler;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.acos;
import static java.lang.StrictMath.asin;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.List;
import java.util.Locale;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// `alpha_t`, the probability that a token is still visible at time `t` of the forward process, falling from 1.
///
/// @param kind  formula
/// @param power `w > 0`, for the polynomial
public record MaskSchedule(Kind kind, double power) {

    public enum Kind {
        /// `1 - t` (LLaDA, MDLM, SEDD).
        LINEAR,
        /// `cos(pi t / 2)`: reveals fast at first, slowly at the end.
        COSINE,
        /// `1 - sin(pi t / 2)`: slowly at first, fast at the end (Chang et al. 2022).
        MASKGIT_COSINE,
        /// `cos(pi t / 2)^2`.
        COSINE_SQUARED,
        /// `exp(-sigma_min^(1-t) sigma_max^t)` with 0.001 and 1 (Lou et al. 2023); never reaches 0.
        GEOMETRIC,
        /// `1 - t^w`.
        POLYNOMIAL
    }

    private static final double SIGMA_MIN = 1e-3;
    private static final double LOG_RATIO = log(1 / SIGMA_MIN); // sigma_max = 1

    public static final MaskSchedule LINEAR = of(Kind.LINEAR);

    static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("schedule", "schedule", "alpha_t: 1 - t, cos(pi t/2), 1 - sin(pi t/2), cos^2, SEDD's geometric, or "
            + "1 - t^w", "linear", "cosine", "maskgit-cosine", "cosine-squared", "geometric", "polynomial"),
        Parameter.logReal("power", "power", "w of the polynomial schedule", 2, 0.05, 20));

    public MaskSchedule {
        if (!(power > 0) || Double.isInfinite(power)) {
            throw new InvalidParameterException("power", new Setting.Num(power), "must be above 0");
        }
    }

    public static MaskSchedule of(Kind kind) {
        return new MaskSchedule(kind, 2);
    }

    static MaskSchedule of(Settings s) {
        return new MaskSchedule(Kind.valueOf(s.word("schedule").toUpperCase(Locale.ROOT).replace('-', '_')),
            s.number("power"));
    }

    /// @param t in [0, 1]
    public double alpha(double t) {
        return switch (kind) {
            case LINEAR -> 1 - t;
            case COSINE -> t == 1 ? 0 : cos(PI * t / 2);
            case MASKGIT_COSINE -> 1 - sin(PI * t / 2);
            case COSINE_SQUARED -> t == 1 ? 0 : cos(PI * t / 2) * cos(PI * t / 2);
            case GEOMETRIC -> exp(-noise(t));
            case POLYNOMIAL -> 1 - pow(t, power);
        };
    }

    /// `d alpha / dt`, at most 0.
    public double slope(double t) {
        return switch (kind) {
            case LINEAR -> -1;
            case COSINE -> -PI / 2 * sin(PI * t / 2);
            case MASKGIT_COSINE -> -PI / 2 * cos(PI * t / 2);
            case COSINE_SQUARED -> -PI / 2 * sin(PI * t);
            case GEOMETRIC -> -LOG_RATIO * noise(t) * exp(-noise(t));
            case POLYNOMIAL -> -power * pow(t, power - 1);
        };
    }

    /// The time at which `alpha_t` has this value, clamped to [0, 1].
    public double time(double alpha) {
        double t = switch (kind) {
            case LINEAR -> 1 - alpha;
            case COSINE -> 2 / PI * acos(alpha);
            case MASKGIT_COSINE -> 2 / PI * asin(1 - alpha);
            case COSINE_SQUARED -> 2 / PI * acos(sqrt(alpha));
            case GEOMETRIC -> alpha >= 1 ? 0 : log(-log(alpha) / SIGMA_MIN) / LOG_RATIO;
            case POLYNOMIAL -> pow(1 - alpha, 1 / power);
        };
        return min(1, max(0, t));
    }

    /// `sigma bar` of the geometric schedule.
    private static double noise(double t) {
        return SIGMA_MIN * exp(LOG_RATIO * t);
    }
}
