package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.random.DrawKey;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;

/// End points of five-step runs on a mixture on the line, computed by an independent float64 implementation.
///
/// Printed with eight decimals; 1e-7 leaves room for the ninth and for the order of roundings.
class GoldenScalarTest {

    static final double PRINTED = 1e-7;

    private static final ExactMixture MODEL =
        ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16});

    private static final Solver DDIM = new Ddim(0);
    private static final Solver TWO_M = new DpmPlusPlus2M();
    private static final Solver TWO_M_TAYLOR = new DpmPlusPlus2M(SlopeForm.TAYLOR);

    static List<Arguments> vpRows() {
        return List.of(
            row("DDIM", all(DDIM), 0.68100569, 0.73343973),
            row("Euler", all(new Euler()), 0.68100569, 0.73343973),
            row("DDIM, eta 1", all(new Ddim(1)), 0.39046523, 0.09689375),
            row("DDPM, small variance", all(new Ddpm(Ddpm.Variance.SMALL)), 0.39046523, 0.09689375),
            row("Euler ancestral", all(new EulerAncestral(1)), 0.39046523, 0.09689375),
            row("Heun", all(new Heun()), 1.59493213, 1.06618057),
            row("DEIS tAB1", all(new DeisTab(1)), 0.76927122, 0.90680398),
            row("DEIS tAB2", all(new DeisTab(2)), 0.82638884, 1.00290789),
            row("DEIS tAB3", all(new DeisTab(3)), 0.84992471, 1.05495532),
            row("DPM-Solver-2S", all(new DpmSolver2S(0.5, SlopeForm.MIDPOINT)), 1.13129274, 1.05141802),
            row("DPM-Solver-2S, taylor", all(new DpmSolver2S(0.5, SlopeForm.TAYLOR)), 0.96162269, 0.90389402),
            row("DPM-Solver-3S", all(new DpmSolver3S(1.0 / 3, 2.0 / 3, SlopeForm.MIDPOINT)), 0.95005931, 0.87506153),
            row("DPM-Solver++ 2M", Bench.ending(5, TWO_M, DDIM), 0.91040979, 0.76450308),
            row("DPM-Solver++ 2M, taylor", Bench.ending(5, TWO_M_TAYLOR, DDIM), 0.98479593, 0.76969053),
            row("DPM-Solver++ 3M, published",
                Bench.ending(5, new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED), TWO_M, DDIM),
                0.96477123, 0.76754965),
            row("DPM-Solver++ 3M, consistent",
                Bench.ending(5, new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT), TWO_M, DDIM),
                0.97525429, 0.76804543),
            row("UniPC-2 bh1", uniPc(UniPc.Variant.BH1), 1.22462807, 0.79103591),
            row("UniPC-2 bh2", uniPc(UniPc.Variant.BH2), 0.93261899, 0.77537061),
            row("SDE-DPM-Solver++ 2M, midpoint", all(new DpmPlusPlus2MSde(1, SlopeForm.MIDPOINT)),
                0.57207676, 0.05940881),
            row("3M SDE, published", threeMSde(), 0.80861504, -0.24940488),
            row("SDE-DPM-Solver++ 2M, heun", all(new DpmPlusPlus2MSde(1, SlopeForm.TAYLOR)),
                0.68376397, 0.08850932));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vpRows")
    void fiveStepsOnTheVariancePreservingPathEndWhereTheTableSays(String name, List<Solver> solvers, double lambda,
                                                                  double time) {
        assertEquals(lambda, end(Bench.uniformLambda(Bench.VP, 1, 1e-3, 5), solvers, 0.7), PRINTED, "uniform lambda");
        assertEquals(time, end(Bench.uniformTime(Bench.VP, 1, 1e-3, 5), solvers, 0.7), PRINTED, "uniform time");
    }

    static List<Arguments> edmRows() {
        return List.of(
            Arguments.of("Euler", edm(new Euler()), 0.64611874),
            Arguments.of("Heun", edm(new Heun()), 1.43989273),
            Arguments.of("DPM2", edm(new DpmSolver2S(0.5, SlopeForm.MIDPOINT)), 1.10499567),
            Arguments.of("LMS-4", edm(new Lms(4)), 0.69637121),
            Arguments.of("iPNDM-4", edm(new IPndm(4)), 1.07993247),
            Arguments.of("2M", edm(TWO_M), 1.15183586),
            Arguments.of("3M published", edm(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED)), 2.08702466),
            Arguments.of("UniPC-2 bh2",
                Bench.ending(6, UniPc.two(UniPc.Variant.BH2, 2), UniPc.two(UniPc.Variant.BH2, 1)), 1.18010639),
            Arguments.of("UniPC-3 bh2",
                Bench.ending(6, uniPcThree(3), uniPcThree(1)), 2.46992597));
    }

    /// The same table for solvers as a run gets them: laid along by their families.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
        lms,           '',                                        0.71619968,  0.86706814
        deis-rho-ab,   'degree=2',                                0.71571300,  0.86052081
        ipndm,         '',                                        1.04144486,  1.06566068
        pndm,          '',                                        1.13515222,  1.11063015
        plms,          '',                                        1.03736708,  1.08162715
        deis-log-rho,  'degree=2 lower-order-final=false',        0.89740803,  1.30906586
        rho-rk,        'tableau=2heun',                           1.59493213,  1.06618057
        rho-rk,        'tableau=3kutta',                          0.88530143,  0.90291327
        rho-rk,        'tableau=4rk',                             0.98591215,  0.90361081
        dpmpp-2s,      '',                                        0.81871425,  0.81468052
        dpmpp-3s,      '',                                        0.90855090,  0.88523332
        dpmpp-3s,      'type=taylor',                             0.92283328,  0.87856230
        dpm-solver-2m, '',                                        0.87972809,  0.76183077
        dpmpp-2m,      '',                                        0.91040979,  0.76450308
        dpmpp-2m,      'type=heun',                               0.98479593,  0.76969053
        dpmpp-3m,      'curvature=published',                     0.96477123,  0.76754965
        dpmpp-3m,      '',                                        0.97525429,  0.76804543
        unipc-1,       '',                                        0.71395492,  0.74781907
        unipc-2,       'variant=bh1',                             1.22462807,  0.79103591
        unipc-2,       '',                                        0.93261899,  0.77537061
        unipc-3,       'variant=bh1',                             1.22531863,  0.79098130
        unipc-3,       '',                                        0.98481175,  0.77623290
        unipc-3,       'form=noise',                              1.17669972,  0.90538299
        unipc-3,       'variant=vary',                            1.04294404,  0.78041751
        sa-solver,     'tau=0',                                   1.04294404,  0.78041751
        sa-solver,     'tau=1 predictor=2 corrector=2',           0.50959899,  0.21601176
        """)
    void fiveStepsOfAFamilyEndWhereTheTableSays(String id, String settings, double lambda, double time) {
        TimeGrid even = Bench.uniformLambda(Bench.VP, 1, 1e-3, 5);
        TimeGrid inTime = Bench.uniformTime(Bench.VP, 1, 1e-3, 5);

        assertEquals(lambda, end(even, laid(id, settings, even), 0.7), PRINTED, "uniform lambda");
        assertEquals(time, end(inTime, laid(id, settings, inTime), 0.7), PRINTED, "uniform time");
    }

    /// The solvers of a family for a grid, by settings such as `order=2 type=heun`.
    static List<Solver> laid(String id, String settings, TimeGrid grid) {
        SolverFamily family = new BuiltInSolvers().families().stream().filter(f -> f.id().equals(id)).findFirst()
            .orElseThrow();
        var given = new HashMap<String, Setting>();
        for (String pair : settings.isEmpty() ? new String[0] : settings.split(" ")) {
            String[] parts = pair.split("=");
            given.put(parts[0], switch (parts[1]) {
                case "true", "false" -> new Setting.Flag(Boolean.parseBoolean(parts[1]));
                case String digits when digits.matches("[0-9.]+") -> new Setting.Num(Double.parseDouble(digits));
                default -> new Setting.Word(parts[1]);
            });
        }
        return family.layout().along(Settings.of(id, family.parameters(), given),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edmRows")
    void sixStepsOfTheKarrasGridDownToZeroEndWhereTheTableSays(String name, List<Solver> solvers, double expected) {
        assertEquals(expected, edmEnd(solvers), PRINTED);
    }

    /// The end of six steps on the exploding path from 56 at `rho = 80`: five of the Karras grid to 0.002, one to zero.
    static double edmEnd(List<Solver> solvers) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i < 6; i++) {
            double root = Math.pow(80, 1 / 7.0) + i / 5.0 * (Math.pow(0.002, 1 / 7.0) - Math.pow(80, 1 / 7.0));
            levels.add(new NoiseLevel(Math.pow(root, 7), 1, Math.pow(root, 7)));
        }
        levels.add(new NoiseLevel(0, 1, 0));
        var strategy = new Strategy(new VarianceExploding(0.002, 80), new TimeGrid(levels), solvers);
        return Bench.end(strategy, MODEL, new double[] {56}, 1)[0];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstOrder")
    void fiveStepsOfRectifiedFlowEndWhereTheTableSays(Solver solver) {
        var flow = new RectifiedFlow(1);
        var strategy = Strategy.uniform(flow, Bench.uniformTime(flow, 1, 1e-3, 5), solver);

        double end = Bench.end(strategy, MODEL, new double[] {0.7}, 1)[0];

        assertEquals(0.78487557, end, PRINTED);
    }

    static List<Solver> firstOrder() {
        return List.of(new Euler(), new Ddim(0));
    }

    /// The end of a run on the variance-preserving path with alternating draws.
    static double end(TimeGrid grid, List<Solver> solvers, double start) {
        try (var backend = new ScriptedNoise(new Float64Backend(1), GoldenScalarTest::alternating)) {
            var strategy = new Strategy(Bench.VP, grid, solvers);
            return Bench.trajectory(strategy, MODEL, backend, new double[] {start}, 1).end().at(0);
        }
    }

    /// `z = 0.5 (-1)^i` at step `i`.
    private static double[] alternating(DrawKey key) {
        return new double[] {key.step() % 2 == 0 ? 0.5 : -0.5};
    }

    private static List<Solver> all(Solver solver) {
        return Collections.nCopies(5, solver);
    }

    private static List<Solver> uniPc(UniPc.Variant scale) {
        return Bench.ending(5, UniPc.two(scale, 2), UniPc.two(scale, 1));
    }

    private static Solver uniPcThree(int predictor) {
        return new UniPc(MultistepForm.DATA, UniPc.Variant.BH2, predictor, 3, 0, Refresh.OFF);
    }

    private static List<Solver> threeMSde() {
        var solvers = new ArrayList<Solver>(all(new DpmPlusPlus3MSde(1, DpmPlusPlus3M.Curvature.PUBLISHED)));
        solvers.set(1, new DpmPlusPlus2MSde(1, SlopeForm.MIDPOINT)); // where k-diffusion has the exact slope
        return solvers;
    }

    private static List<Solver> edm(Solver solver) {
        return Bench.ending(6, solver, DDIM);
    }

    private static Arguments row(String name, List<Solver> solvers, double lambda, double time) {
        return Arguments.of(name, solvers, lambda, time);
    }
}
