package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver++ (SDE): two stages, each with an ancestral split of its own, two evaluations and two draws per step.
///
/// The first stage goes to `lambda_s + r h` and evaluates there; the second goes all the way with
/// `(1 - 1/(2 r)) x0_s + 1/(2 r) x0_r`. A step to `sigma = 0` or from `alpha = 0` is DDIM.
///
/// Weak order 2 on one Brownian path: the first stage then sees the noise that the whole step adds. Independent draws
/// leave order 1.
///
/// Source: Crowson 2022, k-diffusion, `sample_dpmpp_sde`.
///
/// @param eta   share of the ancestral noise, 0 to 1
/// @param r     where the first stage ends, as a share of the step in lambda
/// @param noise how the two draws belong together
public record DpmPlusPlusSde(double eta, double r, Noise noise) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-sde", "DPM-Solver++ SDE", 2,
        "Crowson 2022, k-diffusion, sample_dpmpp_sde",
        List.of(Parameter.real("eta", "eta", "0 is DPM-Solver++(2S), 1 the reverse SDE", 1, 0, 1),
            Parameter.real("r", "r", "where the first stage ends, as a share of the step in lambda", 0.5, 0.1, 1),
            Parameter.oneOf("noise", "noise", "path: both stages draw from one Brownian path over sigma / alpha, as "
                + "k-diffusion's standard noise; independent: a fresh draw each", "path", "independent")),
        s -> new DpmPlusPlusSde(s.number("eta"), s.number("r"),
            s.word("noise").equals("path") ? Noise.PATH : Noise.INDEPENDENT)).in(SolverFamily.Group.STOCHASTIC)
        .withoutNoise("eta", 2);

    /// How the draws of the two stages, which both start where the step starts, belong together.
    public enum Noise {
        /// Increments of one Brownian motion in rho, each scaled to variance 1: k-diffusion's
        /// `BrownianTreeNoiseSampler`.
        PATH {
            @Override
            double shared(NoiseLevel s, NoiseLevel inner, NoiseLevel t) {
                return sqrt((s.rho() - inner.rho()) / (s.rho() - t.rho()));
            }
        },
        /// One fresh draw each.
        INDEPENDENT {
            @Override
            double shared(NoiseLevel s, NoiseLevel inner, NoiseLevel t) {
                return 0;
            }
        };

        /// Correlation of the draws from `s` to `inner` and from `s` to `t`.
        abstract double shared(NoiseLevel s, NoiseLevel inner, NoiseLevel t);
    }

    public DpmPlusPlusSde {
        Eta.check(eta);
    }

    @Override
    public Step plan(StepRequest request) {
        if (request.isEndless()) {
            return new Ddim(eta).plan(request);
        }
        if (eta == 0) {
            return new DpmPlusPlus2S(r, SlopeForm.MIDPOINT).plan(request);
        }
        NoiseLevel s = request.from();
        NoiseLevel t = request.to();
        NoiseLevel inner = request.schedule().atLambda(s.lambda() + r * request.h());
        var first = Ancestral.Split.of(request, inner, eta);
        var second = Ancestral.Split.of(request, t, eta);
        Slot guess = work(2);
        Slot drawn = work(3);
        Slot fresh = work(4);
        double shared = noise.shared(s, inner, t);
        double share = 1 / (2 * r);
        double gain = gain(s, second.down(), t);
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, DATA),
            new Op.Draw(drawn, 0),
            combine(guess, term(keep(s, first.down(), inner), X), term(gain(s, first.down(), inner), work(0)),
                term(first.up(), drawn)),
            new Op.Evaluate(work(1), guess, inner, DATA),
            new Op.Draw(fresh, 1),
            combine(X, term(keep(s, second.down(), t), X), term(gain * (1 - share), work(0)),
                term(gain * share, work(1)), term(second.up() * shared, drawn),
                term(second.up() * sqrt(1 - shared * shared), fresh)));
    }

    private static double keep(NoiseLevel s, NoiseLevel down, NoiseLevel t) {
        return t.alpha() / down.alpha() * down.sigma() / s.sigma();
    }

    private static double gain(NoiseLevel s, NoiseLevel down, NoiseLevel t) {
        return -t.alpha() * expm1(s.lambda() - down.lambda());
    }
}
