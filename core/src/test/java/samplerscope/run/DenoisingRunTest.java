package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.model.Model;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.BuiltInSolvers;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Renoise;
import samplerscope.solver.Solver;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

class DenoisingRunTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final int SAMPLES = 64;

    /// Every registered solver that removes noise, and one that restarts on the way.
    static Stream<Plan> plans() {
        return Stream.concat(
            new BuiltInSolvers().families().stream().filter(f -> !Set.of("renoise", "teleport").contains(f.id()))
                .map(DenoisingRunTest::planOf),
            Stream.of(restarting()));
    }

    private static Plan planOf(SolverFamily family) {
        return plan(6, family.create().apply(Settings.of("solver", family.parameters(), Map.of())));
    }

    private static Plan plan(int steps, Solver solver) {
        return Strategy.uniform(VP, grid(steps), solver).compile();
    }

    private static Plan restarting() {
        var grid = new TimeGrid(List.of(VP.at(1), VP.at(0.4), VP.at(0.1), VP.at(0.3), VP.at(0.1), VP.at(0.01)));
        return Strategy.uniform(VP, grid, new Ddim(1)).with(2, new Renoise()).compile();
    }

    private static TimeGrid grid(int steps) {
        double from = VP.at(1).lambda();
        double to = VP.at(1e-3).lambda();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            levels.add(VP.atLambda(from + (to - from) * i / steps));
        }
        return new TimeGrid(levels);
    }

    private static Trajectory run(Plan plan, Model model, TensorBackend backend, int first, int count, Recording recording) {
        var denoiser = model.denoiser(new Binding(backend, Condition.NONE, first, 0));
        return Trajectory.of(DenoisingRun.fromNoise(plan, denoiser, backend,
            new Shape(count, model.card().sampleShape()), 7, first, recording));
    }

    private static double[] end(Plan plan, int threads, int first, int count, Recording recording) {
        try (var backend = new Float32Backend(threads)) {
            return run(plan, NamedProblem.smooth(), backend, first, count, recording).end().toDoubles();
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("plans")
    void theNumberOfThreadsNeverChangesABit(Plan plan) {
        assertArrayEquals(end(plan, 1, 0, SAMPLES, Recording.ALL), end(plan, 2, 0, SAMPLES, Recording.ALL));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("plans")
    void theSplitIntoBatchesNeverChangesABit(Plan plan) {
        double[] whole = end(plan, 2, 0, SAMPLES, Recording.ALL);
        for (int cut : new int[] {1, 17, 63}) {
            double[] head = end(plan, 2, 0, cut, Recording.ALL);
            double[] tail = end(plan, 1, cut, SAMPLES - cut, Recording.ALL);

            assertArrayEquals(Arrays.copyOf(whole, head.length), head);
            assertArrayEquals(Arrays.copyOfRange(whole, head.length, whole.length), tail);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("plans")
    void whatIsRecordedNeverChangesABit(Plan plan) {
        double[] whole = end(plan, 2, 0, SAMPLES, Recording.ALL);

        assertArrayEquals(whole, end(plan, 2, 0, SAMPLES, new Recording(4, 0)));
        assertArrayEquals(Arrays.copyOf(whole, 3 * 16), end(plan, 2, 0, SAMPLES, new Recording(1, 3)));
    }

    /// Large enough that every operation is spread over several threads.
    @Test
    void aLargeSetHasTheSameBitsOnAnyNumberOfThreads() {
        var plan = plan(3, new Ddim(0.5));
        var ends = new ArrayList<double[]>();
        for (int threads = 1; threads <= 3; threads++) {
            try (var backend = new Float32Backend(threads)) {
                ends.add(run(plan, NamedProblem.clusters(), backend, 0, 50_000, Recording.ALL).end().toDoubles());
            }
        }

        assertArrayEquals(ends.get(0), ends.get(1));
        assertArrayEquals(ends.get(0), ends.get(2));
    }

    @Test
    void everyPlanStartsFromTheSameNoise() {
        try (var backend = new Float64Backend(1)) {
            double[] z = first(VP.at(1), backend);
            double[] wide = first(new VarianceExploding(0.002, 80).at(80), backend);

            for (int i = 0; i < z.length; i++) {
                assertEquals(80 * z[i], wide[i], 1e-13);
            }
        }
    }

    private static double[] first(NoiseLevel start, TensorBackend backend) {
        var grid = new TimeGrid(List.of(start, new NoiseLevel(0, 1, 0)));
        GaussianMixture model = NamedProblem.clusters();
        var run = DenoisingRun.fromNoise(Strategy.uniform(VP, grid, new Ddim(0)).compile(),
            model.denoiser(new Binding(backend)), backend, Shape.of(5, 2), 3, 0, Recording.ALL);
        return run.initial().toDoubles();
    }

    @Test
    void recordingEveryThirdKeepsTheLast() {
        try (var backend = new Float64Backend(1)) {
            var records = run(plan(8, new Ddim(0)), NamedProblem.clusters(), backend, 0, 4, new Recording(3, 2)).records();

            assertAll(
                () -> assertEquals(List.of(2, 5, 7), records.stream().map(StepRecord::index).toList()),
                () -> assertEquals(List.of(3, 6, 8), records.stream().map(StepRecord::nfe).toList()),
                () -> assertEquals(Shape.of(2, 2), records.getLast().state().shape()),
                () -> assertEquals(Shape.of(2, 2), records.getLast().data().shape()));
        }
    }

    @Test
    void aRecordingOfNothingCannotBeBuilt() {
        assertThrows(InvalidRecordingException.class, () -> new Recording(0, 0));
        assertThrows(InvalidRecordingException.class, () -> new Recording(1, -1));
    }

    @Test
    void aRecordCarriesTheLevelAndThePredictedData() {
        try (var backend = new Float64Backend(1)) {
            var plan = plan(3, new Ddim(0));
            var records = run(plan, NamedProblem.gaussian(), backend, 0, 2, Recording.ALL).records();

            // DDIM's own formula: x_t = alpha_t x0 + sigma_t eps, with eps from the state before.
            var before = records.get(0).state();
            var after = records.get(1);
            NoiseLevel s = plan.steps().get(1).from();
            NoiseLevel t = after.at();
            for (int i = 0; i < 4; i++) {
                double x0 = after.data().at(i);
                double eps = (before.at(i) - s.alpha() * x0) / s.sigma();
                assertEquals(t.alpha() * x0 + t.sigma() * eps, after.state().at(i), 1e-14);
            }
        }
    }

    @Test
    void aStepWithoutEvaluationShowsTheStateAsItsData() {
        try (var backend = new Float64Backend(1)) {
            var record = run(restarting(), NamedProblem.gaussian(), backend, 0, 2, Recording.ALL).records().get(2);

            assertArrayEquals(record.state().toDoubles(), record.data().toDoubles());
            assertEquals(2, record.nfe());
        }
    }

    @Test
    void aRunIsCompleteAfterItsLastStepAndStaysSo() {
        try (var backend = new Float64Backend(1);
             var run = DenoisingRun.fromNoise(plan(2, new Ddim(0)), NamedProblem.gaussian().denoiser(new Binding(backend)),
                 backend, Shape.of(1, 2), 0, 0, Recording.ALL)) {
            run.advance();
            assertFalse(run.isComplete());
            run.advance();
            assertTrue(run.isComplete());
            assertTrue(run.advance().isEmpty());
        }
    }

    @Test
    void anInterruptRecordsTheStepUnderWay() {
        try (var backend = new Float64Backend(1);
             var run = DenoisingRun.fromNoise(plan(8, new Ddim(0)), NamedProblem.gaussian().denoiser(new Binding(backend)),
                 backend, Shape.of(1, 2), 0, 0, new Recording(8, 0))) {
            Thread.currentThread().interrupt();
            var record = run.advance().orElseThrow();

            assertTrue(Thread.interrupted());
            assertEquals(0, record.index());
        }
    }

    /// Predicts zero, except for one bad number in one sample at one call.
    private static final class Poisoned implements Denoiser {
        private final int call;
        private final double value;
        private int calls;

        Poisoned(int call, double value) {
            this.call = call;
            this.value = value;
        }

        @Override
        public Parameterization parameterization() {
            return Parameterization.DATA;
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            double[] out = ((HostTensor.Float64) into).values();
            Arrays.fill(out, 0);
            if (calls++ == call) {
                out[2 * 2 + 1] = value; // sample 2 of the batch
            }
        }
    }

    @Test
    void aModelThatReturnsNanStopsTheRunAndIsNamed() {
        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            var e = assertThrows(NonFiniteStateException.class, () -> poisoned(new Poisoned(3, bad)));

            double lambda = grid(5).levels().get(3).lambda();
            assertAll(
                () -> assertEquals(3, e.step()),
                () -> assertTrue(e.happened().contains("step 3"), e.happened()),
                () -> assertTrue(e.happened().contains("what the model returned (w0)"), e.happened()),
                () -> assertTrue(e.happened().contains(String.format(Locale.ROOT, "%.4g", lambda)), e.happened()),
                () -> assertTrue(e.happened().contains("sample 12"), e.happened())); // 10 before this batch
        }
    }

    @Test
    void aStateThatOverflowsStopsTheRunAndIsNamed() {
        var e = assertThrows(NonFiniteStateException.class, () -> {
            try (var backend = new Float64Backend(1)) {
                var plan = plan(2, new Ddim(0));
                DenoisingRun.from(new double[] {1e308, 1e308}, plan, new Exaggerating(), backend, Shape.of(1, 2), 0, 0,
                    Recording.ALL).advance();
            }
        });

        assertTrue(e.happened().contains("the state after the step (x)"), e.happened());
    }

    private record Exaggerating() implements Denoiser {
        @Override
        public Parameterization parameterization() {
            return Parameterization.DATA;
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            Arrays.fill(((HostTensor.Float64) into).values(), Double.MAX_VALUE);
        }
    }

    private static void poisoned(Denoiser denoiser) {
        try (var backend = new Float64Backend(1)) {
            Trajectory.of(DenoisingRun.from(new double[8], plan(5, new Ddim(0)), denoiser, backend, Shape.of(4, 2), 0, 10,
                Recording.ALL));
        }
    }
}
