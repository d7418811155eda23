package samplerscope.peer.authors;

import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import samplerscope.peer.AdaptiveReplay;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.run.AdaptiveSettings;
import samplerscope.run.StepControl;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ddim;
import samplerscope.solver.DpmMultistep;
import samplerscope.solver.DpmPair;
import samplerscope.solver.DpmPlusPlus2S;
import samplerscope.solver.DpmPlusPlus3M;
import samplerscope.solver.DpmPlusPlus3S;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.DpmSolver3S;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;

/// DPM-Solver and DPM-Solver++ as their authors released them: multistep, single-step and adaptive.
///
/// Training steps below lambda = -5.1 are left out. Multistep runs fall in order at the end only below ten steps; the port to
/// EDM's schedule, which DPM-Solver-v3 brings, lets all of them fall. Single-step runs place their inner evaluations
/// evenly in the clock of the grid.
///
/// Source: Lu et al. 2022, arXiv:2206.00927 and arXiv:2211.01095, released code.
record DpmSolverProgram() implements Peer {

    private static final double LEAST_LAMBDA = -5.1;
    private static final int FALLING_BELOW = 10;
    /// Of the adaptive method, in lambda; no option changes it.
    private static final double FIRST_STEP = 0.05;
    private static final double SAFETY = 0.9;

    @Override
    public String program() {
        return "dpm-solver";
    }

    @Override
    public String sampler() {
        return "DPM_Solver";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        // The form of the network's output changes nothing: each is read at the level it was asked for.
        Options o = run.options().knowingOnly("algorithm_type", "order", "skip_type", "method", "solver_type", "t_start",
            "t_end", "atol", "rtol", "lower_order_final", "denoise_to_zero", "correcting_x0_fn",
            "dynamic_thresholding_ratio", "thresholding_max_val", "model_type");
        var times = TimeSteps.cut(run, LEAST_LAMBDA);
        String method = o.text("method", "multistep");
        return switch (method) {
            case "multistep" -> {
                boolean falls = o.flag("lower_order_final", true)
                    && (run.schedule().startsWith("S4") || run.steps() < FALLING_BELOW);
                yield replay(o, times, times.grid(o, run.steps()).levels(), multistep(o, run.steps(), falls));
            }
            case "singlestep", "singlestep_fixed" -> {
                List<Integer> orders = method.equals("singlestep") ? packed(order(o), run.steps())
                    : Collections.nCopies(run.steps() / order(o), order(o));
                List<NoiseLevel> outer = outer(o, times, orders, method.equals("singlestep"));
                yield replay(o, times, outer, singleStep(o, times, outer, orders));
            }
            case "adaptive" -> adaptive(o, times);
            default -> throw UnknownOptionException.of(o.owner(), "method", method,
                "use multistep, singlestep, singlestep_fixed or adaptive");
        };
    }

    private static Replay replay(Options o, TimeSteps times, List<NoiseLevel> levels, List<Solver> solvers) {
        var allLevels = new ArrayList<>(levels);
        var allSolvers = new ArrayList<>(solvers);
        toData(o).ifPresent(last -> {
            allLevels.add(new NoiseLevel(0, 1, 0));
            allSolvers.add(last);
        });
        return Replay.of(new Strategy(times.path(), new TimeGrid(allLevels), allSolvers)).thresholded(inRange(o));
    }

    private static List<Solver> multistep(Options o, int n, boolean falls) {
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < n; i++) {
            int order = i < order(o) - 1 ? i + 1 : falls ? min(order(o), n - i) : order(o);
            solvers.add(new DpmMultistep(form(o), order, slope(o), DpmPlusPlus3M.Curvature.PUBLISHED));
        }
        return solvers;
    }

    /// A budget of evaluations as orders of steps, with shorter ones at the end.
    private static List<Integer> packed(int order, int budget) {
        var orders = new ArrayList<>(Collections.nCopies(budget / order, order));
        int left = budget % order;
        if (order == 3 && left == 0) {
            orders.removeLast();
            orders.addAll(List.of(2, 1));
        } else if (left > 0) {
            orders.add(left);
        }
        return orders;
    }

    /// Even in lambda, steps of every order are equally long; in other clocks they are as long as their order says.
    private static List<NoiseLevel> outer(Options o, TimeSteps times, List<Integer> orders, boolean packed) {
        if (!packed || o.text("skip_type", "time_uniform").equals("logSNR")) {
            return times.grid(o, orders.size()).levels();
        }
        List<NoiseLevel> all = times.grid(o, orders.stream().mapToInt(k -> k).sum()).levels();
        var outer = new ArrayList<>(List.of(all.getFirst()));
        int at = 0;
        for (int order : orders) {
            at += order;
            outer.add(all.get(at));
        }
        return outer;
    }

    private static List<Solver> singleStep(Options o, TimeSteps times, List<NoiseLevel> outer, List<Integer> orders) {
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < orders.size(); i++) {
            int order = orders.get(i);
            double[] lambda = times.part(outer.get(i), outer.get(i + 1)).grid(o, order).levels().stream()
                .mapToDouble(NoiseLevel::lambda).toArray();
            double h = lambda[order] - lambda[0];
            solvers.add(switch (order) {
                case 1 -> new Ddim(0);
                case 2 -> second(o, (lambda[1] - lambda[0]) / h);
                default -> third(o, (lambda[1] - lambda[0]) / h, (lambda[2] - lambda[0]) / h);
            });
        }
        return solvers;
    }

    private static Solver second(Options o, double r1) {
        return form(o) == MultistepForm.DATA ? new DpmPlusPlus2S(r1, slope(o)) : new DpmSolver2S(r1, slope(o));
    }

    private static Solver third(Options o, double r1, double r2) {
        return form(o) == MultistepForm.DATA ? new DpmPlusPlus3S(r1, r2, slope(o)) : new DpmSolver3S(r1, r2, slope(o));
    }

    private static AdaptiveReplay adaptive(Options o, TimeSteps times) {
        int order = order(o);
        if (order == 1) {
            throw UnknownOptionException.of(o.owner(), "order", "1", "use 2 or 3 with the adaptive method");
        }
        var settings = new AdaptiveSettings(new DpmPair(form(o), order, slope(o)),
            new StepControl.Proportional(FIRST_STEP, SAFETY, order), o.number("rtol", 0.05), o.number("atol", 0.0078),
            AdaptiveSettings.ErrorNorm.WORST_SAMPLE, 0, AdaptiveSettings.Arrival.NEAR_IN_TIME);
        return new AdaptiveReplay(times.path(), times.path().at(times.start()), times.path().at(times.end()), settings,
            inRange(o), toData(o), NoiseUse.ONE_PER_DRAW, false);
    }

    private static int order(Options o) {
        int order = o.whole("order", 2);
        if (order < 1 || order > 3) {
            throw UnknownOptionException.of(o.owner(), "order", Integer.toString(order), "use 1, 2 or 3");
        }
        return order;
    }

    private static MultistepForm form(Options o) {
        String algorithm = o.text("algorithm_type", "dpmsolver++");
        return switch (algorithm) {
            case "dpmsolver++" -> MultistepForm.DATA;
            case "dpmsolver" -> MultistepForm.NOISE;
            default -> throw UnknownOptionException.of(o.owner(), "algorithm_type", algorithm,
                "use dpmsolver++ or dpmsolver");
        };
    }

    private static SlopeForm slope(Options o) {
        String type = o.text("solver_type", "dpmsolver");
        return switch (type) {
            case "dpmsolver" -> SlopeForm.MIDPOINT;
            case "taylor" -> SlopeForm.TAYLOR;
            default -> throw UnknownOptionException.of(o.owner(), "solver_type", type, "use dpmsolver or taylor");
        };
    }

    /// A run that extrapolates noise sees data, and keeps it in range, only at the end.
    private static Optional<Solver> toData(Options o) {
        if (!o.flag("denoise_to_zero", false)) {
            return Optional.empty();
        }
        return Optional.of(form(o) == MultistepForm.NOISE && threshold(o).isPresent()
            ? new DataWithin(threshold(o).get()) : new Ddim(0));
    }

    private static Optional<Threshold> inRange(Options o) {
        return form(o) == MultistepForm.DATA ? threshold(o) : Optional.empty();
    }

    private static Optional<Threshold> threshold(Options o) {
        if (!o.has("correcting_x0_fn")) {
            return Optional.empty();
        }
        String word = o.text("correcting_x0_fn", "");
        if (!word.equals("dynamic_thresholding")) {
            throw UnknownOptionException.of(o.owner(), "correcting_x0_fn", word, "use dynamic_thresholding");
        }
        return Optional.of(new Threshold(o.number("dynamic_thresholding_ratio", 0.995),
            o.number("thresholding_max_val", 1), Double.MAX_VALUE));
    }
}
