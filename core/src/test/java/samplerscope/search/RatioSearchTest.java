package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.metric.PathError;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.run.Trajectory;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.run.Progress;
import samplerscope.tensor.Float64Backend;

class RatioSearchTest {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final RatioRequest FEW = new RatioRequest(4, 8, 100_000, Teacher.AUTO);
    private static final RunSpec.Denoise SPEC = spec("problem-s", Choice.of("dc-solver"), 6);

    @Test
    void theSameSeedFindsTheSameBits() {
        RatioResult first = search(SPEC, FEW, 1);
        RatioResult second = search(SPEC, FEW, 2);

        assertEquals(first.ratios(), second.ratios());
        assertArrayEquals(first.heldOut().after().perSample(), second.heldOut().after().perSample());
        assertFalse(first.ratios().equals(search(SPEC, new RatioRequest(4, 8, 7, Teacher.AUTO), 1).ratios()));
    }

    @Test
    void stepsWithTooLittleHistoryKeepOne() {
        List<Double> ratios = search(SPEC, FEW, 1).ratios();

        assertEquals(List.of(1.0, 1.0), ratios.subList(0, 2));
        assertTrue(ratios.subList(2, 6).stream().anyMatch(r -> r != 1), ratios.toString());
    }

    /// Greedy, so a ratio found last cannot make the last state worse on the noises it was chosen for.
    @ParameterizedTest(name = "{0} of order {1}")
    @CsvSource({"ddim, 1", "dpmpp, 2", "dpmpp, 3", "unipc, 1", "unipc, 2", "unipc, 4"})
    void everyBaseIsSearched(String base, int order) {
        Choice solver = Choice.of("dc-solver").with("base", new Setting.Word(base)).with("order", order);

        RatioResult found = search(spec("problem-s", solver, 4), FEW, 1);

        assertEquals(4, found.ratios().size());
        assertTrue(found.search().factor() < 1, found.toString());
    }

    @Test
    void theSpecWithTheRatiosRunsWithoutASearch() {
        RatioResult found = search(SPEC, FEW, 1);
        RunSpec.Denoise with = found.in(SPEC.withSeed(100_000).withSamples(4));

        var reread = new SpecReader(CATALOG).read(SpecWriter.text(with), "saved");
        var run = RESOLVER.resolve(reread, HOME);

        assertEquals(with, reread);
        var truth = new References(1).of(run, 4, References.Truth.MODEL).at(run.levels().getLast()).orElseThrow();
        try (var opened = run.open(new Float64Backend(1))) {
            var end = Trajectory.of(opened).end();
            assertEquals(found.search().after().rms().value(),
                PathError.between(end, truth, run.levels().getLast(), 0).rms().value());
        }
    }

    @Test
    void solversNamedStepByStepGetARatioEach() {
        var named = SPEC.withGrid(SPEC.grid().with("steps", 4)).withSolvers(List.of(Choice.of("ddim"),
            dc(2), dc(2), dc(1)));

        RatioResult found = search(named, FEW, 1);

        assertEquals(3, found.ratios().size());
        List<Choice> solvers = found.in(named).solvers();
        assertEquals(Choice.of("ddim"), solvers.getFirst());
        assertEquals(new Setting.Num(found.ratios().getLast()), solvers.getLast().settings().get("ratio"));
        assertTrue(found.ratios().get(1) != 1, found.ratios().toString());
    }

    @Test
    void aListOfRatiosTakenApartMakesTheSamePlan() {
        var list = SPEC.withSolvers(List.of(Choice.of("dc-solver")
            .with("ratios", new Setting.Numbers(List.of(1.0, 1.0, 1.2, 0.9, 1.1, 1.3)))));

        RunSpec.Denoise each = RESOLVER.stepByStep(list, HOME);

        assertEquals(6, each.solvers().size());
        assertEquals(RESOLVER.resolve(list, HOME).plan().steps(), RESOLVER.resolve(each, HOME).plan().steps());
    }

    @Test
    void ratiosOfAnotherNumberOfStepsAreRefused() {
        var wrong = SPEC.withSolvers(List.of(Choice.of("dc-solver").with("ratios", new Setting.Numbers(List.of(1.0)))));
        var outside = SPEC.withSolvers(List.of(Choice.of("dc-solver").with("ratios",
            new Setting.Numbers(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.5)))));

        assertEquals("solvers[0].ratios",
            assertThrows(InvalidParameterException.class, () -> RESOLVER.resolve(wrong, HOME)).place());
        assertThrows(InvalidParameterException.class, () -> RESOLVER.resolve(outside, HOME));
    }

    @Test
    void withoutAStepOfDcSolverThereIsNothingToSearch() {
        assertThrows(UnsearchableException.class,
            () -> search(SPEC.withSolvers(List.of(Choice.of("unipc-3"))), FEW, 1));
    }

    /// Of each trial no more than one evaluation may follow the interrupt: the next is refused.
    @Test
    void anInterruptStopsItWithinOneEvaluation() {
        var told = new ArrayList<Integer>();
        Progress interrupting = (stage, done, _) -> {
            if (stage.equals("search")) {
                told.add(done);
                if (told.size() == 8) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var search = new RatioSearch(RESOLVER, new References(1), 1, interrupting);

        assertThrows(CancellationException.class, () -> search.search(SPEC, HOME, FEW));
        assertTrue(Thread.interrupted());
        assertEquals(8, told.size());
    }

    @Test
    void progressNeverGoesBackAndEndsFull() {
        var last = new int[2];
        Progress growing = (stage, done, total) -> {
            if (stage.equals("search")) {
                assertTrue(done >= last[0], done + " after " + last[0]);
                last[0] = done;
                last[1] = total;
            }
        };

        new RatioSearch(RESOLVER, new References(1), 1, growing).search(SPEC, HOME, FEW);

        assertEquals(last[1], last[0]);
    }

    /// The fine DDIM path differs from the converged one by its own error of first order, below 0.01 on this problem.
    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"vp-linear", "vp-cosine", "edm", "flow"})
    void fineDdimTeachesNearlyTheSame(String schedule) {
        var spec = SPEC.withSchedule(Choice.of(schedule));
        RatioResult converged = search(spec, FEW, 1);
        RatioResult taught = search(spec, new RatioRequest(4, 8, 100_000, Teacher.DDIM), 1);

        assertEquals(Teacher.CONVERGED, converged.teacher());
        assertEquals(Teacher.DDIM, taught.teacher());
        assertEquals(converged.heldOut().before().rms().value(), taught.heldOut().before().rms().value(), 0.01);
        assertEquals(converged.ratios().get(2), taught.ratios().get(2), 0.15);
    }

    @Test
    void fineDdimReachesZeroNoise() {
        var spec = SPEC.withSchedule(Choice.of("edm"))
            .withGrid(Choice.of("karras").with("steps", 4).with("to-zero", new Setting.Flag(true)));

        RatioResult taught = search(spec, new RatioRequest(4, 8, 100_000, Teacher.DDIM), 1);

        assertEquals(1, taught.ratios().getLast(), "a step to zero noise knows no ratio");
        assertEquals(search(spec, FEW, 1).heldOut().before().rms().value(),
            taught.heldOut().before().rms().value(), 0.01);
    }

    @Test
    void aResultSaysPlainlyWhetherItDoesHarmOnOtherNoises() {
        var one = new RatioRequest(1, 64, 3, Teacher.AUTO);

        RatioResult fitted = search(spec("problem-s", Choice.of("dc-solver"), 8), one, 1);

        assertEquals(fitted.heldOut().after().rms().value() > fitted.heldOut().before().rms().value(),
            fitted.isWorseOnOthers());
        assertTrue(fitted.heldOut().factor() > fitted.search().factor());
    }

    private static Choice dc(int order) {
        return Choice.of("dc-solver").with("order", order).with("points", 2);
    }

    private static RunSpec.Denoise spec(String model, Choice solver, int steps) {
        return RunSpec.Denoise.of(Choice.of(model)).withGrid(Choice.of("uniform-lambda").with("steps", steps))
            .withSolvers(List.of(solver));
    }

    private static RatioResult search(RunSpec.Denoise spec, RatioRequest request, int threads) {
        return new RatioSearch(RESOLVER, new References(threads), threads, Progress.NONE).search(spec, HOME, request);
    }
}
