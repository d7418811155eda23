package samplerscope.masked.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.ChainA;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.masked.sampler.Ancestral;
import samplerscope.masked.sampler.Counts;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.sampler.FirstHitting;
import samplerscope.masked.sampler.FixedCount;
import samplerscope.masked.sampler.Gibbs;
import samplerscope.masked.sampler.Llada;
import samplerscope.masked.sampler.Manner;
import samplerscope.masked.sampler.MaskSchedule;
import samplerscope.masked.sampler.Remdm;
import samplerscope.masked.sampler.Score;
import samplerscope.masked.sampler.Threshold;
import samplerscope.masked.sampler.Ticks;

/// Sequences that are decoded step by step, against the law that the plans say, with fixed seeds.
class DrawsFollowTheLawTest {

    private static final MaskedWorld WORLD = ChainA.SHORT;
    private static final int SEQUENCES = 6000;

    static Stream<PlannedSampler> samplers() {
        var ticks = new Ticks(MaskSchedule.LINEAR, 3, true, Drawing.FAITHFUL, 0);
        return Stream.of(
            new FixedCount(Score.RANDOM, Counts.fixed(2)),
            new FixedCount(Score.CONFIDENCE, 0.3, Counts.fixed(2), Manner.drawing(Drawing.sharpened(1.5))),
            new Threshold(0.5),
            new Threshold(0.6, Threshold.Judged.DRAWN, Manner.PLAIN),
            new Llada(Counts.fixed(2)),
            new Ancestral(ticks),
            new Remdm(Remdm.Variant.MAX, 0, ticks),
            new FirstHitting(FirstHitting.Variant.GRID, 1, 0, ticks),
            new FirstHitting(FirstHitting.Variant.COUNTS, 2, 0, ticks),
            Gibbs.oddEven(1),
            new Gibbs(0, 1, Gibbs.Scan.STRIDED, 1, true, Drawing.FAITHFUL));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void asOftenAsItSays(PlannedSampler sampler) {
        OutputLaw law = OutputLaw.of(sampler, WORLD);
        var numbering = new Numbering(WORLD.vocabulary(), WORLD.length());
        Map<Integer, Integer> seen = new TreeMap<>();
        double passes = 0;

        for (int n = 0; n < SEQUENCES; n++) {
            var model = new Passes(WORLD);
            Decoding decoding = sampler.begin(Canvas.hidden(WORLD.length()), model, Streams.of(20250101, n));
            while (!decoding.isDone()) {
                decoding.step();
            }
            seen.merge(numbering.number(decoding.state()), 1, Integer::sum);
            passes += (double) model.passes() / SEQUENCES;
        }

        assertEquals(law.passes(), passes, 0.06); // 4 standard errors of at most 1.2 / sqrt(6000)
        double excess = excess(law.output(), seen);
        assertTrue(excess < 4, "chi squared is %s standard deviations above its mean".formatted(excess));
    }

    /// Chi squared with the cells of less than 5 expected thrown together, in standard deviations above its mean.
    private static double excess(double[] law, Map<Integer, Integer> seen) {
        double sum = 0;
        double restExpected = 0;
        int restSeen = 0;
        int cells = 0;
        for (int k = 0; k < law.length; k++) {
            double expected = law[k] * SEQUENCES;
            int count = seen.getOrDefault(k, 0);
            if (expected >= 5) {
                sum += (count - expected) * (count - expected) / expected;
                cells++;
            } else {
                restExpected += expected;
                restSeen += count;
            }
        }
        if (restExpected >= 1) {
            sum += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
            cells++;
        } else {
            assertTrue(restSeen < 8, restSeen + " that hardly can be");
        }
        return (sum - (cells - 1)) / Math.sqrt(2.0 * (cells - 1));
    }
}
