package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Tensor;

/// On a point mass `x0` and the noise never change along a path, so every ODE solver is exact on any grid.
class PointMassTest {

    private static final double POINT = 0.6;

    static Stream<Arguments> solversAndSeeds() {
        return GlobalOrderTest.deterministic()
            .flatMap(family -> IntStream.range(0, 25).mapToObj(seed -> Arguments.of(family.id(), family, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {2}")
    @MethodSource("solversAndSeeds")
    void aPointMassIsReachedExactlyOnAnyGrid(String id, SolverFamily family, int seed) {
        var random = new Random(seed);
        double noise = random.nextGaussian();
        var grid = randomGrid(random);
        var form = Parameterization.values()[seed % Parameterization.values().length];

        double end = Bench.end(Strategy.uniform(Bench.VP, grid, Bench.standard(family)), new PointMass(form),
            new double[] {grid.first().alpha() * POINT + grid.first().sigma() * noise}, 1)[0];

        // Coefficients reach 1e3 on such grids and largely cancel.
        assertEquals(grid.last().alpha() * POINT + grid.last().sigma() * noise, end, 1e-9);
    }

    /// One to eight steps, each 0.1 to 2 long in lambda.
    private static TimeGrid randomGrid(Random random) {
        var levels = new ArrayList<NoiseLevel>();
        double lambda = -4.5 + random.nextDouble();
        levels.add(Bench.VP.atLambda(lambda));
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            lambda += 0.1 + 1.9 * random.nextDouble();
            levels.add(Bench.VP.atLambda(lambda));
        }
        return new TimeGrid(List.copyOf(levels));
    }

    /// Knows `x0 = POINT` and returns it in any form.
    private record PointMass(Parameterization parameterization) implements Denoiser {
        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            double[] in = ((HostTensor.Float64) x).values();
            double[] out = ((HostTensor.Float64) into).values();
            var c = Parameterization.DATA.to(parameterization, at);
            for (int i = 0; i < in.length; i++) {
                out[i] = c.ofState() * in[i] + c.ofOutput() * POINT;
            }
        }
    }
}
