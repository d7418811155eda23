package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Binding;
import samplerscope.random.DrawKey;
import samplerscope.registry.Settings;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.BuiltInSolvers;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Strategy;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

class StepMachineTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final int STEPS = 20;

    /// Counts the tensors that a machine asks for; everything else goes to the reference backend.
    private static final class Counting implements TensorBackend {
        private final TensorBackend inner = new Float64Backend(1);
        private int allocations;

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Precision precision() {
            return inner.precision();
        }

        @Override
        public Tensor allocate(Shape shape) {
            allocations++;
            return inner.allocate(shape);
        }

        @Override
        public void copyFrom(double[] host, Tensor into) {
            inner.copyFrom(host, into);
        }

        @Override
        public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
            for (Tensor input : inputs) {
                assertTrue(input != into, "a combination must not read what it writes");
            }
            inner.combine(into, coefficients, inputs);
        }

        @Override
        public void drawNormal(Tensor into, DrawKey key) {
            inner.drawNormal(into, key);
        }

        @Override
        public void combineFields(Tensor into, double[][] weights, Tensor[] inputs) {
            inner.combineFields(into, weights, inputs);
        }

        @Override
        public void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
            inner.filter(into, x, columns, along, across);
        }

        @Override
        public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
            inner.clamp(into, x, quantile, floor, ceiling);
        }

        @Override
        public int firstNonFinite(Tensor x) {
            return inner.firstNonFinite(x);
        }

        @Override
        public Workers workers() {
            return inner.workers();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    static Stream<SolverFamily> families() {
        return new BuiltInSolvers().families().stream().filter(f -> !Set.of("renoise", "teleport").contains(f.id()));
    }

    private static Plan plan(Solver solver) {
        var levels = Stream.iterate(0, i -> i <= STEPS, i -> i + 1)
            .map(i -> VP.at(1 - 0.95 * i / STEPS)).toList();
        return Strategy.uniform(VP, new TimeGrid(levels), solver).compile();
    }

    /// Tensors asked for after each step.
    private static int[] allocations(Plan plan) {
        var counts = new int[plan.steps().size()];
        try (var backend = new Counting()) {
            var denoiser = NamedProblem.gaussian().denoiser(new Binding(backend));
            var machine = new StepMachine(backend, denoiser, Shape.of(2, 2), 0, 0);
            machine.set(Slot.X, new double[] {0.1, -1, 0.5, 2});
            for (int i = 0; i < counts.length; i++) {
                machine.execute(i, plan.steps().get(i), plan.memory().get(i));
                counts[i] = backend.allocations;
            }
        }
        return counts;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void nothingIsAllocatedAfterTheFirstSteps(SolverFamily family) {
        int[] counts = allocations(plan(family.create().apply(Settings.of("solver", family.parameters(), Map.of()))));

        // The longest memory of a multistep method is four steps.
        assertEquals(counts[5], counts[STEPS - 1]);
    }

    @Test
    void aMachineHoldsNoMoreThanItsPlanReads() {
        // State, its successor, model output, and that output as data for the record.
        assertTrue(allocations(plan(new Ddim(0)))[STEPS - 1] <= 4);
        // And one remembered output.
        int twoStep = allocations(plan(standard("dpmpp-2m")))[STEPS - 1];
        assertTrue(twoStep <= 5, "2M uses " + twoStep);
        // Remembered as noise, where the model gives data: the data of earlier steps are not kept along with it.
        int noise = allocations(plan(standard("deis-tab3")))[STEPS - 1];
        // State, model output, its noise to use and to remember, its data, three of the past; the successor takes a spare.
        assertEquals(8, noise);
    }

    private static Solver standard(String id) {
        SolverFamily family = families().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
        return family.create().apply(Settings.of("solver", family.parameters(), Map.of()));
    }

    @Test
    void registersOfTheLastStepCanBeReadUntilTheNext() {
        var plan = plan(standard("dpmpp-2m"));
        try (var backend = new Counting()) {
            var denoiser = NamedProblem.gaussian().denoiser(new Binding(backend));
            var machine = new StepMachine(backend, denoiser, Shape.of(1, 2), 0, 0);
            machine.set(Slot.X, new double[] {0.1, -1});

            machine.execute(0, plan.steps().get(0), plan.memory().get(0));
            var output = new double[2];
            machine.register(Slot.work(0)).copyTo(output);
            var data = new double[2];
            machine.data().orElseThrow().copyTo(data);

            NoiseLevel start = VP.at(1);
            assertEquals(expectedData(0.1, -1, start), data[0], 1e-14);
            assertEquals(data[0], output[0], 0.0);
        }
    }

    /// First coordinate of `m + alpha C (alpha^2 C + sigma^2 I)^-1 (x - alpha m)`, written out for two dimensions.
    private static double expectedData(double x, double y, NoiseLevel l) {
        double a = l.alpha() * l.alpha();
        double v = l.sigma() * l.sigma();
        double sxx = a * 0.5 + v;
        double sxy = a * 0.2;
        double syy = a * 0.3 + v;
        double det = sxx * syy - sxy * sxy;
        double dx = x - l.alpha() * 0.3;
        double dy = y + l.alpha() * 0.2;
        double ux = (syy * dx - sxy * dy) / det;
        double uy = (sxx * dy - sxy * dx) / det;
        return 0.3 + l.alpha() * (0.5 * ux + 0.2 * uy);
    }
}
