package samplerscope.peer.official;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.peer.View;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpCosine;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.DpmSolverV3;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.statistics.EmsTable;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

/// `DPM_Solver_v3`: its times are snapped to the table of its statistics; it records corrected states, but for the last.
public record DpmSolverV3Sampler() implements Peer {

    /// Of the grid that Karras et al. use.
    private static final double RHO = 7;

    @Override
    public String program() {
        return "DPM-Solver-v3";
    }

    @Override
    public String sampler() {
        return "DPM_Solver_v3";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options options = run.options().knowingOnly("order", "p_pseudo", "use_corrector", "c_pseudo",
            "lower_order_final", "skip_type", "degenerated", "half");
        NoiseSchedule schedule = schedule(run.schedule());
        EmsTable table = table(problems.ems(run.all().text("ems", "")), options.flag("degenerated", false));
        var grid = new TimeGrid(levels(schedule, table, options.text("skip_type", "time_uniform"), run.steps()));
        var strategy = new Strategy(schedule, grid, solvers(options, grid), new Known(table));
        return Replay.of(strategy).seen(views(strategy.compile()));
    }

    /// Statistics and nothing else.
    private record Known(EmsTable table) implements ModelFacts {
        @Override
        public Optional<GaussianFit> gaussian() {
            return Optional.empty();
        }

        @Override
        public Optional<EmsTable> ems() {
            return Optional.of(table);
        }
    }

    private static NoiseSchedule schedule(String name) {
        return switch (name) {
            case "S1" -> DiscreteVp.linear(1000, 1e-4, 0.02);
            case "S2" -> DiscreteVp.scaledLinear(1000, 0.00085, 0.012);
            case "S3" -> DiscreteVp.cosine(1000);
            case "S4" -> new VarianceExploding(0.002, 80);
            case "S6" -> new VpLinear(0.1, 20);
            case "S7" -> new VpCosine(0.008);
            default -> throw new UnknownOptionException("no schedule is called '%s'".formatted(name), "use S1 to S7");
        };
    }

    /// Degenerate statistics are those of the data prediction.
    private static EmsTable table(Options ems, boolean degenerate) {
        double[][] l = ems.rows("l").orElseThrow();
        double[][] s = ems.rows("s").orElseThrow();
        double[][] b = ems.rows("b").orElseThrow();
        if (degenerate) {
            for (double[][] rows : List.of(l, s, b)) {
                Arrays.stream(rows).forEach(row -> Arrays.fill(row, rows == l ? 1 : 0));
            }
        }
        return new EmsTable(ems.number("lambda_T", 0), ems.number("lambda_0", 0), l, s, b);
    }

    private static List<NoiseLevel> levels(NoiseSchedule schedule, EmsTable table, String skip, int steps) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            double lambda = lambda(schedule, table, skip, (double) i / steps);
            levels.add(schedule.atLambda(table.nearest(lambda)));
        }
        return levels;
    }

    private static double lambda(NoiseSchedule schedule, EmsTable table, String skip, double u) {
        double noisy = schedule.timeOfLambda(table.from());
        double clean = schedule.timeOfLambda(table.to());
        return switch (skip) {
            case "logSNR" -> mix(table.from(), table.to(), u);
            case "time_uniform" -> schedule.at(mix(noisy, clean, u)).lambda();
            case "time_quadratic" -> schedule.at(pow(mix(sqrt(noisy), sqrt(clean), u), 2)).lambda();
            case "edm" -> -log(pow(mix(root(table.from()), root(table.to()), u), RHO));
            default -> throw UnknownOptionException.of("DPM_Solver_v3", "skip_type", skip,
                "it must be logSNR, time_uniform, time_quadratic or edm");
        };
    }

    private static double root(double lambda) {
        return pow(exp(-lambda), 1 / RHO);
    }

    private static double mix(double from, double to, double u) {
        return from + (to - from) * u;
    }

    private static List<Solver> solvers(Options options, TimeGrid grid) {
        int steps = grid.steps();
        int highest = options.whole("order", 3);
        boolean falls = options.flag("lower_order_final", true);
        int[] orders = IntStream.range(0, steps)
            .map(i -> min(min(highest, i + 1), falls ? steps - i : highest)).toArray();
        boolean pseudo = options.flag("c_pseudo", false);
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < steps; i++) {
            boolean corrects = options.flag("use_corrector", false) && i > 0
                && (!options.flag("half", false) || grid.levels().get(i).time() > 0.5);
            int corrector = corrects ? orders[i - 1] + (pseudo ? 1 : 0) : 0;
            solvers.add(DpmSolverV3.step(orders[i], options.flag("p_pseudo", false), corrector, pseudo));
        }
        return solvers;
    }

    /// After a step and the correction by the next one, where there is one.
    private static List<View> views(Plan plan) {
        var views = new ArrayList<View>();
        for (int i = 0; i < plan.steps().size(); i++) {
            int correction = i + 1 < plan.steps().size() ? correction(plan.steps().get(i + 1).ops()) : View.END;
            views.add(correction == View.END ? View.after(i) : new View(i + 1, correction, 1));
        }
        return views;
    }

    /// Position of the instruction that corrects the state a step begins with: the first of two that write it.
    private static int correction(List<Op> ops) {
        int[] writing = IntStream.range(0, ops.size()).filter(k -> ops.get(k).into().equals(Slot.X)).toArray();
        return writing.length > 1 ? writing[0] : View.END;
    }
}
