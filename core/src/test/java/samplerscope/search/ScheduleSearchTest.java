package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.metric.PathError;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.UnknownIdException;
import samplerscope.run.Trajectory;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.tensor.Float64Backend;

class ScheduleSearchTest {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final References REFERENCES = new References(1);
    private static final NoiseBanks FEW = NoiseBanks.of(1, 8, 32);
    private static final RunSpec.Denoise SPEC = RunSpec.Denoise.of(Choice.of("problem-s"));
    private static final Choice AUTO = Choice.of("auto");

    private static final ScheduleSearch ALONE = new ScheduleSearch(RESOLVER, REFERENCES, 1);
    private static final ScheduleSearch THREE = new ScheduleSearch(RESOLVER, REFERENCES, 3);

    @AfterAll
    static void close() {
        ALONE.close();
        THREE.close();
        RESOLVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "evolution", "tpe", "random", "cma-es", "nelder-mead", "coordinate"})
    void theNumberOfThreadsChangesNothing(String method) {
        SearchRequest request = request(4, method, 40);

        assertEquals(run(request, 1).state(), run(request, 3).state());
    }

    @ParameterizedTest
    @CsvSource({"s3, 5", "s3, 29", "s3, 38", "evolution, 30", "tpe, 38", "random, 25", "cma-es, 22", "nelder-mead, 19",
        "coordinate, 21"})
    void aSearchGoesOnFromItsLogAsIfItHadNeverStopped(String method, int stoppedAfter) {
        SearchRequest request = request(4, method, 40);
        SearchResult whole = run(request, 3);
        var before = new SearchState(request, whole.state().log().subList(0, stoppedAfter));

        var heard = new ArrayList<Evaluation>();
        SearchResult rest = run(before, heard::add, new SearchControl());

        assertEquals(whole.state(), rest.state());
        assertEquals(whole.state().log().subList(stoppedAfter, 40), heard);
    }

    @Test
    void stoppingKeepsWhatWasFound() {
        SearchRequest request = request(4, "s3", 40);
        var control = new SearchControl();

        SearchResult part = run(SearchState.begin(request), e -> {
            if (e.index() == 10) {
                control.stop();
            }
        }, control);

        assertEquals(SearchResult.Ending.STOPPED, part.ending());
        assertEquals(11, part.state().log().size());
        assertEquals(run(request, 3).state().log().subList(0, 11), part.state().log());
    }

    @Test
    void aPausedSearchEvaluatesNothing() throws InterruptedException {
        var control = new SearchControl();
        var heard = new ArrayList<Evaluation>();
        control.pause();

        var thread = Thread.ofPlatform().start(
            () -> run(SearchState.begin(request(4, "random", 5)), heard::add, control));
        thread.join(300);
        boolean waiting = thread.isAlive() && heard.isEmpty();
        control.resume();
        thread.join();

        assertTrue(waiting);
        assertEquals(5, heard.size());
    }

    @Test
    void anotherSearchCannotGoOnFromALog() {
        var log = run(request(4, "random", 30), 3).state().log();

        assertThrows(UnsearchableException.class, () -> run(new SearchState(request(4, "random", 40).withSeed(2), log),
            SearchListener.NONE, new SearchControl()));
    }

    /// Auto is the first schedule that is tried, so even a budget of one cannot end above it.
    @ParameterizedTest(name = "{0} candidates")
    @ValueSource(ints = {1, 30})
    void theSearchIsNeverWorseThanAutoOnItsOwnNoise(int candidates) {
        SearchResult.Judged best = run(request(5, "s3", candidates), 3).best().orElseThrow();

        double auto = best.auto().orElseThrow().search();
        assertTrue(best.found().score() <= auto, best.found().score() + " against " + auto);
        assertEquals(candidates == 1, best.found().score() == auto);
    }

    /// The difference is resampled with both schedules on the same noise: its interval lies below 0.
    @Test
    void whatIsFoundBeatsEverySolverOfTheLibraryOnOtherNoise() {
        SearchRequest request = request(5, "s3", 150).with(objective(NoiseBanks.of(1, 64, 256)));

        SearchResult.Judged best = run(request, 3).best().orElseThrow();

        assertTrue(best.bestSingle().orElseThrow().difference().high() < 0, best.toString());
        assertTrue(best.bestSingle().orElseThrow().improvement(best.heldOut()) > 0.4);
    }

    /// The score is that of an ordinary run of the spec, which the file gives back.
    @Test
    void aFoundScheduleIsASpecThatRunsWithoutASearch() {
        SearchRequest request = request(4, "s3", 60);
        Evaluation found = run(request, 3).best().orElseThrow().found();

        RunSpec.Denoise spec = found.candidate().in(SPEC.withSeed(FEW.seed()).withSamples(FEW.search()));
        RunSpec.Denoise reread = new SpecReader(CATALOG).read(SpecWriter.text(spec), "saved");

        assertEquals(spec, reread);
        var run = RESOLVER.resolve(reread, HOME);
        assertEquals(4, run.plan().evaluations());
        var truth = REFERENCES.of(run, FEW.search(), References.Truth.MODEL).at(run.levels().getLast()).orElseThrow();
        try (var opened = run.open(new Float64Backend(1))) {
            var end = Trajectory.of(opened).end();
            double[] errors = PathError.between(end, truth, run.levels().getLast(), 4).perSample();
            // The truth is solved through other levels, to 1e-8 of states of size 1.
            assertEquals(found.score(), Aggregate.MEDIAN.of(errors), 1e-6);
        }
    }

    @Test
    void aRangeOfEvaluationsHasABestForEach() {
        SearchRequest request = request(4, "s3", 150).with(new SearchSpace(3, 6, SearchSpace.Steps.Free.STANDARD,
            SearchSpace.Grid.Free.AS_GIVEN));

        SearchResult result = run(request, 3);

        assertEquals(List.of(3, 4, 5, 6), result.perNfe().stream().map(j -> j.found().nfe()).toList());
        assertTrue(result.perNfe().stream().allMatch(j -> j.found().score() < j.auto().orElseThrow().search()));
        assertEquals(result.state().bestPerNfe(), result.perNfe().stream().map(SearchResult.Judged::found).toList());
    }

    @Test
    void theFrontHoldsWhatNothingBeatsWithAsFewEvaluations() {
        Candidate three = candidate(3);
        Candidate four = candidate(4);
        Candidate five = candidate(5);
        var state = SearchState.begin(request(4, "random", 9)).with(new Evaluation(0, "a", three, 0.3, 24))
            .with(new Evaluation(1, "a", four, 0.4, 32)).with(new Evaluation(2, "a", five, 0.2, 40));

        assertEquals(List.of(three, five), state.front().stream().map(Evaluation::candidate).toList());
        assertEquals(List.of(0.3, 0.3, 0.2), Arrays.stream(state.bestSoFar()).boxed().toList());
        assertEquals(96, state.cost());
    }

    @Test
    void modelEvaluationsAreCountedAndLimitASearch() {
        SearchRequest request = request(5, "random", 1).with(Budget.ofNfe(400));

        SearchResult result = run(request, 3);

        assertEquals(SearchResult.Ending.BUDGET, result.ending());
        assertEquals(400, result.state().cost()); // ten candidates of 5 evaluations on 8 noises
    }

    /// On one thread and on three, and from a log that ends in the middle of the schedules without a gain.
    @ParameterizedTest
    @ValueSource(strings = {"random", "s3", "nelder-mead"})
    void aSearchEndsWhenSoManySchedulesInARowWereNoGain(String method) {
        SearchRequest request = request(4, method, 400).with(Budget.ofCandidates(400).withPatience(12));

        SearchResult result = run(request, 3);

        List<Evaluation> log = result.state().log();
        assertEquals(SearchResult.Ending.STALLED, result.ending());
        assertTrue(log.size() < 400, log.size() + " schedules");
        double[] best = result.state().bestSoFar();
        long tried = log.stream().filter(e -> !e.stage().equals(Starts.WARM)).count();
        assertEquals(12, Math.min(tried, IntStream.range(0, best.length).filter(i -> best[i] == best[best.length - 1])
            .count() - 1));
        assertEquals(result.state(), run(request, 1).state());
        SearchResult rest = run(new SearchState(request, log.subList(0, log.size() - 5)), SearchListener.NONE,
            new SearchControl());
        assertEquals(result.state(), rest.state());
        assertEquals(SearchResult.Ending.STALLED, rest.ending());
    }

    @Test
    void setsAreComparedWithExactDraws() {
        SearchRequest request = request(4, "random", 25)
            .with(new Objective.ToSamples(Choice.of("sliced-wasserstein"), NoiseBanks.of(1, 64, 256)));

        SearchResult.Judged best = run(request, 3).best().orElseThrow();

        assertTrue(best.found().score() > 0 && best.found().score() < 1, best.toString());
        assertTrue(best.heldOut().error().low() < best.heldOut().error().value());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"flow, false", "edm, true", "vp-cosine, false"})
    void everyScheduleIsSearched(String schedule, boolean toZero) {
        RunSpec.Denoise base = SPEC.withSchedule(Choice.of(schedule))
            .withGrid(AUTO.with("to-zero", new Setting.Flag(toZero)));
        SearchRequest request = new SearchRequest(base, SearchSpace.at(4), objective(FEW), Choice.of("s3"),
            Budget.ofCandidates(90), 1);

        SearchResult.Judged best = run(request, 3).best().orElseThrow();

        assertEquals(toZero, best.found().candidate().toZero());
        assertTrue(best.found().score() < best.auto().orElseThrow().search(), best.toString());
    }

    @Test
    void aFixedGridKeepsItsLevels() {
        Choice grid = Choice.of("quadratic");
        SearchRequest request = request(4, "s3", 120)
            .with(new SearchSpace(4, 4, SearchSpace.Steps.Free.STANDARD, new SearchSpace.Grid.Fixed(grid)));

        SearchResult result = run(request, 3);

        Set<List<Double>> grids = new HashSet<>();
        result.state().log().forEach(e -> grids.add(e.candidate().times()));
        assertEquals(2, grids.size()); // with and without a free first step
        assertTrue(grids.stream().allMatch(t -> Math.sqrt(t.get(0)) - Math.sqrt(t.get(1))
            - Math.sqrt(t.get(1)) + Math.sqrt(t.get(2)) < 1e-12));
    }

    @Test
    void theEndIsSearchedWhereItIsFree() {
        SearchRequest request = request(4, "s3", 120).with(new SearchSpace(4, 4, SearchSpace.Steps.Free.STANDARD,
            new SearchSpace.Grid.Free(5e-4, 2e-3)));

        List<Double> ends = run(request, 3).state().log().stream().map(e -> e.candidate().times().getLast()).distinct()
            .toList();

        assertTrue(ends.size() > 1, ends.toString());
        assertTrue(ends.stream().allMatch(t -> t >= 5e-4 && t <= 2e-3), ends.toString());
    }

    @Test
    void whatWasEvaluatedIsNotEvaluatedAgain() {
        var log = run(request(5, "s3", 100), 3).state().log();

        assertEquals(log.size(), log.stream().map(Evaluation::candidate).distinct().count());
        assertTrue(log.stream().allMatch(e -> e.nfe() == 5));
    }

    @Test
    void everyMethodEndsAtItsBudgetOrBefore() {
        for (MethodFamily family : BuiltInMethods.registry().all()) {
            SearchResult result = run(request(4, family.id(), 30), 3);

            assertTrue(result.state().log().size() <= 30 && result.best().isPresent(), family.id());
            assertFalse(family.source().isBlank() || family.name().isBlank());
        }
    }

    @Test
    void whatCannotBeSearchedIsSaidAtOnce() {
        assertThrows(InvalidParameterException.class, () -> Budget.ofCandidates(0));
        assertThrows(InvalidParameterException.class, () -> Budget.ofCandidates(9).withPatience(-1));
        assertThrows(InvalidParameterException.class, () -> SearchSpace.at(0));
        assertThrows(InvalidParameterException.class, () -> SearchSpace.at(41));
        assertThrows(InvalidParameterException.class, () -> new SearchSpace(5, 4, SearchSpace.Steps.Free.STANDARD,
            SearchSpace.Grid.Free.AS_GIVEN));
        assertThrows(UnsearchableException.class, () -> new SearchSpace(2, 2, free(EnumSet.of(Prediction.DATA), 3),
            SearchSpace.Grid.Free.AS_GIVEN));
        assertThrows(UnsearchableException.class, () -> free(Set.of(), 1));
        assertThrows(UnsearchableException.class, () -> new SearchSpace(4, 4, new SearchSpace.Steps.Fixed(AUTO),
            new SearchSpace.Grid.Fixed(AUTO)));
        assertThrows(UnknownIdException.class, () -> run(request(4, "guessing", 5), 1));
        assertThrows(InvalidParameterException.class,
            () -> run(request(4, "s3", 5).withMethod(Choice.of("s3").with("parents", 0)), 1));
    }

    private static SearchSpace.Steps.Free free(Set<Prediction> predictions, int lowestOrder) {
        return new SearchSpace.Steps.Free(predictions, lowestOrder, 4, true, true, 0.5, EnumSet.of(FirstOutput.MODEL),
            true);
    }

    private static Candidate candidate(int nfe) {
        return new Candidate(IntStream.rangeClosed(0, nfe).mapToObj(i -> 1.0 - i * 0.1).toList(), false,
            FirstOutput.MODEL,
            IntStream.range(0, nfe).mapToObj(_ -> (StepDecision) StepDecision.Unified.of(Prediction.DATA, 1)).toList());
    }

    private static Objective objective(NoiseBanks banks) {
        return Objective.ToPath.STANDARD.with(banks);
    }

    private static SearchRequest request(int nfe, String method, int candidates) {
        return SearchRequest.of(SPEC, nfe).with(objective(FEW)).withMethod(Choice.of(method))
            .with(Budget.ofCandidates(candidates));
    }

    private static SearchResult run(SearchRequest request, int threads) {
        return (threads == 1 ? ALONE : THREE).run(request, HOME);
    }

    private static SearchResult run(SearchState from, SearchListener listener, SearchControl control) {
        return THREE.run(from, HOME, listener, control);
    }
}
