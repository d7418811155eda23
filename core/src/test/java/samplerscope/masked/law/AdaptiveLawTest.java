package samplerscope.masked.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.ChainA;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.sampler.Bisection;
import samplerscope.masked.sampler.Counts;
import samplerscope.masked.sampler.EntropyBounded;
import samplerscope.masked.sampler.Factor;
import samplerscope.masked.sampler.Llada;
import samplerscope.masked.sampler.Threshold;

class AdaptiveLawTest {

    private static final double PRINTED = 1e-5;
    private static final double PASSES_PRINTED = 5e-4;

    @ParameterizedTest(name = "threshold {0}")
    @CsvSource({"0.8, 6.472, 0, 0, 0", "0.6, 4.353, 0.154846, 0.243162, 0.112144", "0.5, 2, 0.810861, 1.097718, 0.470029"})
    void ofThresholdsIsTheTabulatedOne(double tau, double passes, double missed, double invented, double variation) {
        check(Threshold::new, tau, passes, missed, invented, variation);
    }

    @ParameterizedTest(name = "factor {0}")
    @CsvSource({"0.5, 6.677, 0, 0, 0", "1.0, 6.115, 0.123249, 0.203241, 0.083396",
        "1.5, 3.807, 0.640445, 0.990350, 0.416994"})
    void ofFactorsIsTheTabulatedOne(double factor, double passes, double missed, double invented, double variation) {
        check(Factor::new, factor, passes, missed, invented, variation);
    }

    @ParameterizedTest(name = "gamma {0}")
    @CsvSource({"0.25, 7, 0, 0, 0", "0.5, 6.102, 0.013158, 0.012054, 0.017281", "1, 3.943, 0.843543, 1.269131, 0.509174"})
    void ofEntropyBoundsIsTheTabulatedOne(double gamma, double passes, double missed, double invented, double variation) {
        check(EntropyBounded::new, gamma, passes, missed, invented, variation);
    }

    private static void check(DoubleFunction<PlannedSampler> make, double value, double passes, double missed,
                              double invented, double variation) {
        PlannedSampler sampler = make.apply(value);
        OutputLaw law = OutputLaw.of(sampler, ChainA.WORLD);

        assertEquals(passes, law.passes(), PASSES_PRINTED);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(invented, law.invented(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
        // The state decides what is written: what is missed is what dependence costs along the way.
        assertEquals(law.missed(), PathDivergence.of(sampler, ChainA.WORLD).orElseThrow(), 1e-9);
    }

    @ParameterizedTest(name = "{0} a step")
    @CsvSource({"1, 7, 5.468157, 1.391499, 0.703327, 1.83500", "2, 4, 2.964748, 1.034188, 0.607738, 2.45466",
        "3, 3, 2.152722, 0.803729, 0.534123, 3.02691"})
    void ofSampleThenChooseIsTheTabulatedOne(int count, double passes, double missed, double invented, double variation,
                                             double entropy) {
        OutputLaw law = OutputLaw.of(new Llada(Counts.fixed(count)), ChainA.WORLD);

        assertEquals(passes, law.passes(), 1e-9);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(invented, law.invented(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
        assertEquals(entropy, law.entropy(), PRINTED);
    }

    @Test
    void ofSampleThenChooseLooksBetterThanTheTruthWhileItIsPoorer() {
        OutputLaw law = OutputLaw.of(new Llada(Counts.fixed(1)), ChainA.WORLD);

        assertEquals(3.227, law.surprise(1), 1e-3); // the truth has 4.715
    }

    @Test
    void ofBisectionIsThatOfTheChainInThreePasses() {
        OutputLaw law = OutputLaw.of(new Bisection(), ChainA.WORLD);

        assertEquals(3, law.passes(), 1e-12);
        assertEquals(0, law.missed(), 1e-9);
        assertEquals(0, law.invented(), 1e-9);
    }
}
