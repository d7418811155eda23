package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.metric.PathError;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

class MotionTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(HOME.resolve("assets")));

    /// Of `N(0, w^2)` the prediction along a path is `w^2 z / sqrt(w^2 + e^(-2 lambda))`.
    @Test
    void ofAGaussianItIsTheDerivativeOfItsClosedForm() {
        double w = 0.5;
        var resolver = new Resolver(TestCatalog.catalog());
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal").with("width", w))
            .withGrid(Choice.of("uniform-lambda")).withSolvers(List.of(Choice.of("ddim")));

        Motion motion = Motion.of(resolver.resolve(spec, Path.of("")));

        int middle = motion.lambdas().size() / 2;
        for (int i = 0; i < motion.lambdas().size(); i++) {
            double wanted = speed(motion.lambdas().get(i), w) / speed(motion.lambdas().get(middle), w);
            assertEquals(wanted, motion.speeds().get(i) / motion.speeds().get(middle), 0.01 * wanted + 1e-4);
        }
        // The length of z, of 128 normal numbers, is known to some percent.
        assertEquals(speed(motion.lambdas().get(middle), w), motion.speeds().get(middle),
            0.25 * speed(motion.lambdas().get(middle), w));
    }

    private static double speed(double lambda, double w) {
        double noise = StrictMath.exp(-2 * lambda);
        return w * w * noise / StrictMath.pow(w * w + noise, 1.5);
    }

    @Test
    void aNetworkIsStillThereForOthersAfterwards() {
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("moons-net")).withSamples(4)
            .withGrid(Choice.of("uniform-lambda").with("steps", 4)).withSolvers(List.of(Choice.of("ddim")));
        try (var resolver = new Resolver(Catalog.standard(HOME.resolve("assets")))) {
            Resolved run = resolver.resolve(spec, Path.of(""));

            assertEquals(Motion.of(run).speeds(), Motion.of(run).speeds());
        }
    }

    @Test
    void whoClosesANetworkTwiceTakesItFromNobody() {
        try (var resolver = new Resolver(Catalog.standard(HOME.resolve("assets"))); var backend = new Float64Backend(1)) {
            Model model = resolver.model(Choice.of("moons-net"), HOME);
            Tensor x = backend.allocate(Shape.of(1, 2));
            for (int user = 0; user < 3; user++) {
                Denoiser denoiser = model.denoiser(new Binding(backend, Condition.NONE, 0, 0));
                denoiser.evaluate(x, new NoiseLevel(0.5, 0.8, 0.6), x);
                denoiser.close();
                denoiser.close();
            }
        }
    }

    /// What it is for: DDIM makes less error on the levels that follow the motion than on even ones.
    @ParameterizedTest
    @ValueSource(strings = {"moons", "rings", "spiral"})
    void aFirstOrderSolverIsBetterOnLevelsThatFollowIt(String model) {
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of(model)).withSamples(256)
            .withGrid(Choice.of("uniform-lambda").with("steps", 20)).withSolvers(List.of(Choice.of("ddim")));
        Resolved even = RESOLVER.resolve(spec, Path.of(""));

        HandMade followed = HandMade.of(even).following(Motion.of(even));
        Resolved run = RESOLVER.resolve(followed.in(spec), Path.of(""));

        assertEquals(even.levels().getFirst(), run.levels().getFirst());
        assertEquals(even.levels().getLast().lambda(), run.levels().getLast().lambda(), 1e-9);
        double before = error(even);
        double after = error(run);
        assertTrue(after < 0.8 * before, "error %.4f on even levels, %.4f on those that follow".formatted(before, after));
    }

    private static double error(Resolved run) {
        var reference = new References(1).of(run, 256, References.Truth.MODEL);
        try (var backend = new Float64Backend(1); var going = run.open(backend)) {
            Trajectory path = Trajectory.of(going);
            var end = path.records().getLast();
            return PathError.between(end.state(), reference.at(end.at()).orElseThrow(), end.at(), end.nfe()).rms().value();
        }
    }

    @Test
    void aFlatMotionSpreadsEvenly() {
        var flat = new Motion(List.of(-1.0, 0.0, 1.0), List.of(2.0, 2.0, 2.0));

        double[] places = flat.spread(-2, 2, 4);

        for (int i = 0; i <= 4; i++) {
            assertEquals(-2 + i, places[i], 1e-9);
        }
        assertEquals(2, flat.most());
    }
}
