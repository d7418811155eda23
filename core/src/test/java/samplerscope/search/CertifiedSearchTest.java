package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.registry.Setting;
import samplerscope.search.surrogate.Certificate;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;

/// Surrogates and refinements of the real error on the ring, by its standard benchmark.
class CertifiedSearchTest {

    private static final Resolver RESOLVER = new Resolver(Ring.catalog());
    private static final ScheduleSearch SEARCH = new ScheduleSearch(RESOLVER, new References(2), 2);

    @AfterAll
    static void close() {
        SEARCH.close();
        RESOLVER.close();
    }

    /// 0.0825 was measured independently for two parameters and 40 trials; noises differ by 2 %.
    @ParameterizedTest
    @ValueSource(strings = {"arctan", "equidistribution"})
    void fortyTrialsAreAsGoodAsPublishedAndCertified(String towards) {
        SearchResult result = run(Choice.of("bayes-palm").with("towards", new Setting.Word(towards)), 41);

        var certified = assertInstanceOf(Finding.Certified.class, result.findings().getFirst());
        SearchResult.Judged recommended = result.best().orElseThrow();
        assertTrue(Ring.distance(recommended.heldOut().error().value()) < 1.06 * 0.0825);
        assertTrue(certified.certificate().isClosed() && certified.least() <= certified.predicted());
        assertTrue(result.state().log().size() <= 41); // a trial that repeats one costs nothing
        double real = score(result, certified.candidate());
        assertEquals(real, certified.predicted(), 0.02 * real); // five deviations of the worse surrogate
    }

    @Test
    void tellsTheBoundsOfTheCertificateWhileTheyNarrow() {
        var bounds = new ArrayList<Certificate.Bounds>();
        var listener = new SearchListener() {
            @Override
            public void evaluated(Evaluation evaluation) {
                assertTrue(bounds.isEmpty() || evaluation.stage().equals("recommendation"));
            }

            @Override
            public void bounded(Certificate.Bounds b) {
                bounds.add(b);
            }
        };

        SEARCH.run(SearchState.begin(small(Choice.of("bayes-palm"), 16)), Ring.HOME, listener,
            new SearchControl());

        assertTrue(bounds.size() > 1 && bounds.getLast().gap() < bounds.getFirst().gap());
    }

    @Test
    void recommendsFromWhatIsKnownWhenItIsStopped() {
        var control = new SearchControl();
        var listener = new SearchListener() {
            @Override
            public void evaluated(Evaluation evaluation) {
                if (evaluation.index() == 24) {
                    control.stop();
                }
            }
        };

        SearchResult result = SEARCH.run(SearchState.begin(small(Choice.of("bayes-palm"), 60)), Ring.HOME,
            listener, control);

        assertEquals(SearchResult.Ending.STOPPED, result.ending());
        var certified = assertInstanceOf(Finding.Certified.class, result.findings().getFirst());
        assertTrue(certified.trials() <= 25 && certified.certificate().isClosed());
    }

    /// The bound is that of every direct search on this benchmark.
    @Test
    void theRefinementOfTheBestKnownGridBeatsEveryFormula() {
        SearchResult result = run(Choice.of("constrained"), 3000);

        assertTrue(Ring.distance(result.best().orElseThrow().heldOut().error().value()) < 0.070);
        var refined = assertInstanceOf(Finding.Refined.class, result.findings().getFirst());
        assertTrue(refined.solution().violation() <= 1e-8);
        assertEquals(0.02, refined.candidate().times().getLast());
        // The last differences may see a little further down than the end.
        assertEquals(result.state().best().orElseThrow().score(), score(result, refined.candidate()), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bayes-palm", "constrained"})
    void goesOnFromALogAsIfItHadNeverStopped(String method) {
        SearchRequest request = small(Choice.of(method), 30);
        List<Evaluation> whole = SEARCH.run(request, Ring.HOME).state().log();

        var half = new SearchState(request, whole.subList(0, 20));
        SearchResult resumed = SEARCH.run(half, Ring.HOME, SearchListener.NONE, new SearchControl());

        assertEquals(whole, resumed.state().log());
        assertFalse(whole.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bayes-palm", "constrained"})
    void needsAFreeGrid(String method) {
        SearchRequest request = Ring.request(8, Choice.of(method), 20).with(new SearchSpace(8, 8,
            SearchSpace.Steps.Free.STANDARD, new SearchSpace.Grid.Fixed(Choice.of("karras"))));

        assertThrows(UnsearchableException.class, () -> SEARCH.run(request, Ring.HOME));
    }

    @Test
    void searchesTheOrderOfFreeStepsAsWell() {
        SearchRequest request = small(Choice.of("bayes-palm"), 14).with(SearchSpace.at(6));

        SearchResult result = SEARCH.run(request, Ring.HOME);

        var certified = assertInstanceOf(Finding.Certified.class, result.findings().getFirst());
        assertEquals(List.of("rho", "share of the second grid", "c", "order"),
            certified.inputs().stream().map(Finding.Input::name).toList());
        assertTrue(result.state().log().stream().allMatch(e -> e.nfe() == 6));
    }

    private static double score(SearchResult result, Candidate candidate) {
        return result.state().log().stream().filter(e -> e.candidate().equals(candidate)).findFirst().orElseThrow()
            .score();
    }

    /// Where not the error counts but what happens.
    private static SearchRequest small(Choice method, int candidates) {
        return Ring.request(6, method, candidates)
            .with(new Objective.ToPath(Aggregate.MEAN, References.Truth.MODEL, NoiseBanks.of(1, 32, 128)));
    }

    private static SearchResult run(Choice method, int candidates) {
        return SEARCH.run(Ring.request(8, method, candidates), Ring.HOME);
    }
}
