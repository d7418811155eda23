package samplerscope.peer.edm;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.rint;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.peer.diffusers.Ladder;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Churn;
import samplerscope.solver.Strategy;

/// `ablation_sampler`: every combination of time steps, schedule, scaling and solver that the paper compares. It draws at
/// every step.
record AblationSampler() implements Peer {

    @Override
    public String program() {
        return Edm.PROGRAM;
    }

    @Override
    public String sampler() {
        return "ablation_sampler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("sigma_min", "sigma_max", "rho", "solver", "discretization", "schedule",
            "scaling", "epsilon_s", "C_1", "C_2", "M", "alpha", "S_churn", "S_min", "S_max", "S_noise");
        var bounds = Bounds.of(o);
        AblationPath path = path(o, bounds);
        var levels = new ArrayList<NoiseLevel>();
        for (double sigma : sigmas(o, bounds, run.steps())) {
            levels.add(path.at(path.timeOfSigma(sigma)));
        }
        levels.add(new NoiseLevel(0, 1, 0));
        var step = new AblationStep(path, o.number("alpha", 1), o.text("solver", "heun").equals("euler"));
        var solver = new Churn(step, o.number("S_churn", 0), o.number("S_min", 0),
            o.number("S_max", Double.POSITIVE_INFINITY), 1);
        return Replay.of(new Strategy(path, new TimeGrid(levels), Collections.nCopies(run.steps(), solver)))
            .speaking(Parameterization.DATA).drawing(NoiseUse.ONE_PER_STEP.times(o.number("S_noise", 1)));
    }

    /// The noise levels that a discretization runs between.
    private record Bounds(double min, double max) {
        static Bounds of(Options o) {
            double start = o.number("epsilon_s", 1e-3);
            String kind = o.text("discretization", "edm");
            double min = switch (kind) {
                case "vp" -> sqrt(expm1(0.5 * 19.9 * start * start + 0.1 * start));
                case "ve" -> 0.02;
                case "iddpm", "edm" -> 0.002;
                default -> throw UnknownOptionException.of("ablation_sampler", "discretization", kind,
                    "use vp, ve, iddpm or edm");
            };
            double max = switch (kind) {
                case "vp" -> sqrt(expm1(0.5 * 19.9 + 0.1));
                case "ve" -> 100;
                case "iddpm" -> 81;
                default -> 80;
            };
            return new Bounds(o.number("sigma_min", min), o.number("sigma_max", max));
        }
    }

    private static AblationPath path(Options o, Bounds bounds) {
        double start = o.number("epsilon_s", 1e-3);
        double most = log1p(bounds.max * bounds.max);
        double betaD = 2 * (log1p(bounds.min * bounds.min) / start - most) / (start - 1);
        String schedule = o.text("schedule", "linear");
        var kind = switch (schedule) {
            case "vp" -> AblationPath.Kind.PRESERVING;
            case "ve" -> AblationPath.Kind.EXPLODING;
            case "linear" -> AblationPath.Kind.LINEAR;
            default -> throw UnknownOptionException.of("ablation_sampler", "schedule", schedule,
                "use vp, ve or linear");
        };
        return new AblationPath(kind, o.text("scaling", "none").equals("vp"), betaD, most - 0.5 * betaD);
    }

    private static double[] sigmas(Options o, Bounds bounds, int n) {
        double start = o.number("epsilon_s", 1e-3);
        return switch (o.text("discretization", "edm")) {
            case "vp" -> {
                AblationPath path = path(o, bounds);
                var preserving = new AblationPath(AblationPath.Kind.PRESERVING, false, path.betaD(), path.betaMin());
                var sigmas = new double[n];
                Arrays.setAll(sigmas, i -> preserving.sigma(1 + i / (n - 1.0) * (start - 1)));
                yield sigmas;
            }
            case "ve" -> {
                var sigmas = new double[n];
                double ratio = bounds.min * bounds.min / (bounds.max * bounds.max);
                Arrays.setAll(sigmas, i -> bounds.max * sqrt(pow(ratio, i / (n - 1.0))));
                yield sigmas;
            }
            case "iddpm" -> improved(o, bounds, n);
            default -> Ladder.karras(bounds.min, bounds.max, n, o.number("rho", 7));
        };
    }

    /// The levels of improved DDPM (Nichol & Dhariwal 2021), those within the bounds, evenly many.
    private static double[] improved(Options o, Bounds bounds, int n) {
        int m = o.whole("M", 1000);
        var u = new double[m + 1];
        for (int j = m; j > 0; j--) {
            double ratio = alphaBar(o, j - 1, m) / alphaBar(o, j, m);
            u[j - 1] = sqrt((u[j] * u[j] + 1) / max(ratio, o.number("C_1", 0.001)) - 1);
        }
        double[] within = Arrays.stream(u).filter(s -> s >= bounds.min && s <= bounds.max).toArray();
        var sigmas = new double[n];
        Arrays.setAll(sigmas, i -> within[(int) rint((within.length - 1) / (n - 1.0) * i)]);
        return sigmas;
    }

    private static double alphaBar(Options o, int j, int m) {
        double s = sin(0.5 * PI * j / m / (o.number("C_2", 0.008) + 1));
        return s * s;
    }
}
