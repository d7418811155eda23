package samplerscope.peer.kdiffusion;

import static samplerscope.peer.NoiseUse.Order.NEXT;
import static samplerscope.peer.NoiseUse.Order.OF_THE_STEP;

import java.util.List;
import java.util.function.Function;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.RecordedRun;
import samplerscope.solver.Ancestral;
import samplerscope.solver.Churn;
import samplerscope.solver.DpmPlusPlus2M;
import samplerscope.solver.DpmPlusPlus2MSde;
import samplerscope.solver.DpmPlusPlus2S;
import samplerscope.solver.DpmPlusPlus3M;
import samplerscope.solver.DpmPlusPlus3MSde;
import samplerscope.solver.DpmPlusPlusSde;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.Euler;
import samplerscope.solver.EulerAncestral;
import samplerscope.solver.Heun;
import samplerscope.solver.Lms;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Solver;

/// The samplers of k-diffusion. Those with churn draw at every step and multiply by zero where there is none.
public final class KDiffusion {

    static final String PROGRAM = "k-diffusion";

    /// Its own standard is one Brownian path; recorded runs were given a sampler of independent fields instead.
    static final String NOISE_SAMPLER = "noise_sampler";
    static final String BROWNIAN = "brownian";

    private static final List<String> CHURN = List.of("s_churn", "s_tmin", "s_tmax", "s_noise");
    private static final List<String> ANCESTRAL = List.of("eta", "s_noise");

    private KDiffusion() {}

    public static List<Peer> peers() {
        return List.of(
            churned("sample_euler", new Euler()),
            churned("sample_heun", new Heun()),
            churned("sample_dpm_2", new DpmSolver2S(0.5, SlopeForm.MIDPOINT)),
            ancestral("sample_euler_ancestral", o -> new EulerAncestral(eta(o))),
            ancestral("sample_dpm_2_ancestral",
                o -> new Ancestral(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), eta(o))),
            ancestral("sample_dpmpp_2s_ancestral",
                o -> new Ancestral(new DpmPlusPlus2S(0.5, SlopeForm.MIDPOINT), eta(o))),
            new OnSigmas("sample_lms", List.of("order"), o -> new Lms(o.whole("order", 4)), true, NEXT),
            new OnSigmas("sample_dpmpp_2m", List.of(), _ -> new DpmPlusPlus2M(), false, NEXT),
            new OnSigmas("sample_dpmpp_sde", List.of("eta", "s_noise", "r", NOISE_SAMPLER),
                o -> new DpmPlusPlusSde(eta(o), o.number("r", 0.5), o.text(NOISE_SAMPLER, "given").equals(BROWNIAN)
                    ? DpmPlusPlusSde.Noise.PATH : DpmPlusPlusSde.Noise.INDEPENDENT), false, NEXT),
            new OnSigmas("sample_dpmpp_2m_sde", List.of("eta", "s_noise", "solver_type"),
                o -> new DpmPlusPlus2MSde(eta(o), o.text("solver_type", "midpoint").equals("heun")
                    ? SlopeForm.TAYLOR : SlopeForm.MIDPOINT), false, NEXT),
            new OnSigmas("sample_dpmpp_3m_sde", ANCESTRAL,
                o -> new DpmPlusPlus3MSde(eta(o), DpmPlusPlus3M.Curvature.PUBLISHED), false, NEXT),
            new SampleDpmAdaptive(), new SampleDpmFast());
    }

    private static Peer churned(String sampler, Solver inner) {
        // The noise is scaled where it is drawn.
        return new OnSigmas(sampler, CHURN, o -> new Churn(inner, o.number("s_churn", 0), o.number("s_tmin", 0),
            o.number("s_tmax", Double.POSITIVE_INFINITY), 1), true, OF_THE_STEP);
    }

    private static Peer ancestral(String sampler, Function<Options, Solver> solver) {
        return new OnSigmas(sampler, ANCESTRAL, solver, true, NEXT);
    }

    private static double eta(Options options) {
        return options.number("eta", 1);
    }

    /// The largest and the smallest sigma that a sampler without a list is given.
    static double[] ends(RecordedRun run) {
        Options schedule = run.all().inner("sigma_schedule");
        double[] list = run.all().numbers("sigmas").orElse(new double[] {80, 0.002});
        return new double[] {schedule.number("sigma_max", list[0]), schedule.number("sigma_min", list[list.length - 1])};
    }
}
