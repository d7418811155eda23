package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Descents by least squares, and what a search judges with them.
class RefinementTest {

    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("there is no such folder")));
    private static final References REFERENCES = new References(1);
    private static final ExecutorService TEAM = Executors.newFixedThreadPool(2);
    private static final NoiseBanks BANKS = NoiseBanks.of(1, 32, 128);

    @AfterAll
    static void close() {
        TEAM.shutdownNow();
        RESOLVER.close();
    }

    /// For every number that errors can be made into; a step costs four evaluations and new derivatives eighteen.
    @ParameterizedTest
    @EnumSource(Aggregate.class)
    void leastSquaresMakeTheErrorSmallerInFewEvaluations(Aggregate aggregate) {
        SearchProblem problem = problem(aggregate);
        LoggedTrials trials = trials(problem);

        new LeastSquares(trials, "squares", ContinuousCode.withAll(problem, start(problem))).until(60);

        double before = trials.state().log().getFirst().score();
        double least = trials.state().best().orElseThrow().score();
        assertTrue(trials.state().log().size() < 60 + 22, trials.state().log().size() + " evaluations");
        assertTrue(least < 0.6 * before, least + " of " + before);
    }

    /// A step of low order is one of the highest whose further derivatives are multiplied with 0: from there, the
    /// squares reach what the first derivatives alone cannot.
    @Test
    void liftedStepsDoTheSameAndHaveMoreToRefine() {
        SearchProblem problem = problem(Aggregate.MEDIAN);
        LoggedTrials trials = trials(problem);
        for (int order : new int[] {1, 2, 3}) {
            Candidate start = ofOrder(problem, order);
            Candidate lifted = Refinement.lifted(start, problem);

            double[] scores = trials.scores("start", List.of(start, lifted));

            assertEquals(scores[0], scores[1], 1e-9 * scores[0]);
            assertTrue(ContinuousCode.withAll(problem, lifted).dimension()
                > ContinuousCode.withAll(problem, start).dimension());
            assertEquals(ContinuousCode.of(problem, start).dimension(), 5 + (order == 1 ? 0 : 3));
        }
    }

    @Test
    void everyNumberOfACodeIsReadBack() {
        SearchProblem problem = problem(Aggregate.MEDIAN);
        Candidate start = WarmStart.candidate(problem, WarmStart.times(problem, Choice.of("uniform-lambda"),
            FirstOutput.MODEL, 5).orElseThrow(), FirstOutput.MODEL, Prediction.DATA, 3, Optional.of(Refresh.OFF));
        ContinuousCode code = ContinuousCode.withAll(problem, start);
        double[] x = code.start();
        for (int k = 0; k < x.length; k++) {
            x[k] += 0.01 * (k + 1);
        }

        double[] read = ContinuousCode.withAll(problem, code.candidate(x)).start();

        for (int k = 5; k < x.length; k++) {
            assertEquals(x[k], read[k], 1e-12, "number " + k);
        }
        assertEquals(start, code.candidate(code.start()).withTimes(start.times()));
    }

    @Test
    void everyRoundRefinesOtherDecisions() {
        SearchProblem problem = problem(Aggregate.MEDIAN);
        LoggedTrials trials = trials(problem);
        trials.scores("start", Stream.of(1, 2, 3).map(order -> ofOrder(problem, order)).toList());
        var refinement = new Refinement(trials, 5);

        refinement.round(1, 30);
        List<List<StepDecision>> first = decisions(trials, 3);
        int size = trials.state().log().size();
        refinement.round(1, 60);
        List<List<StepDecision>> second = decisions(trials, size);

        assertEquals(2, first.size(), "as they are, and lifted");
        assertTrue(!first.contains(second.getFirst()), second.toString());
    }

    /// What is behind on a quarter of the noises is left out; what is the best of all stays, and is the same.
    @Test
    void solversFarBehindAreLeftOutAndTheBestIsNot() {
        SearchProblem problem = problem(Aggregate.MEDIAN);
        Judge judge = judge(problem, BANKS.heldOutSeed(), BANKS.heldOut());
        List<Library.Entry> some = new Library().at(problem, judge, 5);
        SearchProblem whole = problem(Aggregate.MEAN); // is never cut short
        List<Library.Entry> all = new Library().at(whole, judge, 5);

        Library.Entry best = Library.best(problem, all).orElseThrow();
        assertEquals(best.name(), Library.best(problem, some).orElseThrow().name());
        assertEquals(best.verdict().value(), Library.best(problem, some).orElseThrow().verdict().value());
        assertTrue(some.size() < all.size() / 2, some.size() + " of " + all.size());
        assertTrue(some.stream().anyMatch(Library.Entry::isAuto));
        assertEquals(32, problem.request().objective().firstLook());
        assertEquals(128, whole.request().objective().firstLook());
        var kept = some.stream().collect(Collectors.toMap(Library.Entry::name, e -> e.verdict().value()));
        all.stream().filter(e -> kept.containsKey(e.name()))
            .forEach(e -> assertEquals(e.verdict().value(), kept.get(e.name())));
    }

    private static List<List<StepDecision>> decisions(LoggedTrials trials, int from) {
        return trials.state().log().stream().skip(from).map(e -> e.candidate().steps().stream()
            .<StepDecision>map(s -> ((StepDecision.Unified) s).with(Relaxation.NONE)).toList()).distinct().toList();
    }

    private static Candidate start(SearchProblem problem) {
        return ofOrder(problem, 2);
    }

    private static Candidate ofOrder(SearchProblem problem, int order) {
        return WarmStart.candidate(problem, WarmStart.times(problem, Choice.of("uniform-lambda"), FirstOutput.MODEL, 5)
            .orElseThrow(), FirstOutput.MODEL, Prediction.DATA, order, Optional.empty());
    }

    private static SearchProblem problem(Aggregate aggregate) {
        return new SearchProblem(SearchRequest.of(RunSpec.Denoise.of(Choice.of("problem-s")), 5)
            .with(Objective.ToPath.STANDARD.with(BANKS).with(aggregate)).with(Budget.ofCandidates(1000)), RESOLVER,
            Path.of(""));
    }

    private static LoggedTrials trials(SearchProblem problem) {
        return new LoggedTrials(problem, judge(problem, BANKS.seed(), BANKS.search()),
            SearchState.begin(problem.request()), SearchListener.NONE, new SearchControl(), 2);
    }

    private static Judge judge(SearchProblem problem, long seed, int samples) {
        return Judge.of(problem, REFERENCES, TEAM, seed, samples);
    }
}
