package samplerscope.masked.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.ChainA;
import samplerscope.masked.sampler.Ancestral;
import samplerscope.masked.sampler.Counts;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.sampler.FixedCount;
import samplerscope.masked.sampler.Manner;
import samplerscope.masked.sampler.MaskSchedule;
import samplerscope.masked.sampler.MaskSchedule.Kind;
import samplerscope.masked.sampler.Remdm;
import samplerscope.masked.sampler.Remdm.Variant;
import samplerscope.masked.sampler.Score;
import samplerscope.masked.sampler.TauLeaping;
import samplerscope.masked.sampler.Ticks;

class TimeGridLawTest {

    private static final double PRINTED = 1e-5;

    @ParameterizedTest(name = "{0}, {1} steps")
    @CsvSource({
        "LINEAR, 2, 0.639926, 1.070480, 0.441159",
        "LINEAR, 4, 0.196482, 0.310981, 0.240091",
        "LINEAR, 8, 0.062599, 0.090385, 0.125208",
        "LINEAR, 16, 0.019660, 0.025910, 0.064029",
        "LINEAR, 32, 0.005956, 0.007254, 0.032383",
        "LINEAR, 64, 0.001729, 0.001977, 0.016284",
        "LINEAR, 128, 0.000482, , 0.008166",
        "COSINE, 4, 0.330398, , 0.314318",
        "COSINE, 8, 0.104320, , 0.167415",
        "COSINE, 16, 0.032590, , 0.086140",
        "COSINE, 32, 0.009872, , 0.043712",
        "MASKGIT_COSINE, 4, 0.210660, , 0.252089",
        "MASKGIT_COSINE, 8, 0.071398, , 0.134977",
        "MASKGIT_COSINE, 16, 0.023330, , 0.069782"})
    void ofAncestralSamplingIsTheTabulatedOne(Kind schedule, int steps, double missed, Double invented, double variation) {
        OutputLaw law = OutputLaw.of(new Ancestral(new Ticks(MaskSchedule.of(schedule), steps)), ChainA.WORLD);

        assertEquals(steps, law.passes(), 1e-9);
        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
        if (invented != null) {
            assertEquals(invented, law.invented(), PRINTED);
        }
    }

    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"256, 0.000130, 0.004089", "512, 0.000034, 0.002046"})
    void ofAncestralSamplingConvergesAsTabulated(int steps, double missed, double variation) {
        OutputLaw law = OutputLaw.of(new Ancestral(new Ticks(MaskSchedule.LINEAR, steps)), ChainA.WORLD);

        assertEquals(missed, law.missed(), 1e-6);
        assertEquals(variation, law.totalVariation(), PRINTED);
        // First order in the step: total variation times steps tends to a constant.
        assertEquals(1.05, law.totalVariation() * steps, 0.02 * 1.05);
    }

    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"8, 4.858", "64, 6.677"})
    void ofAncestralSamplingTakesAPassOnlyWhereSomethingHasChanged(int steps, double printed) {
        var ticks = new Ticks(MaskSchedule.LINEAR, steps, true, Drawing.FAITHFUL, 0);
        OutputLaw law = OutputLaw.of(new Ancestral(ticks), ChainA.WORLD);
        double expected = steps * (1 - Math.pow(1 - 1.0 / steps, 7));

        assertEquals(expected, law.passes(), 1e-9);
        assertEquals(printed, expected, 1e-3);
        assertEquals(OutputLaw.of(new Ancestral(new Ticks(MaskSchedule.LINEAR, steps)), ChainA.WORLD).missed(),
            law.missed(), 1e-12);
    }

    @ParameterizedTest(name = "{0} steps, beta {1}")
    @CsvSource({"8, 1.1, 0.0387, 0.085", "8, 1.2, 0.0300, 0.076", "8, 1.3, 0.0334, 0.097", "8, 1.5, 0.0673, 0.151",
        "4, 1.2, 0.1268, 0.173", "4, 1.5, 0.1051, 0.160"})
    void ofSharpenedAncestralSamplingIsTheTabulatedOne(int steps, double beta, double missed, double variation) {
        var ticks = new Ticks(MaskSchedule.LINEAR, steps, false, Drawing.sharpened(beta), 0);
        OutputLaw law = OutputLaw.of(new Ancestral(ticks), ChainA.WORLD);

        assertEquals(missed, law.missed(), 6e-5); // four digits are printed
        assertEquals(variation, law.totalVariation(), 6e-4);
    }

    @ParameterizedTest(name = "beta {0}")
    @CsvSource({"1.15, 0.0869, 0.122", "1.3, 0.0815, 0.113", "1.5, 0.1083, 0.155"})
    void ofSharpenedRandomOrderIsTheTabulatedOne(double beta, double missed, double variation) {
        var sampler = new FixedCount(Score.RANDOM, 0, Counts.fixed(2), Manner.drawing(Drawing.sharpened(beta)));
        OutputLaw law = OutputLaw.of(sampler, ChainA.WORLD);

        assertEquals(missed, law.missed(), 6e-5);
        assertEquals(variation, law.totalVariation(), 6e-4);
    }

    @ParameterizedTest(name = "{0} {1}, {2} steps")
    @CsvSource({
        "CAP, 0.1, 8, 0.061896, 0.124560", "CAP, 0.1, 32, 0.012315, 0.047656", "CAP, 0.1, 128, 0.005136, 0.028641",
        "RESCALE, 0.1, 8, 0.060459, 0.122808", "RESCALE, 0.1, 32, 0.007490, 0.036602",
        "RESCALE, 0.1, 128, 0.001357, 0.014117",
        "MAX, 0, 8, 0.121249, 0.184902", "MAX, 0, 32, 0.027270, 0.077881", "MAX, 0, 128, 0.007310, 0.036395",
        "FORWARD_BACKWARD, 0, 8, 0.080558, 0.145703", "FORWARD_BACKWARD, 0, 32, 0.007570, 0.036687",
        "FORWARD_BACKWARD, 0, 128, 0.000647, 0.009185"})
    void ofRemaskingIsTheTabulatedOne(Variant variant, double eta, int steps, double missed, double variation) {
        OutputLaw law = OutputLaw.of(new Remdm(variant, eta, new Ticks(MaskSchedule.LINEAR, steps)), ChainA.WORLD);

        assertEquals(missed, law.missed(), PRINTED);
        assertEquals(variation, law.totalVariation(), PRINTED);
    }

    @Test
    void ofTauLeapingIsAncestralWhereScoresAreNormalisedAndTheScheduleIsLinear() {
        var ticks = new Ticks(MaskSchedule.LINEAR, 8);
        double[] ancestral = OutputLaw.of(new Ancestral(ticks), ChainA.WORLD).output();

        for (TauLeaping.Kind kind : TauLeaping.Kind.values()) {
            double[] leaping = OutputLaw.of(new TauLeaping(kind, 1, ticks), ChainA.WORLD).output();
            for (int k = 0; k < ancestral.length; k++) {
                assertEquals(ancestral[k], leaping[k], 1e-12);
            }
        }
    }
}
