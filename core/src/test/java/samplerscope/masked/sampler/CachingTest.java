package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.KeyValues;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.TinyAttention;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.law.OutputLaw;
import samplerscope.masked.sampler.Cache.Span;
import samplerscope.registry.InvalidParameterException;
import samplerscope.run.MaskedRun;
import samplerscope.run.Recording;
import samplerscope.tensor.Workers;

class CachingTest {

    private static final TinyAttention NET = new TinyAttention(24, 5, 3);
    private static final int BLOCK = 4;

    /// Two tokens given, 22 to write in blocks of 4: five whole ones and half a one.
    private static int[] prompted() {
        int[] start = Canvas.hidden(24);
        start[0] = 3;
        start[1] = 1;
        return start;
    }

    private static MaskedSampler oneByOne(int block, Caching caching) {
        return new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), Manner.PLAIN.inBlocks(block).with(caching));
    }

    private static MaskedSampler oneByOne(Cache cache, int audit) {
        return oneByOne(BLOCK, new Caching(cache, audit));
    }

    private static double mean(List<UnmaskStep> steps, String scalar) {
        return steps.stream().mapToDouble(s -> s.scalars().get(scalar)).average().orElseThrow();
    }

    private static List<List<UnmaskStep.Commit>> commits(List<UnmaskStep> steps) {
        return steps.stream().map(UnmaskStep::committed).toList();
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void oneBlockWithNothingBeforeItIsAsWithoutACache(Cache cache) {
        List<UnmaskStep> plain = Told.by(oneByOne(0, Caching.NONE), NET, Canvas.hidden(24), 5);
        List<UnmaskStep> cached = Told.by(oneByOne(0, new Caching(cache, 0)), NET, Canvas.hidden(24), 5);

        assertEquals(commits(plain), commits(cached));
        assertEquals(24 * 24, cached.getLast().positions());
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void whatIsKeptOfTheSameCanvasChangesNoPrediction(Cache cache) {
        var passes = new Passes(NET);
        var caching = new Caching(cache, 1);
        var block = new Span(6, 10);
        int[] state = prompted();
        Arrays.fill(state, 2, 6, 4);

        Caching.Answer first = caching.pass(passes, state, block, Caching.Memory.EMPTY);
        Caching.Answer second = caching.pass(passes, state, block, first.memory());

        for (int i = 6; i < 10; i++) {
            assertArrayEquals(first.prediction().at(i), second.prediction().at(i), "position " + i);
        }
        if (cache != Cache.NONE) {
            assertTrue(second.scalars().get(Caching.HITS) >= 6, "" + second.scalars());
            assertEquals(0.0, second.scalars().get(Caching.DRIFT));
        }
    }

    /// With `n_b` hidden positions of block `b` that begins at `s_b`, one token a pass, and `L = 24`:
    /// none `22 L`; prefix `sum L + (n_b - 1)(L - s_b)`; dual `sum L + (n_b - 1) n_b`; stale `L + sum n_b (L - s_b)`
    /// less the first pass' `L - s_0`; clean that and `s_b - s_(b-1)` at every block but the first.
    @ParameterizedTest(name = "{0}")
    @CsvSource({"NONE, 528", "PREFIX, 356", "DUAL, 206", "FREE_CLEAN, 306", "FREE_STALE, 286"})
    void positionsAreAsTheFormulasSay(Cache cache, long positions) {
        List<UnmaskStep> steps = Told.by(oneByOne(cache, 0), NET, prompted(), 5);

        assertEquals(positions, steps.getLast().positions());
        assertEquals(22, steps.getLast().passes());
        assertEquals(22, steps.getLast().rows());
        if (cache != Cache.NONE) {
            assertEquals(positions, Math.round(22 * mean(steps, Caching.FED)));
            steps.forEach(s -> assertEquals(24, s.scalars().get(Caching.FED) + s.scalars().get(Caching.HITS)));
        }
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void aCacheChangesNoNumberOfPassesOfAFixedCount(Cache cache) {
        var counts = new FixedCount(Score.ENTROPY, 0, Counts.fixed(2), Manner.PLAIN.inBlocks(6)
            .with(new Caching(cache, 0)));

        // Blocks of 6, 6, 6 and 4 positions, two a pass.
        assertEquals(11, Told.by(counts, NET, prompted(), 2).getLast().passes());
    }

    @Test
    void aBlockFrozenWhileStaleDriftsMoreThanOneFrozenClean() {
        double clean = 0;
        double stale = 0;
        for (int seed = 0; seed < 20; seed++) {
            var net = new TinyAttention(24, 5, seed);
            clean += mean(Told.by(oneByOne(Cache.FREE_CLEAN, 1), net, prompted(), seed), Caching.DRIFT);
            stale += mean(Told.by(oneByOne(Cache.FREE_STALE, 1), net, prompted(), seed), Caching.DRIFT);
        }

        assertTrue(clean > 0, "what is kept is older than the canvas");
        assertTrue(stale > 1.5 * clean, stale / clean + " times");
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void anAuditIsNoPassAndChangesNothing(Cache cache) {
        List<UnmaskStep> plain = Told.by(oneByOne(cache, 0), NET, prompted(), 9);
        List<UnmaskStep> audited = Told.by(oneByOne(cache, 3), NET, prompted(), 9);

        assertEquals(commits(plain), commits(audited));
        assertEquals(plain.getLast().passes(), audited.getLast().passes());
        assertEquals(plain.getLast().rows(), audited.getLast().rows());
        assertEquals(plain.getLast().positions(), audited.getLast().positions());
        assertEquals(cache == Cache.NONE ? 0 : 7, audited.stream().filter(s -> s.scalars().containsKey(Caching.DRIFT))
            .count(), "22 passes, every third");
    }

    @Test
    void aPassThatKeptNothingIsItsOwnAudit() {
        List<UnmaskStep> steps = Told.by(oneByOne(Cache.PREFIX, 1), NET, prompted(), 9);

        assertEquals(0.0, steps.getFirst().scalars().get(Caching.DRIFT));
        assertEquals(0.0, steps.getFirst().scalars().get(Caching.AUDITS));
        assertEquals(22 - 6, steps.getLast().scalars().get(Caching.AUDITS), "six blocks begin with a full pass");
    }

    @Test
    void driftIsTheMeanDistanceOfTheHiddenPositionsThatWereFed() {
        var passes = new Passes(NET);
        var caching = new Caching(Cache.DUAL, 2);
        var block = new Span(2, 6);
        Caching.Answer first = caching.pass(passes, prompted(), block, Caching.Memory.EMPTY);
        int[] state = Canvas.with(prompted(), 3, 0);

        Caching.Answer second = caching.pass(passes, state, block, first.memory());

        Prediction full = NET.evaluate(List.of(state)).getFirst();
        double sum = 0;
        for (int i : new int[] {2, 4, 5}) {
            for (int v = 0; v < 5; v++) {
                sum += Math.abs(full.p(i, v) - second.prediction().p(i, v)) / 2;
            }
        }
        assertTrue(sum > 0);
        assertEquals(sum / 3, second.scalars().get(Caching.DRIFT), 1e-15, "sums of fifteen numbers");
    }

    @Test
    void aBlockIsFrozenCleanFromThePassAfterItsLast() {
        KeyValues stale = afterBlock(Cache.FREE_STALE);
        KeyValues clean = afterBlock(Cache.FREE_CLEAN);
        int[] whole = prompted();
        Arrays.fill(whole, 2, 6, 2);
        KeyValues now = NET.evaluate(whole, IntStream.range(0, 24).toArray(), KeyValues.none(24)).fresh();

        assertFalse(Arrays.equals(now.at(5), stale.at(5)), "made when 5 was hidden");
        // Only the prompt is older: its keys are of the first layer, which sees no other position.
        assertArrayEquals(Arrays.copyOf(now.at(5), 16), Arrays.copyOf(clean.at(5), 16));
    }

    /// What is known after the first pass of the second block.
    private static KeyValues afterBlock(Cache cache) {
        var passes = new Passes(NET);
        var caching = new Caching(cache, 0);
        int[] state = prompted();
        Caching.Memory memory = Caching.Memory.EMPTY;
        for (int i = 2; i < 6; i++) {
            memory = caching.pass(passes, state, new Span(2, 6), memory).memory();
            state = Canvas.with(state, i, 2);
        }
        return caching.pass(passes, state, new Span(6, 10), memory).memory().known();
    }

    @ParameterizedTest
    @EnumSource(Cache.class)
    void infillAndAnEmptyBlockAreLeftAsTheyAre(Cache cache) {
        int[] start = prompted();
        Arrays.fill(start, 6, 10, 2); // the second block
        start[17] = 4;
        start[23] = 0;

        List<UnmaskStep> steps = Told.by(oneByOne(cache, 0), NET, start, 4);

        int[] end = steps.getLast().state();
        assertEquals(16, steps.size());
        assertTrue(IntStream.range(0, 24).allMatch(i -> start[i] == Canvas.MASK ? end[i] >= 0 : end[i] == start[i]));
        assertFalse(steps.stream().anyMatch(s -> s.block() == 1));
    }

    @Test
    void aTokenThatIsRuledOutStaysSoWithACache() {
        int likely = Told.tokens(oneByOne(Cache.DUAL, 0), NET, prompted(), 3)[2];
        var manner = new Manner(BLOCK, Drawing.FAITHFUL, Manner.RankOn.RAW, 0,
            new EndOfText(EndOfText.Policy.SUPPRESS, likely), new Caching(Cache.DUAL, 0));

        int[] tokens = Told.tokens(new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), manner), NET, prompted(), 3);

        assertTrue(Arrays.stream(tokens).skip(2).noneMatch(t -> t == likely), Arrays.toString(tokens));
    }

    @Test
    void aCacheAndGuidanceDoNotGoTogether() {
        var e = assertThrows(InvalidParameterException.class, () -> new Manner(BLOCK, Drawing.FAITHFUL,
            Manner.RankOn.RAW, 1.5, EndOfText.NONE, new Caching(Cache.PREFIX, 0)));

        assertTrue(e.getMessage().contains("guidance"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(value = Cache.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aModelThatKeepsNothingIsRefusedBeforeTheFirstStep(Cache cache) {
        var sampler = (FixedCount) oneByOne(cache, 0);

        assertThrows(UnsuitableModelException.class, () -> sampler.begin(Canvas.hidden(7), new Passes(TinyChain.a()),
            Streams.of(1, 0)));
        assertThrows(UnsuitableModelException.class, () -> OutputLaw.of(sampler, TinyChain.a()));
    }

    @Test
    void aSequenceIsTheSameAloneAndInABatchOnThreads() {
        int[] alone = Told.tokens(oneByOne(Cache.FREE_CLEAN, 2), NET, prompted(), 8);
        try (var workers = new Workers(3); var run = new MaskedRun(oneByOne(Cache.FREE_CLEAN, 2), NET, prompted(), 5, 8,
            Recording.ALL, workers)) {
            while (run.advance().isPresent()) {
                assertTrue(run.states().size() == 5);
            }
            assertArrayEquals(alone, run.states().getFirst());
            assertNotEquals(Arrays.toString(alone), Arrays.toString(run.states().get(1)));
        }
    }
}
