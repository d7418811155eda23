package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.TinyChain;
import samplerscope.masked.law.OutputLaw;

/// Output laws without samples, on a chain of three tokens and seven positions, against numbers of another program.
class PaperLawsTest {

    private static final MaskedWorld CHAIN = TinyChain.a();
    private static final double PRINTED = 1e-6;

    private static OutputLaw law(PlannedSampler sampler) {
        return OutputLaw.of(sampler, CHAIN);
    }

    private static Lsd ancestral(int steps, double beta) {
        return new Lsd(steps, Lsd.Form.POWER, List.of(beta), List.of());
    }

    @ParameterizedTest
    @CsvSource({"8, 1.2, .0300, .076", "4, 1, .196482, .240091", "4, 1.5, .1051, .160"})
    void sharpenedAncestral(int steps, double beta, double missed, double tv) {
        agree(steps, beta, missed, tv);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"8, 1, .062599, .125208", "8, 1.1, .0387, .085", "8, 1.3, .0334, .097", "8, 1.5, .0673, .151",
        "4, 1.2, .1268, .173"})
    void moreSharpenedAncestral(int steps, double beta, double missed, double tv) {
        agree(steps, beta, missed, tv);
    }

    private static void agree(int steps, double beta, double missed, double tv) {
        OutputLaw law = law(ancestral(steps, beta));
        assertEquals(missed, law.missed(), beta == 1 ? PRINTED : 6e-5);
        assertEquals(tv, law.totalVariation(), beta == 1 ? PRINTED : 6e-4);
    }

    @ParameterizedTest
    @CsvSource({"1, .122618, .175460", "1.15, .0869, .122", "1.3, .0815, .113", "1.5, .1083, .155"})
    void sharpenedParallel(double beta, double missed, double tv) {
        OutputLaw law = law(new BetaParallel(2, beta));
        assertEquals(missed, law.missed(), beta == 1 ? PRINTED : 6e-5);
        assertEquals(tv, law.totalVariation(), beta == 1 ? PRINTED : 6e-4);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, .12262", "2, .25, .07066", "2, .5, .03406", "2, .75, .00996", "2, .9, .00188", "2, 1, 0",
        "4, .5, .21662"})
    void headsOfSomeQuality(int perStep, double rho, double missed) {
        assertEquals(missed, law(new Adjust(perStep, rho, false)).missed(), rho == 1 ? 1e-9 : 6e-6);
    }

    @Test
    void aPerfectHeadInTheOrderOfEntropyIsExact() {
        assertEquals(0, law(new Adjust(4, 1, true)).missed(), 1e-9);
        assertTrue(law(new Adjust(4, 0.9, true)).missed() > 1e-4);
    }

    @ParameterizedTest
    @CsvSource({".01, 4.785, 0, 0, 0", ".03, 4.657, .003278, .002615, .005645", ".05, 3.536, .069815, .069714, .130004",
        ".1, 3.048, .092584, .102397, .137686"})
    void boundedDependence(double bound, double passes, double missed, double invented, double tv) {
        OutputLaw law = law(new DependenceBounded(bound, true, 1, 0, 1));
        assertEquals(passes, law.passes(), 6e-4);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(invented, law.invented(), PRINTED);
        assertEquals(tv, law.totalVariation(), PRINTED);
    }

    @Test
    void noAllowanceIsExact() {
        assertEquals(0, law(new DependenceBounded(0, true, 1, 0, 1)).missed(), 1e-9);
        assertThrows(UnknownLawException.class, () -> law(new DependenceBounded(0.1, false, 1, 0, 1)));
    }

    @Test
    void learnedRatesGainALittle() {
        var rates = new Lsd(4, Lsd.Form.LINEAR, List.of(.708, .813, .999, 1.0), List.of());
        assertEquals(0.1803, law(rates).missed(), 6e-5);
    }

    /// Those that were printed as the best; with 3 and 4 steps this search ends a little lower.
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"2, .5688", "3, .2914", "4, .1803"})
    void theBestRatesGainALittle(int steps, double printed) {
        var fit = new LsdFit(CHAIN, steps, Lsd.Form.LINEAR, steps, 1, 1);
        double missed = law(fit.searched(s -> law(s).missed(), 3)).missed();
        assertTrue(missed < printed + 2e-4 && missed > 0.97 * printed, "misses " + missed);
    }

    @Test
    void aSearchOnTheExactDivergenceFindsItsLowestPoint() {
        var fit = new LsdFit(CHAIN, 2, Lsd.Form.POWER, 2, 1, 1);
        double beta = fit.searchedOnce(s -> law(s).missed()).coefficient(0);
        double missed = law(ancestral(2, beta)).missed();
        assertTrue(missed < law(ancestral(2, beta * 1.05)).missed() && missed < law(ancestral(2, beta / 1.05)).missed());
        assertTrue(beta > 1.5 && missed < 0.639926 * 0.75, beta + " misses " + missed);
    }
}
