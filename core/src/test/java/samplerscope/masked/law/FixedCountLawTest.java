package samplerscope.masked.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.ChainA;
import samplerscope.masked.MaskedWorld;

import samplerscope.masked.sampler.Counts;
import samplerscope.masked.sampler.FixedCount;
import samplerscope.masked.sampler.Score;

class FixedCountLawTest {

    private static final double PRINTED = 1e-5;
    private static final MaskedWorld WORLD = ChainA.WORLD;

    @ParameterizedTest(name = "{0}, {1} a step")
    @CsvSource({
        "RANDOM, 2, 4, 0.122618, 0.154092, 0.175460",
        "RANDOM, 3, 3, 0.389722, 0.508564, 0.322579",
        "RANDOM, 4, 2, 0.750641, 1.001727, 0.449724",
        "RANDOM, 7, 1, 2.419918, 3.703615, 0.747583",
        "LEFT_TO_RIGHT, 2, 4, 0.886403, 1.327138, 0.517878",
        "LEFT_TO_RIGHT, 3, 3, 1.309921, 1.972355, 0.580958",
        "CONFIDENCE, 2, 4, 0.639160, 0.990078, 0.416922",
        "CONFIDENCE, 3, 3, 0.847713, 1.279134, 0.474215",
        "ENTROPY, 2, 4, 0.837476, 1.263098, 0.508084",
        "ENTROPY, 3, 3, 0.846914, 1.270709, 0.474420",
        "MARGIN, 2, 4, 0.639160, 0.990078, 0.416922",
        "MARGIN, 3, 3, 0.853446, 1.308696, 0.476838"})
    void isTheTabulatedOne(Score score, int count, double passes, double missed, double invented, double variation) {
        OutputLaw law = OutputLaw.of(new FixedCount(score, Counts.fixed(count)), WORLD);

        assertEquals(passes, law.passes(), 1e-9);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(invented, law.invented(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2, 5.45507, 0.332836", "3, 6.03131, 0.689821", "4, 6.45800, 1.052604", "7, 7.13508, 2.419918"})
    void ofRandomOrderIsTooDiverseAndBoundedByTheDependenceOfWhatIsWrittenTogether(int count, double entropy,
                                                                                   double bound) {
        var sampler = new FixedCount(Score.RANDOM, Counts.fixed(count));

        assertEquals(entropy, OutputLaw.of(sampler, WORLD).entropy(), PRINTED);
        assertEquals(bound, PathDivergence.of(sampler, WORLD).orElseThrow(), PRINTED);
    }

    @Test
    void ofRandomOrderIsWorstWithAFastStart() {
        assertEquals(0.659, OutputLaw.of(new FixedCount(Score.RANDOM, Counts.listed(4, 1, 1, 1)), WORLD).missed(), 6e-4);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({"1, 2, 2, 2, 0.057946, 0.087157, 0.122443", "2, 2, 2, 1, 0.122618, 0.154092, 0.175460",
        "2, 2, 3, 0, 0.170650, 0.252857, 0.212981"})
    void ofRandomOrderIsBestWithASlowStart(int a, int b, int c, int d, double missed, double invented, double variation) {
        OutputLaw law = OutputLaw.of(new FixedCount(Score.RANDOM, Counts.listed(a, b, c, d)), WORLD);

        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(invented, law.invented(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
    }
}
