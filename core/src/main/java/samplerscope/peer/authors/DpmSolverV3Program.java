package samplerscope.peer.authors;

import static java.lang.StrictMath.min;

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
import samplerscope.peer.View;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.DpmSolverV3;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

/// `DPM_Solver_v3`: its times are snapped to the table of its statistics; it records corrected states, but for the
/// last.
public record DpmSolverV3Program() implements Peer {

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
        NoiseSchedule path = TimeSteps.of(run).path();
        EmsTable table = table(problems.ems(run.all().text("ems", "")), options.flag("degenerated", false));
        TimeGrid grid = grid(path, table, options, run.steps());
        var strategy = new Strategy(path, grid, solvers(options, grid), new Known(table));
        return Replay.of(strategy).seen(views(strategy.compile()));
    }

    /// Statistics and nothing else.
    private record Known(EmsTable table) implements ModelFacts {
        @Override
        public Optional<GaussianFit> gaussian() {
            return Optional.empty();
        }

        @Override
        public Optional<EmsTable> ems(EmsRequest request) {
            return Optional.of(table);
        }
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

    /// The times asked for, snapped to the table.
    private static TimeGrid grid(NoiseSchedule path, EmsTable table, Options options, int steps) {
        var times = new TimeSteps(path, path.timeOfLambda(table.from()), path.timeOfLambda(table.to()));
        return new TimeGrid(times.grid(options, steps).levels().stream()
            .map(level -> path.atLambda(table.nearest(level.lambda()))).toList());
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
