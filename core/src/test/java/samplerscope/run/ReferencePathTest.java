package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpLinear;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

class ReferencePathTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final VarianceExploding EDM = new VarianceExploding(0.002, 80);

    private static ReferencePath solve(GaussianMixture model, NoiseSchedule schedule, Snapshot start,
                                       List<NoiseLevel> levels, double tolerance) {
        try (var backend = new Float64Backend(2); Denoiser denoiser = model.denoiser(new Binding(backend))) {
            return ReferencePath.solve(denoiser, backend, schedule, start, levels, tolerance);
        }
    }

    /// Sample `b` starts from the normals of seed `b`, times `scale`.
    private static Snapshot noise(int samples, int dimension, double scale) {
        var values = new double[samples * dimension];
        for (int b = 0; b < samples; b++) {
            var row = new double[dimension];
            NormalDraws.fill(row, DrawKey.initial(0, 0), b);
            for (int j = 0; j < dimension; j++) {
                values[b * dimension + j] = scale * row[j];
            }
        }
        return Snapshot.of(Shape.of(samples, dimension), values);
    }

    /// Printed with eight digits.
    @Test
    void aGaussianFollowsThePrintedPath() {
        var start = Snapshot.of(Shape.of(1, 2), new double[] {0.7, -0.4});

        var path = solve(NamedProblem.gaussian(), VP, start, List.of(VP.at(1), VP.at(0.6), VP.at(0.3)), 1e-8);

        assertArrayEquals(new double[] {0.74095438, -0.42554974}, path.at(VP.at(0.6)).orElseThrow().toDoubles(), 6e-9);
        assertArrayEquals(new double[] {0.7949872, -0.43258827}, path.at(VP.at(0.3)).orElseThrow().toDoubles(), 6e-8);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
            Arguments.of(Named.of("VP, 1 to 1e-3", VP), 1.0, 1e-3),
            Arguments.of(Named.of("EDM, 80 to 0.002", EDM), 80.0, 0.002),
            Arguments.of(Named.of("flow, 0.999 to 1e-3", new RectifiedFlow(1)), 0.999, 1e-3),
            Arguments.of(Named.of("flow, from pure noise", new RectifiedFlow(3)), 1.0, 1e-3),
            Arguments.of(Named.of("VP, inverted", VP), 1e-3, 1.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void theErrorStaysBelowTenTolerances(NoiseSchedule schedule, double from, double to) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= 12; i++) {
            levels.add(schedule.at(from * StrictMath.pow(to / from, i / 12.0)));
        }
        Snapshot start = noise(16, 2, schedule.at(from).alpha() + schedule.at(from).sigma());

        var path = solve(NamedProblem.gaussian(), schedule, start, levels, 1e-8);

        for (NoiseLevel level : levels) {
            double[] exact = closedForm(start, levels.getFirst(), level);
            double[] solved = path.at(level).orElseThrow().toDoubles();
            for (int i = 0; i < exact.length; i++) {
                assertEquals(exact[i], solved[i], 1e-7 * (level.alpha() + level.sigma()), level::toString);
            }
        }
        assertTrue(path.evaluations() < 1000, () -> path.evaluations() + " evaluations");
    }

    /// `x_t - alpha_t m = S_t^(1/2) S_s^(-1/2) (x_s - alpha_s m)`, `S = alpha^2 C + sigma^2 I`; one eigenbasis for all.
    private static double[] closedForm(Snapshot start, NoiseLevel s, NoiseLevel t) {
        var basis = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(new double[][] {{0.5, 0.2}, {0.2, 0.3}}));
        RealVector mean = new ArrayRealVector(new double[] {0.3, -0.2});
        double[] x = start.toDoubles();
        var end = new double[x.length];
        for (int b = 0; b < x.length / 2; b++) {
            RealVector centred = new ArrayRealVector(new double[] {x[2 * b], x[2 * b + 1]})
                .subtract(mean.mapMultiply(s.alpha()));
            RealVector along = basis.getVT().operate(centred);
            for (int i = 0; i < 2; i++) {
                double c = basis.getEigenvalue(i);
                along.setEntry(i, along.getEntry(i) * StrictMath.hypot(t.alpha() * StrictMath.sqrt(c), t.sigma())
                    / StrictMath.hypot(s.alpha() * StrictMath.sqrt(c), s.sigma()));
            }
            RealVector there = basis.getV().operate(along).add(mean.mapMultiply(t.alpha()));
            end[2 * b] = there.getEntry(0);
            end[2 * b + 1] = there.getEntry(1);
        }
        return end;
    }

    static Stream<Arguments> printed() {
        var vp = List.of(VP.at(1), VP.at(1e-3));
        var edm = List.of(EDM.at(80), EDM.at(0));
        return Stream.of(
            Arguments.of("S on VP", NamedProblem.smooth(), VP, vp, 1.0,
                new double[] {0.563426, -0.201508, -0.11496, -0.048839}, 0.522689),
            Arguments.of("B on VP", NamedProblem.sharp(), VP, vp, 1.0,
                new double[] {-0.055836, -0.136039, -0.133156, -0.1038}, 0.387330),
            Arguments.of("S on EDM", NamedProblem.smooth(), EDM, edm, 80.0,
                new double[] {0.563171, -0.201472, -0.115353, -0.048873}, 0.522533),
            Arguments.of("B on EDM", NamedProblem.sharp(), EDM, edm, 80.0,
                new double[] {-0.058951, -0.134946, -0.132784, -0.103075}, 0.387121));
    }

    /// End points of an independent implementation at 1e-11, printed with six decimals.
    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void mixturesEndWhereTheTableSays(String name, GaussianMixture model, NoiseSchedule schedule,
                                      List<NoiseLevel> levels, double scale, double[] firstFour, double rms) {
        int dimension = model.card().sampleShape().getFirst();

        var path = solve(model, schedule, noise(32, dimension, scale), levels, 1e-8);
        double[] end = path.at(levels.getLast()).orElseThrow().toDoubles();

        double sum = 0;
        for (double x : end) {
            sum += x * x;
        }
        assertArrayEquals(firstFour, Arrays.copyOf(end, 4), 6e-7);
        assertEquals(rms, StrictMath.sqrt(sum / end.length), 6e-7);
        assertTrue(path.evaluations() < 1500, () -> path.evaluations() + " evaluations");
    }

    @Test
    void levelsOnTheWayDoNotCostManySteps() {
        Snapshot start = noise(8, 16, 1);
        var few = List.of(VP.at(1), VP.at(1e-3));
        var many = new ArrayList<NoiseLevel>(few.subList(0, 1));
        for (int i = 1; i <= 10; i++) {
            many.add(VP.at(1 - 0.0999 * i + 1e-6)); // a sliver before the next: the step after it must not start small
            many.add(VP.at(1 - 0.0999 * i));
        }

        int direct = solve(NamedProblem.smooth(), VP, start, few, 1e-8).evaluations();
        int stopping = solve(NamedProblem.smooth(), VP, start, many, 1e-8).evaluations();

        // At most one step cut short per level, seven evaluations each; the step after a landing is remembered.
        assertTrue(stopping <= direct + 20 * 7, () -> direct + " and " + stopping);
    }

    @Test
    void aLevelIsFoundByAlphaAndSigma() {
        var path = solve(NamedProblem.gaussian(), EDM, noise(1, 2, 80), List.of(EDM.at(80), EDM.at(1)), 1e-6);

        assertTrue(path.at(new NoiseLevel(0.25, 1, 1)).isPresent());
        assertTrue(path.at(EDM.at(0.5)).isEmpty());
        assertEquals(path.start(), path.at(EDM.at(80)).orElseThrow());
    }

    @Test
    void anInterruptCancelsAndIsKept() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class,
            () -> solve(NamedProblem.gaussian(), VP, noise(1, 2, 1), List.of(VP.at(1), VP.at(0.5)), 1e-8));

        assertTrue(Thread.interrupted());
    }

    /// Its output jumps with the level, so no step is ever short enough.
    private record Rough() implements Denoiser {
        @Override
        public Parameterization parameterization() {
            return Parameterization.FLOW;
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            double[] out = ((HostTensor.Float64) into).values();
            Arrays.fill(out, Double.doubleToLongBits(at.sigma()) % 7);
        }
    }

    @Test
    void aModelThatIsNotSmoothEnoughIsReported() {
        try (var backend = new Float64Backend(1)) {
            var e = assertThrows(ReferenceFailedException.class, () -> ReferencePath.solve(new Rough(), backend, VP,
                noise(1, 2, 1), List.of(VP.at(1), VP.at(0.5)), 1e-10));

            assertTrue(e.happened().contains("1.0E-10") && e.remedy().contains("loosen"), e.getMessage());
        }
    }
}
