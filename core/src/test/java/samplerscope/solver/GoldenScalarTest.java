package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
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
            Arguments.of("2M", edm(TWO_M), 1.15183586),
            Arguments.of("3M published", edm(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED)), 2.08702466),
            Arguments.of("UniPC-2 bh2",
                Bench.ending(6, UniPc.two(UniPc.Variant.BH2, 2), UniPc.two(UniPc.Variant.BH2, 1)), 1.18010639));
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

    private static List<Solver> edm(Solver solver) {
        return Bench.ending(6, solver, DDIM);
    }

    private static Arguments row(String name, List<Solver> solvers, double lambda, double time) {
        return Arguments.of(name, solvers, lambda, time);
    }
}
