package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of {@link GoldenScalarTest} for the solvers in rho and those of k-diffusion.
class SigmaSpaceGoldenScalarTest {

    static List<Arguments> vpRows() {
        return List.of(
            row("LMS-4", new Lms(4), 0.71619968, 0.86706814),
            row("DEIS rhoAB2", new Lms(3), 0.71571300, 0.86052081));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vpRows")
    void fiveStepsOnTheVariancePreservingPathEndWhereTheTableSays(String name, Solver solver, double lambda,
                                                                  double time) {
        List<Solver> solvers = Collections.nCopies(5, solver);

        assertEquals(lambda, GoldenScalarTest.end(Bench.uniformLambda(Bench.VP, 1, 1e-3, 5), solvers, 0.7),
            GoldenScalarTest.PRINTED, "uniform lambda");
        assertEquals(time, GoldenScalarTest.end(Bench.uniformTime(Bench.VP, 1, 1e-3, 5), solvers, 0.7),
            GoldenScalarTest.PRINTED, "uniform time");
    }

    static List<Arguments> edmRows() {
        return List.of(
            Arguments.of("LMS-4", Bench.ending(6, new Lms(4), new Ddim(0)), 0.69637121));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edmRows")
    void sixStepsOfTheKarrasGridDownToZeroEndWhereTheTableSays(String name, List<Solver> solvers, double expected) {
        assertEquals(expected, GoldenScalarTest.edmEnd(solvers), GoldenScalarTest.PRINTED);
    }

    private static Arguments row(String name, Solver solver, double lambda, double time) {
        return Arguments.of(name, solver, lambda, time);
    }
}
