package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.metric.Estimate;
import samplerscope.metric.PathError;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Inversion;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.UninvertibleException;
import samplerscope.tensor.Shape;

class RoundTripTest {

    private static final Path HERE = Path.of("");
    private static final double WIDTH = 0.5;

    private final Resolver resolver = new Resolver(Catalog.standard(HERE));
    private final Engine engine = Engine.of(resolver.catalog().backends(), "cpu-float64", 1);

    private RunSpec.Denoise spec(String solver, int steps) {
        return RunSpec.Denoise.of(Choice.of("two-modes")).withSamples(24)
            .withGrid(Choice.of("uniform-lambda").with("steps", new Setting.Num(steps)).with("to-zero", new Setting.Flag(false)))
            .withSolvers(List.of(Choice.of(solver)));
    }

    private static RunSpec.Denoise keepingOrder(RunSpec.Denoise spec) {
        return spec.withSolvers(List.of(spec.solvers().getFirst().with("lower-order-final", new Setting.Flag(false))));
    }

    private RoundTrip trip(RunSpec.Denoise spec) {
        Resolved run = resolver.resolve(spec, HERE);
        return trip(run, RoundTrip.draws(run));
    }

    private RoundTrip trip(Resolved run, Snapshot data) {
        return RoundTrip.of(run, data, engine, new References(1), Progress.NONE);
    }

    /// The model `N(0, WIDTH^2)` in the place of that of the spec.
    private Resolved normal(RunSpec.Denoise spec) {
        return new Resolved(spec, new TestCatalog.Normal(WIDTH), resolver.resolve(spec, HERE).plan());
    }

    private static double spread(NoiseLevel at) {
        return StrictMath.hypot(at.alpha() * WIDTH, at.sigma());
    }

    /// `x_T = x_s s_T / s_s` with `s^2 = alpha^2 w^2 + sigma^2`: the ODE of a normal keeps every sample at its quantile.
    @Test
    void theLatentsOfANormalAreTheClosedForm() {
        Resolved run = normal(spec("dopri5", 40));
        var data = Snapshot.of(Shape.of(2, 2), new double[] {0.7, -0.4, 0.1, 1.2});

        RoundTrip trip = trip(run, data);

        NoiseLevel start = trip.inversion().start();
        double grown = spread(trip.latentLevel()) / spread(start) * start.alpha();
        double[] exact = Arrays.stream(data.toDoubles()).map(x -> x * grown).toArray();
        // Measured 1e-8 with 40 steps of a fifth-order method.
        assertArrayEquals(exact, trip.latents().toDoubles(), 1e-6);
        assertArrayEquals(data.times(start.alpha()).toDoubles(), trip.back().toDoubles(), 1e-6);
    }

    /// Twice the steps: `2^p` times less error on the way up, for order p.
    @ParameterizedTest(name = "{0} has order {1}")
    @CsvSource({"ddim, 1", "heun, 2", "dpmpp-2s, 2", "dpmpp-3s, 3"})
    void theErrorOfTheLatentsFallsWithTheOrderOfTheSolver(String solver, int order) {
        double ratio = trip(spec(solver, 80)).latentError().rms().value() / trip(spec(solver, 160)).latentError().rms().value();

        // The next term of the error is a fraction of the leading one at 80 steps: a fifth of an order.
        assertEquals(order, StrictMath.log(ratio) / StrictMath.log(2), 0.2);
    }

    /// A step forwards and the same back leave `C h^(p+1) + C (-h)^(p+1)` of the leading error: nothing for even p.
    @ParameterizedTest(name = "{0} comes back with order {1}")
    @CsvSource({"ddim, 1", "heun, 3", "dpmpp-2s, 3"})
    void theRoundTripClosesWithTheOrderOfTheSolverAndOneMoreWhereItIsEven(String solver, int order) {
        double ratio = trip(spec(solver, 80)).error().rms().value() / trip(spec(solver, 160)).error().rms().value();

        assertEquals(order, StrictMath.log(ratio) / StrictMath.log(2), 0.3);
    }

    @Test
    void aMultistepSolverComesBackWithItsOrder() {
        double ratio = trip(keepingOrder(spec("dpmpp-2m", 80))).error().rms().value()
            / trip(keepingOrder(spec("dpmpp-2m", 160))).error().rms().value();

        // At least 2: between a multistep formula and its way back nothing cancels by symmetry.
        assertTrue(StrictMath.log(ratio) / StrictMath.log(2) > 1.7, () -> "ratio " + ratio);
    }

    @Test
    void errorsAreNothingAtTheLatentsAndEndWithTheRoundTrip() {
        RoundTrip trip = trip(spec("ddim", 10));

        assertEquals(11, trip.errors().size());
        assertEquals(0, trip.errors().getFirst().rms().value());
        assertEquals(trip.latentLevel(), trip.errors().getFirst().at());
        assertEquals(trip.inversion().start(), trip.errors().getLast().at());
        assertEquals(20, trip.nfe());
        assertEquals(24, trip.error().perSample().length);
        assertEquals(11, trip.encoding().size());
        assertEquals(0, trip.encoding().getFirst().rms().value());
    }

    @Test
    void aGridThatEndsWithoutNoiseIsEncodedFromItsSmallestLevelAbove() {
        RunSpec.Denoise spec = spec("ddim", 12);
        RunSpec.Denoise toZero = spec.withGrid(spec.grid().with("to-zero", new Setting.Flag(true)));
        Resolved run = resolver.resolve(toZero, HERE);

        RoundTrip trip = trip(toZero);

        NoiseLevel last = trip.decoded().records().getLast().at();
        NoiseLevel smallest = run.levels().get(run.levels().size() - 2);
        assertEquals(0, last.sigma());
        assertEquals(smallest, trip.inversion().start());
        assertArrayEquals(RoundTrip.draws(run).times(smallest.alpha()).toDoubles(), trip.encoded().initial().toDoubles(), 0);
        // The last step goes to the data themselves, not to alpha times the data.
        assertArrayEquals(RoundTrip.draws(run).toDoubles(), trip.data().toDoubles(), 0);
    }

    @Test
    void aGridOfOneStepToZeroNoiseSaysWhichLevelItHas() {
        var grid = new Choice("list", Map.of("values", new Setting.Numbers(List.of(-3.0)), "to-zero", new Setting.Flag(true)));
        Resolved run = resolver.resolve(spec("ddim", 2).withGrid(grid), HERE);

        var refused = assertThrows(UninvertibleException.class, () -> Inversion.of(run.plan()));

        assertTrue(refused.happened().contains("lambda = -3"), refused.happened());
    }

    static Stream<SolverFamily> solvers() {
        return Catalog.standard(HERE).solvers().all().stream().filter(f -> !f.id().equals("renoise"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("solvers")
    void everySolverThatDrawsNothingComesBackAndTheOthersSayWhyNot(SolverFamily family) {
        Resolved run = resolver.resolve(spec(family.id(), 60), HERE);
        if (run.isStochastic()) {
            String happened = assertThrows(UninvertibleException.class, () -> Inversion.of(run.plan())).happened();
            assertTrue(happened.contains("draws fresh noise"), happened);
            return;
        }

        double error = trip(spec(family.id(), 60)).error().median();

        // DDIM, of first order, misses by 0.02 with 60 steps.
        assertTrue(error < 0.05, () -> family.id() + " misses by " + error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ddim, 0", "heun, 0", "euler, 1", "dpmpp-2m, 0", "dopri5, 0"})
    void pureNoiseIsReachedByDdimWhereTheSolverItselfCannot(String solver, int replaced) {
        RunSpec.Denoise spec = spec(solver, 20).withSchedule(Choice.of("flow"))
            .withGrid(new Choice("list", Map.of("clock", new Setting.Word("time"), "values", new Setting.Numbers(
                IntStream.rangeClosed(0, 20).mapToObj(i -> 1 - 0.999 * i / 20).toList()))));
        Resolved run = resolver.resolve(spec, HERE);

        RoundTrip trip = trip(run, RoundTrip.draws(run));

        assertEquals(0, trip.latentLevel().alpha());
        assertEquals(replaced, trip.inversion().encode().replaced().size());
        double scale = StrictMath.sqrt(trip.data().sampleSize());
        assertTrue(trip.latentError().rms().value() < 0.2 * scale, () -> "missed by " + trip.latentError().rms().value());
    }

    /// Data from the law of the model are draws of the prior after encoding, as far as the noisiest level hides them.
    @Test
    void theLatentsOfDataAreAsLongAsThePriorIs() {
        double[] norms = trip(spec("heun", 80).withSamples(400)).latentNorms();

        double[] squares = Arrays.stream(norms).map(n -> n * n).toArray();
        Estimate mean = Estimate.ofMean(squares, "");
        assertEquals(1, mean.value(), 4 * mean.standardError());
    }

    /// The noise of the run is the latent that the ODE gives back, up to the errors of both ways.
    @Test
    void whatARunMadeIsEncodedToTheNoiseThatItWasMadeFrom() {
        Resolved run = resolver.resolve(spec("dpmpp-3s", 160), HERE);
        Trajectory made = Trajectory.of(engine.open(run));

        RoundTrip trip = trip(run, RoundTrip.ends(run, made.end()));

        assertArrayEquals(made.end().toDoubles(), trip.encoded().initial().toDoubles(), 1e-15);
        var miss = PathError.between(trip.latents(), made.initial(), trip.latentLevel(), 0);
        assertTrue(miss.median() < 1e-4, () -> "missed by " + miss.median());
        assertEquals(miss.perSample()[3], miss.rmsOf(List.of(3, 4000)), 1e-12);
    }

    @Test
    void anInterruptEndsIt() {
        Resolved run = resolver.resolve(spec("ddim", 10), HERE);
        Snapshot data = RoundTrip.draws(run);
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> trip(run, data));
        } finally {
            Thread.interrupted();
        }
    }
}
