package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Settings;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.ReferencePath;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ddim;
import samplerscope.solver.DpmFast;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.DpmSolver3S;
import samplerscope.solver.DpmSolverV3;
import samplerscope.solver.Layout;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.Teleport;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Errors that an independent implementation printed for times of its own, which no grid here has: snapped to a table
/// of statistics, or packed with the inner stages of single-step solvers.
class ReferenceTablesOnOwnTimesTest {

    private static final int SAMPLES = 32;
    private static final int INTERVALS = 240;
    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final Map<String, double[]> TRUTH = new HashMap<>();

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    /// Teleportation over 30 % of lambda, then DPM-Solver-v3 on levels even in lambda, each moved to the nearest of the
    /// 241 points of the table: the released code does so. Two errors that were rounded twice stand here with a digit
    /// more.
    @ParameterizedTest(name = "{0}, {1} steps")
    @CsvSource({"problem-s, 5, .03735", "problem-s, 6, .0212", "problem-s, 8, .0113", "problem-s, 10, .0069",
        "problem-s, 15, .0030", "problem-s, 20, .00155", "problem-b, 5, .0347", "problem-b, 6, .0214",
        "problem-b, 8, .0070", "problem-b, 10, .0040", "problem-b, 15, .0016", "problem-b, 20, 6.7e-4"})
    void statisticsAtThePointsOfTheirTable(String model, int steps, double printed) {
        Resolved run = resolved("\"model\": \"" + model + "\"");
        NoiseSchedule schedule = run.plan().strategy().schedule();
        double from = run.levels().getFirst().lambda();
        double range = run.levels().getLast().lambda() - from;
        var levels = new ArrayList<>(List.of(run.levels().getFirst()));
        for (int i = 0; i < steps; i++) {
            double share = Math.rint(INTERVALS * (0.3 + 0.7 * i / steps)) / INTERVALS;
            levels.add(schedule.atLambda(from + share * range));
        }
        levels.add(run.levels().getLast());
        var grid = new TimeGrid(levels);
        var facts = run.plan().strategy().facts();
        var solvers = DpmSolverV3.FAMILY.layout().after(new Teleport()).along(
            Settings.of("solvers[0]", DpmSolverV3.FAMILY.parameters(), Map.of()),
            new Layout.Run(schedule, grid, facts));

        double error = error(run, new Strategy(schedule, grid, solvers, facts));

        assertEquals(printed, error, unit(printed));
    }

    /// DPM-Solver-3 on problem B with guidance 7.5: a budget of evaluations on times even in `t`, whose inner stages
    /// take the times between.
    @ParameterizedTest(name = "{0} evaluations")
    @CsvSource({"5, 95.8", "8, 36.1", "10, .113", "15, .043", "20, .0816"})
    void singleStepSolversPackedOnEvenTimes(int budget, double printed) {
        Resolved run = resolved("\"model\": \"problem-b\", \"guidance\": {\"class\": 1, \"scale\": 7.5}");
        NoiseSchedule schedule = run.plan().strategy().schedule();
        var fine = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= budget; i++) {
            fine.add(schedule.at(1 + (1e-3 - 1) * i / budget));
        }
        var levels = new ArrayList<>(List.of(fine.getFirst()));
        var solvers = new ArrayList<Solver>();
        int at = 0;
        for (int i = 0; i < DpmFast.steps(budget); i++) {
            int order = DpmFast.order(i, DpmFast.steps(budget), budget % 3);
            solvers.add(stages(fine.subList(at, at + order + 1)));
            at += order;
            levels.add(fine.get(at));
        }

        double error = error(run, new Strategy(schedule, new TimeGrid(levels), solvers));

        assertEquals(printed, error, unit(printed));
    }

    private static Solver stages(List<NoiseLevel> levels) {
        double s = levels.getFirst().lambda();
        double h = levels.getLast().lambda() - s;
        return switch (levels.size() - 1) {
            case 1 -> new Ddim(0);
            case 2 -> new DpmSolver2S((levels.get(1).lambda() - s) / h, SlopeForm.MIDPOINT);
            default -> new DpmSolver3S((levels.get(1).lambda() - s) / h, (levels.get(2).lambda() - s) / h,
                SlopeForm.MIDPOINT);
        };
    }

    private static Resolved resolved(String fields) {
        return RESOLVER.resolve(new SpecReader(CATALOG).read("""
            {"kind": "denoise", "version": 1, %s, "grid": {"id": "uniform-lambda", "steps": 7}, "solvers": ["ddim"],
             "samples": %d, "seed": 0}""".formatted(fields, SAMPLES), "test"), HOME);
    }

    private static double error(Resolved run, Strategy strategy) {
        try (var backend = new Float64Backend(1); DenoisingRun opened = run.open(backend)) {
            var start = opened.initial();
            int dimension = start.toDoubles().length / SAMPLES;
            double[] truth = TRUTH.computeIfAbsent(run.spec().model().id() + run.spec().guidance(), _ -> {
                var ends = List.of(run.levels().getFirst(), run.levels().getLast());
                return ReferencePath.solve(run.denoiser(run.model(), backend, 0), backend, strategy.schedule(), start,
                    ends, 1e-8).at(ends.getLast()).orElseThrow().toDoubles();
            });
            double[] end = Trajectory.of(DenoisingRun.from(start.toDoubles(), strategy.compile(),
                run.denoiser(run.model(), backend, 0), backend, Shape.of(SAMPLES, dimension), 0, 0, Recording.ALL))
                .end().toDoubles();
            double sum = 0;
            for (int i = 0; i < end.length; i++) {
                sum += (end[i] - truth[i]) * (end[i] - truth[i]);
            }
            return Math.sqrt(sum / end.length);
        }
    }

    /// Half a unit of the last digit printed; printed numbers here have two or three.
    private static double unit(double printed) {
        String digits = BigDecimal.valueOf(printed).stripTrailingZeros().toPlainString();
        return 0.51 * Math.pow(10, -(digits.length() - digits.indexOf('.') - 1));
    }
}
