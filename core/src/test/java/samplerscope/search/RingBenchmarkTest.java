package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;

/// Distances at the ends on 2000 noises held out, against values of another implementation. Its noises are others,
/// which changes a mean by about 2 %; 6 % is three times that.
class RingBenchmarkTest {

    private static final Resolver RESOLVER = new Resolver(Ring.catalog());
    private static final ScheduleSearch SEARCH = new ScheduleSearch(RESOLVER, new References(2), 2);

    @AfterAll
    static void close() {
        SEARCH.close();
        RESOLVER.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "karras, rho, 7, 0.1245",
        "best-rho, trials, 20, 0.1248",
        "uniform-lambda, , , 0.1272",
        "arctan, , , 0.0879",
        "arctan, scale, 0.15, 0.2548",
        "equidistribution, order, 1, 0.0825",
        "equidistribution, order, 2, 0.0935",
        "equidistribution, order, 0, 0.2024"})
    void gridsWithoutASearchEndAsFarFromTheTruthAsPublished(String method, String setting, Double value,
                                                            double expected) {
        Choice choice = setting == null ? Choice.of(method) : Choice.of(method).with(setting, value);

        assertEquals(expected, heldOut(choice, 600), 0.06 * expected);
    }

    /// Of the grid that another implementation chose most often, from 38 and from 26 of 40 banks, on 8000 noises that
    /// it was not chosen on. What is published is of the very noises that the grid was chosen on: {@link GitsTest}.
    @ParameterizedTest(name = "discount {0}: {1}")
    @CsvSource({"1, 0.1508", "1.15, 0.0779"})
    void theDiscountOfCheapestJumpsDecides(double gamma, double expected) {
        Choice choice = Choice.of("gits").with("gamma", gamma).with("candidates", 29)
            .with("spacing", new Setting.Word("uniform-lambda"));

        assertEquals(expected, heldOut(choice, 600), 0.06 * expected);
    }

    /// Other local searches reach the same: the bound is that of the simplex.
    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @CsvSource({"nelder-mead", "cma-es", "coordinate", "s3", "evolution", "tpe"})
    void searchesOnTheErrorItselfBeatEveryFormula(String method) {
        double found = heldOut(Choice.of(method), 600);

        assertTrue(found < 0.070, method + " " + found);
    }

    private static double heldOut(Choice method, int candidates) {
        SearchResult result = SEARCH.run(Ring.request(8, method, candidates), Ring.HOME);
        return Ring.distance(result.best().orElseThrow().heldOut().error().value());
    }
}
