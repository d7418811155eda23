package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.spec.References.Truth.MODEL;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.run.ReferencePath;
import samplerscope.schedule.NoiseLevel;

class ReferencesTest {

    private static final Resolver RESOLVER = new Resolver(TestCatalog.catalog());

    private final References references = new References(1);
    private final RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal")).withSamples(5);

    @Test
    void thePathOfANormalLawScalesWithItsWidthAtEveryLevel() {
        Resolved run = resolve(spec);

        ReferencePath path = references.of(run, 5, MODEL);

        // The ODE of N(0, w^2) keeps x / sqrt(alpha^2 w^2 + sigma^2).
        NoiseLevel first = run.plan().strategy().grid().first();
        for (NoiseLevel level : run.plan().strategy().grid().levels()) {
            var state = path.at(level).orElseThrow();
            for (int i = 0; i < 10; i++) {
                double exact = path.at(first).orElseThrow().at(i) * spread(level) / spread(first);
                // The tolerance of the path is 1e-8 per step; ten levels add up.
                assertEquals(exact, state.at(i), 1e-7);
            }
        }
    }

    @Test
    void lanesThatDifferInTheSolverAloneShareOnePath() {
        var first = references.of(resolve(spec), 5, MODEL);

        assertSame(first, references.of(resolve(spec.withSolvers(List.of(Choice.of("heun")))), 5, MODEL));
        assertSame(first, references.of(resolve(spec.withBatch(2)), 5, MODEL));
        assertFalse(first == references.of(resolve(spec.withSeed(2)), 5, MODEL));
        assertFalse(first == references.of(resolve(spec), 4, MODEL));
    }

    @Test
    void aLastLevelWithoutNoiseIsReached() {
        Resolved run = resolve(spec.withSolvers(List.of(Choice.of("ddim")))
            .withGrid(Choice.of("uniform-t").with("to-zero", new Setting.Flag(true))));

        ReferencePath path = references.of(run, 5, MODEL);

        NoiseLevel first = run.plan().strategy().grid().first();
        NoiseLevel last = run.plan().strategy().grid().last();
        assertEquals(0, last.sigma());
        // Ten levels at 1e-8 each, and rho = 1e-5 cut off: (rho / width)^2 / 2 = 2e-10.
        assertEquals(path.at(first).orElseThrow().at(0) * 0.5 / spread(first), path.at(last).orElseThrow().at(0), 1e-7);
    }

    @Test
    void asManySamplesAreComparedAsTheRunHasUpToALimit() {
        assertEquals(5, References.samples(resolve(spec), MODEL));
        assertEquals(256, References.samples(resolve(spec.withSamples(20_000)), MODEL));
    }

    @Test
    void anInterruptedComputationIsForgotten() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> references.of(resolve(spec), 5, MODEL));
        assertTrue(Thread.interrupted());

        assertEquals(11, references.of(resolve(spec), 5, MODEL).states().size());
    }

    @Test
    void twoThreadsThatAskAtOnceGetTheSamePath() {
        Resolved run = resolve(spec);

        var one = CompletableFuture.supplyAsync(() -> references.of(run, 5, MODEL));
        var other = CompletableFuture.supplyAsync(() -> references.of(run, 5, MODEL));

        assertSame(one.join(), other.join());
    }

    private static double spread(NoiseLevel level) {
        return StrictMath.hypot(level.alpha() * 0.5, level.sigma());
    }

    private static Resolved resolve(RunSpec.Denoise spec) {
        return RESOLVER.resolve(spec, Path.of("."));
    }
}
