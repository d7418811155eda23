package samplerscope.masked.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.ChainA;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.sampler.Gibbs;

class CorrectorLawTest {

    private static final double PRINTED = 1e-5;

    @ParameterizedTest(name = "{0} sweeps")
    @CsvSource({"1, 8, 0.340927, 0.292058", "2, 15, 0.122786, 0.139900", "3, 22, 0.062473, 0.093569",
        "6, 43, 0.014176, 0.037706"})
    void ofGibbsSweepsIsTheTabulatedOne(int sweeps, double passes, double missed, double variation) {
        OutputLaw law = OutputLaw.of(Gibbs.systematic(sweeps), ChainA.WORLD);

        assertEquals(passes, law.passes(), 1e-9);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
    }

    @ParameterizedTest(name = "{0} sweeps")
    @CsvSource({"1, 3, 0.177109, 0.183667", "2, 5, 0.072535, 0.109323", "4, 9, 0.021837, 0.051564",
        "8, 17, 0.005210, 0.029291"})
    void ofOddEvenSweepsIsTheTabulatedOne(int sweeps, double passes, double missed, double variation) {
        OutputLaw law = OutputLaw.of(Gibbs.oddEven(sweeps), ChainA.WORLD);

        assertEquals(passes, law.passes(), 1e-9);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
    }

    @Test
    void ofThreeOddEvenSweepsIsNearerThanThreePlainOnes() {
        assertEquals(0.037, OutputLaw.of(Gibbs.oddEven(3), ChainA.WORLD).missed(), 6e-4); // in 7 passes; 22 leave 0.062
    }

    @Test
    void ofASweepFromTheExactLawIsTheExactLaw() {
        // A draft one by one is exact; every corrector that leaves the law as it is must keep it.
        var oneByOne = new Gibbs(1, 1, Gibbs.Scan.SYSTEMATIC, 1, false, Drawing.FAITHFUL);
        var pairs = new Gibbs(1, 1, Gibbs.Scan.STRIDED, 1, false, Drawing.FAITHFUL);
        var tested = new Gibbs(1, 1, Gibbs.Scan.STRIDED, 3, true, Drawing.FAITHFUL);

        assertEquals(0, OutputLaw.of(oneByOne, ChainA.WORLD).totalVariation(), 1e-12);
        assertEquals(0, OutputLaw.of(tested, ChainA.WORLD).totalVariation(), 1e-12);
        assertTrue(OutputLaw.of(pairs, ChainA.WORLD).missed() > 0.1);
    }

    @Test
    void ofMetropolisOnDependentPositionsIsKeptWhereItIsExact() {
        var kept = new Gibbs(1, 1, Gibbs.Scan.STRIDED, 1, true, Drawing.FAITHFUL);

        assertEquals(0, OutputLaw.of(kept, ChainA.SHORT).totalVariation(), 1e-12);
    }

    @Test
    void ofMetropolisComesCloserWithEverySweep() {
        double before = Double.POSITIVE_INFINITY;
        for (int sweeps = 0; sweeps < 4; sweeps++) {
            var sampler = new Gibbs(0, sweeps, Gibbs.Scan.STRIDED, 1, true, Drawing.FAITHFUL);
            double missed = OutputLaw.of(sampler, ChainA.SHORT).missed();
            assertTrue(missed < before - 1e-3);
            before = missed;
        }
    }

    @Test
    void neverLeavesTheTruthFurtherBehindWithAnotherSweep() {
        double before = Double.POSITIVE_INFINITY;
        for (int sweeps = 0; sweeps < 8; sweeps++) {
            double missed = OutputLaw.of(Gibbs.systematic(sweeps), ChainA.WORLD).missed();
            assertTrue(missed <= before);
            before = missed;
        }
    }

    @ParameterizedTest(name = "pairs at least {0} apart")
    @CsvSource({"1, 0.0191", "2, 0"})
    void ofRandomPairsDrawnAnewStaysAwayFromTheTruthWhereNeighboursAreDrawnTogether(int apart, double stationary) {
        assertEquals(stationary, RandomPairs.on(ChainA.WORLD, apart).stationary(), apart == 1 ? 1e-3 : 1e-12);
    }
}
