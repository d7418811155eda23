package samplerscope.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;

/// Small real runs of two modes in the plane, a few milliseconds each.
final class TestRuns {

    static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    static final Path BASE = Path.of("").toAbsolutePath();
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private TestRuns() {}

    static RunSpec.Denoise spec(String solver, long seed) {
        return RunSpec.Denoise.of(Choice.of("two-modes")).withGrid(Choice.of("uniform-lambda").with("steps", 4))
            .withSolvers(List.of(Choice.of(solver))).withSamples(20).withSeed(seed);
    }

    static FinishedRun run(String solver, long seed, RunExecutor.Measure measure) {
        var states = new SmallStates();
        Executed executed = execute(solver, seed, measure, states);
        return new FinishedRun(executed, BASE, "%s on four even steps".formatted(solver), "CPU",
            RunFacts.Source.COMMAND, NOON.plusSeconds(seed), states.states());
    }

    static FinishedRun run(String solver, long seed) {
        return run(solver, seed, RunExecutor.Measure.MODEL);
    }

    static Executed execute(String solver, long seed, RunExecutor.Measure measure, SmallStates states) {
        try (var resolver = new Resolver(CATALOG)) {
            var executor = new RunExecutor(new References(1), List.of(), Progress.NONE);
            return executor.execute(resolver.resolve(spec(solver, seed), BASE),
                Engine.of(CATALOG.backends(), Engine.STANDARD_BACKEND, 1), measure, Map.of(), states);
        }
    }
}
