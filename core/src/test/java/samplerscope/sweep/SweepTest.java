package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.sweep.TestSweeps.executed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import samplerscope.metric.EnergyDistance;
import samplerscope.metric.GaussianFrechet;
import samplerscope.metric.PairedComparison.Verdict;
import samplerscope.metric.PathError;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.store.RunExecutor;
import samplerscope.store.RunExecutor.Measure;

class SweepTest {

    private static final Path HERE = Path.of("");

    private final Resolver resolver = new Resolver(Catalog.standard(HERE));
    private final References references = new References(1);
    private final Engine engine = Engine.of(resolver.catalog().backends(), "cpu-float64", 1);
    private final RunSpec.Denoise base = RunSpec.Denoise.of(Choice.of("two-modes")).withSamples(32)
        .withGrid(Choice.of("uniform-lambda").with("steps", 6)).withSolvers(List.of(Choice.of("ddim")));

    @Test
    void aBudgetIsSpentOnWholeSteps() {
        var results = all(spec(Map.of(), "solver=ddim,heun", "nfe=10,11"));

        assertEquals(List.of(10, 11, 10, 10), results.stream().map(r -> executed(r).run().nfe()).toList());
        assertEquals(List.of(10, 11, 5, 5), results.stream().map(r -> executed(r).run().plan().steps().size()).toList());
    }

    @Test
    void theOrderOfTheAxesDoesNotMatter() {
        var one = all(spec(Map.of(), "nfe=8", "grid=karras", "solver=heun"));
        var other = all(spec(Map.of(), "solver=heun", "nfe=8", "grid=karras"));

        assertEquals(executed(one.getFirst()).run().spec(), executed(other.getFirst()).run().spec());
    }

    @Test
    void anotherGridKeepsTheNumberOfSteps() {
        var results = all(spec(Map.of(), "grid=karras,uniform-t"));

        results.forEach(r -> assertEquals(6, executed(r).run().levels().size() - 1));
    }

    @Test
    void whatCannotBeRunDoesNotStopTheOthers() {
        var results = all(spec(Map.of(), "solver=heun", "nfe=1,4"));

        var failed = assertInstanceOf(CellResult.Failed.class, results.getFirst());
        assertTrue(failed.happened().contains("at least 2"), failed.happened());
        assertInstanceOf(CellResult.Done.class, results.getLast());
    }

    @Test
    void aCellThatRanBeforeIsTakenFromTheCache() {
        var cache = new SweepCache();
        var first = all(spec(Map.of(), "nfe=4,6"), cache);
        var second = all(spec(Map.of(), "nfe=2,4"), cache);

        assertSame(executed(first.getFirst()), executed(second.getLast()));
    }

    @Test
    void anInterruptCancelsAndTheCellIsRunNextTime() {
        var sweep = sweep(spec(Map.of(), "nfe=4,6"), new SweepCache());
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> sweep.advance(Progress.NONE));
        assertEquals(0, sweep.done());
        Thread.interrupted();
        assertEquals(0, sweep.advance(Progress.NONE).orElseThrow().cell().index());
    }

    @Test
    void onlyTheCellsAskedForAreRun() {
        var rest = sweep(spec(Map.of(), "solver=ddim,heun", "nfe=4,6"), new SweepCache()).only(Set.of(3, 0));

        assertEquals(2, rest.size());
        assertEquals(List.of(0, 3), TestSweeps.all(rest).stream().map(r -> r.cell().index()).toList());
        assertEquals(2, rest.done());
    }

    @Test
    void aPartOfASweepIsReckonedWithTheMemoryOfTheWhole() {
        var whole = new SweepSpec(base.withSamples(40_000_000), List.of(SweepAxis.of("nfe=4,6")), Map.of());

        assertInstanceOf(CellResult.Failed.class, TestSweeps.all(sweep(whole, new SweepCache()).only(Set.of(0))).getFirst());
    }

    @Test
    void theErrorIsThatOfARunMeasuredAlongItsWholePath() {
        var swept = executed(all(spec(Map.of(), "nfe=6")).getFirst());
        var alone = new RunExecutor(references, List.of(), Progress.NONE).execute(resolver.resolve(base, HERE), engine,
            Measure.MODEL, Map.of(), (_, _) -> {});

        // Two references to the same point, converged to 1e-8 on different levels.
        assertEquals(alone.curve().finalError().orElseThrow().rms().value(),
            swept.curve().finalError().orElseThrow().rms().value(), 1e-6);
    }

    @Test
    void aBetterSolverIsBetterThanTheBaselineInItsColumn() {
        SweepSpec spec = spec(Map.of("solver", "ddim"), "solver=ddim,dpmpp-2m", "nfe=10,20");
        SweepTable table = SweepTable.of(spec, all(spec));

        assertTrue(table.rows().getFirst().paired().isEmpty());
        assertEquals(Verdict.BETTER, table.rows().get(3).paired().orElseThrow().verdict());
        assertTrue(table.rows().get(3).paired().orElseThrow().high() < 0);
        assertEquals(List.of("dpmpp-2m", "dpmpp-2m"), table.front(SweepTable.Cost.NFE, RunExecutor.PATH_ERROR).stream()
            .map(r -> r.values().getFirst()).toList());
    }

    @Test
    void samplesThatSeedsShareAreCountedOnce() {
        SweepSpec near = spec(Map.of("solver", "ddim"), "solver=ddim,dpmpp-2m", "nfe=6", "seed=1,2");
        SweepSpec far = spec(Map.of("solver", "ddim"), "solver=ddim,dpmpp-2m", "nfe=6", "seed=1,33");

        SweepTable.Row shared = SweepTable.overSeeds(near, all(near)).rows().getLast();
        SweepTable.Row apart = SweepTable.overSeeds(far, all(far)).rows().getLast();

        assertEquals(33, shared.error().map(PathError::rms).orElseThrow().count());
        assertEquals(33, shared.paired().orElseThrow().difference().count());
        assertEquals(64, apart.error().map(PathError::rms).orElseThrow().count());
        assertEquals(List.of("dpmpp-2m", "6"), apart.values());
    }

    @Test
    void aStochasticSamplerHasNoErrorButItsDistanceToTheLaw() {
        SweepSpec spec = spec(Map.of("solver", "ddim"), "solver=ddim,euler-a");
        var sweep = new Sweep(resolver, references, engine, HERE, spec, Measure.MODEL_END,
            List.of(EnergyDistance.FAMILY), new SweepCache());
        SweepTable.Row row = SweepTable.of(spec, TestSweeps.all(sweep)).rows().getLast();

        assertTrue(row.error().isEmpty() && row.paired().isEmpty());
        assertTrue(row.metrics().containsKey("energy-distance"));
    }

    @Test
    void theDistanceToTheLawIsMeasuredAtGrowingNumbers() {
        var executed = executed(all(spec(Map.of(), "nfe=6")).getFirst());
        var curve = SetConvergence.of(executed, GaussianFrechet.FAMILY, FeatureSpace.of("pixels"), 1);
        var encoded = SetConvergence.of(executed, GaussianFrechet.FAMILY,
            FeatureSpace.of("onnx:src/test/resources/networks/encoder.onnx"), 1);

        assertEquals(List.of(10, 20, 32), curve.points().stream().map(p -> p.samples()).toList());
        assertEquals(List.of(20, 32), encoded.points().stream().map(p -> p.samples()).toList()); // 3 features need 15
        assertTrue(encoded.points().getLast().value().value() > curve.points().getLast().value().value());
    }

    @Test
    void memoryIsReckonedBeforeAnythingIsRun() {
        var results = all(new SweepSpec(base.withSamples(50_000_000), List.of(SweepAxis.of("nfe=4,6")), Map.of()));

        assertTrue(results.stream().allMatch(CellResult.Failed.class::isInstance));
    }

    private SweepSpec spec(Map<String, String> baseline, String... axes) {
        return new SweepSpec(base, Stream.of(axes).map(SweepAxis::of).toList(), baseline);
    }

    private Sweep sweep(SweepSpec spec, SweepCache cache) {
        return new Sweep(resolver, references, engine, HERE, spec, Measure.MODEL_END, List.of(), cache);
    }

    private List<CellResult> all(SweepSpec spec) {
        return all(spec, new SweepCache());
    }

    private List<CellResult> all(SweepSpec spec, SweepCache cache) {
        return TestSweeps.all(sweep(spec, cache));
    }
}
