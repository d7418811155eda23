package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.ChainA;
import samplerscope.masked.Prediction;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.sampler.MaskSchedule.Kind;
import samplerscope.registry.InvalidParameterException;

/// Samplers that follow the time of the forward process.
class TimeGridSamplersTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void schedulesHaveTheirSlopeAndTheirInverse(Kind kind) {
        var schedule = new MaskSchedule(kind, 1.7);
        double h = 1e-6;
        for (double t : new double[] {0.1, 0.37, 0.8}) {
            double slope = (schedule.alpha(t + h) - schedule.alpha(t - h)) / (2 * h);
            assertEquals(slope, schedule.slope(t), 1e-8);
            assertEquals(t, schedule.time(schedule.alpha(t)), 1e-9);
        }
        assertEquals(kind == Kind.GEOMETRIC ? Math.exp(-1) : 0, schedule.alpha(1), 1e-15);
        assertEquals(1, schedule.alpha(0), 1e-3 + 1e-9); // the geometric one begins at its smallest noise
    }

    @Test
    void firstHittingTimesAreOrderStatisticsOfUniforms() {
        int runs = 4000;
        var random = new SplittableRandom(20250101);
        var all = new ArrayList<Double>();
        var means = new double[8];
        for (int n = 0; n < runs; n++) {
            double[] times = FirstHitting.times(MaskSchedule.LINEAR, 8, random);
            for (int k = 0; k < 8; k++) {
                means[k] += times[k] / runs;
                all.add(times[k]);
            }
        }

        for (int k = 0; k < 8; k++) {
            assertEquals((8 - k) / 9.0, means[k], 0.011); // 4 standard errors of at most 0.167 / sqrt(4000)
        }
        // Thrown together they are independent uniforms: Kolmogorov-Smirnov, p = 1e-4 at 2.23 / sqrt(n).
        Collections.sort(all);
        double distance = 0;
        for (int n = 0; n < all.size(); n++) {
            distance = Math.max(distance, Math.abs(all.get(n) - (n + 0.5) / all.size()));
        }
        assertTrue(distance < 2.23 / Math.sqrt(all.size()), "" + distance);
    }

    @Test
    void firstHittingTellsItsTimeAndWritesOneTokenAPass() {
        List<UnmaskStep> steps = Told.by(new FirstHitting(FirstHitting.Variant.COUNTS, 1, 0,
            new Ticks(MaskSchedule.LINEAR, 1)), ChainA.WORLD, Canvas.hidden(7), 4);

        assertEquals(7, steps.size());
        assertEquals(1, steps.getFirst().progress());
        for (int k = 1; k < 7; k++) {
            assertTrue(steps.get(k).progress() < steps.get(k - 1).progress());
            assertEquals(1, steps.get(k).committed().size());
        }
    }

    @Test
    void extrapolationClipsAndNormalises() {
        var now = new Prediction(2, new double[] {0.9, 0.1});
        var old = new Prediction(2, new double[] {0.5, 0.5});

        assertEquals(0.94, FirstHitting.extrapolated(now, old, 0.1).p(0, 0), 1e-15);
        assertEquals(1e-6 / (1.3 + 1e-6), FirstHitting.extrapolated(now, old, 1).p(0, 1), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(value = Remdm.Variant.class, names = {"CAP", "RESCALE", "MAX", "FORWARD_BACKWARD"})
    void remaskingKeepsThePartThatIsHidden(Remdm.Variant variant) {
        var schedule = MaskSchedule.of(Kind.COSINE);
        int steps = 12;
        List<UnmaskStep> told = Told.by(new Remdm(variant, 0.3, new Ticks(schedule, steps)), ChainA.WORLD, Canvas.hidden(7), 3);

        assertEquals(steps, told.size());
        for (int k = 0; k < steps; k++) {
            double alpha = schedule.alpha(1 - (double) k / steps);
            double after = k == steps - 1 ? 1 : schedule.alpha(1 - (k + 1.0) / steps);
            double unmask = told.get(k).scalars().get("unmask");
            double sigma = told.get(k).scalars().get("sigma");
            assertTrue(unmask >= 0 && unmask <= 1 && sigma >= 0 && sigma <= 1);
            assertEquals(1 - after, (1 - alpha) * (1 - unmask) + alpha * sigma, 1e-12);
        }
    }

    @Test
    void aLoopStandsStillWhileItHides() {
        List<UnmaskStep> told = Told.by(new Remdm(Remdm.Variant.LOOP, 0.05, new Ticks(MaskSchedule.LINEAR, 20)), ChainA.WORLD,
            Canvas.hidden(7), 3);

        double hidden = 1;
        for (int k = 0; k < 20; k++) {
            double t = 1 - k / 20.0;
            double unmask = told.get(k).scalars().get("unmask");
            double sigma = told.get(k).scalars().get("sigma");
            // From 0.55 to 0.05, a tenth is hidden; before and after it nothing is hidden again.
            boolean inside = k >= 9 && k < 19;
            assertEquals(inside ? 0.05 : 0, sigma, 1e-12, "at " + t);
            hidden = hidden * (1 - unmask) + (1 - hidden) * sigma;
            if (k >= 8 && k < 18) {
                assertEquals(0.1, hidden, 1e-9, "after " + t);
            }
        }
        assertEquals(0, hidden, 1e-12);
    }

    @Test
    void aLoopEndsAfterItBegins() {
        assertThrows(InvalidParameterException.class, () -> new RemaskingLoop(0.2, 0.3, 0.9));
    }

    @Test
    void remaskingHidesAndNeverThePrompt() {
        int[] prompt = {1, -1, -1, 0, -1, -1, -1};
        int hidden = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<UnmaskStep> steps = Told.by(new Remdm(Remdm.Variant.CONF, 0, new Ticks(MaskSchedule.LINEAR, 16)),
                ChainA.WORLD, prompt, seed);
            for (UnmaskStep step : steps) {
                assertEquals(1, step.state()[0]);
                assertEquals(0, step.state()[3]);
                hidden += step.remasked().size();
            }
            assertEquals(0, Canvas.masked(steps.getLast().state()));
        }
        assertTrue(hidden > 0);
    }

    @Test
    void aPassIsSavedWhereNothingHasChanged() {
        var thrifty = new Ticks(MaskSchedule.LINEAR, 200, true, Drawing.FAITHFUL, 0);
        List<UnmaskStep> steps = Told.by(new Ancestral(thrifty), ChainA.WORLD, Canvas.hidden(7), 3);
        UnmaskStep last = steps.getLast();
        long changes = steps.stream().filter(s -> !s.committed().isEmpty()).count();

        assertEquals(changes, last.passes());
        assertEquals(200, Told.by(new Ancestral(new Ticks(MaskSchedule.LINEAR, 200)), ChainA.WORLD, Canvas.hidden(7), 3)
            .getLast().passes());
    }

    @Test
    void scoresThatAddUpToMoreThanOneAreNormalisedAway() {
        var tick = new Ticks(MaskSchedule.LINEAR, 2).tick(0);
        var all = new TauLeaping(TauLeaping.Kind.EULER, 3, new Ticks(MaskSchedule.LINEAR, 2));
        var some = new TauLeaping(TauLeaping.Kind.EULER, 1.2, new Ticks(MaskSchedule.LINEAR, 2));

        assertEquals(1, all.leave(tick));
        assertEquals(0.6, some.leave(tick), 1e-15);
    }

    @Test
    void drawingWithFewBitsRunsToTheEnd() {
        var coarse = new Ticks(MaskSchedule.LINEAR, 8, true, new Drawing(1, 1, 1, 0, TokenDraw.GUMBEL_24), 0);

        assertEquals(0, Canvas.masked(Told.tokens(new Ancestral(coarse), TinyChain.a(), Canvas.hidden(7), 3)));
    }

    @Test
    void correctorsDrawAnewWhatWasWritten() {
        int[] prompt = {1, -1, -1, 0, -1, -1, -1};
        List<UnmaskStep> steps = Told.by(new Gibbs(2, 2, Gibbs.Scan.SHUFFLED, 1, false, Drawing.FAITHFUL), ChainA.WORLD,
            prompt, 3);

        assertEquals(3 + 2 * 5, steps.size());
        List<Integer> sweep = steps.subList(3, 8).stream().map(s -> s.committed().getFirst().position()).sorted().toList();
        assertEquals(List.of(1, 2, 4, 5, 6), sweep);
    }
}
