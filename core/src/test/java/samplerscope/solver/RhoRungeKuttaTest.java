package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class RhoRungeKuttaTest {

    private static final int SAMPLES = 2;
    private static final double[] START = SmoothProblem.start(SAMPLES);
    private static final double[] TRUTH = truth();

    /// The first digit of a method's name is its stages, and up to four stages make as high an order.
    @ParameterizedTest
    @EnumSource(RhoRungeKutta.Tableau.class)
    void everyMethodConvergesWithTheOrderInItsName(RhoRungeKutta.Tableau tableau) {
        int order = tableau.word().charAt(0) - '0';
        var solver = new RhoRungeKutta(tableau);

        double measured = Math.log(error(solver, 160) / error(solver, 320)) / Math.log(2);

        assertEquals(order, measured, 0.15);
    }

    private static double error(Solver solver, int steps) {
        var strategy = Strategy.uniform(Bench.VP, Bench.uniformLambda(Bench.VP, 1, 1e-3, steps), solver);
        double[] end = Bench.end(strategy, SmoothProblem.MODEL, START, SmoothProblem.DIMENSION);
        double sum = 0;
        for (int i = 0; i < end.length; i++) {
            sum += (end[i] - TRUTH[i]) * (end[i] - TRUTH[i]);
        }
        return Math.sqrt(sum / end.length);
    }

    private static double[] truth() {
        try (var backend = new Float64Backend(1)) {
            var levels = List.of(Bench.VP.at(1), Bench.VP.at(1e-3));
            var start = Snapshot.of(Shape.of(SAMPLES, SmoothProblem.DIMENSION), Arrays.copyOf(START, START.length));
            return ReferencePath.solve(SmoothProblem.MODEL, backend, Bench.VP, start, levels, 1e-11)
                .at(levels.getLast()).orElseThrow().toDoubles();
        }
    }
}
