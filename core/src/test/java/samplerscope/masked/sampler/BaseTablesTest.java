package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.masked.sampler.ReferenceRow.CHAIN;
import static samplerscope.masked.sampler.ReferenceRow.MIXTURE;
import static samplerscope.masked.sampler.ReferenceRow.gap;
import static samplerscope.masked.sampler.ReferenceRow.hit;
import static samplerscope.masked.sampler.ReferenceRow.nll;
import static samplerscope.masked.sampler.ReferenceRow.passes;
import static samplerscope.masked.sampler.ReferenceRow.pathKl;
import static samplerscope.masked.sampler.ReferenceRow.prompted;
import static samplerscope.masked.sampler.ReferenceRow.surprise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.tensor.Workers;

/// Rows of reference tables for the baselines.
class BaseTablesTest {

    private static final Manner GREEDY = Manner.drawing(Drawing.at(0));

    private static FixedCount drawn(Score score, int count) {
        return new FixedCount(score, Counts.fixed(count));
    }

    private static FixedCount greedy(Score score, int count) {
        return new FixedCount(score, 0, Counts.fixed(count), GREEDY);
    }

    private static ReferenceRow chain(String name, MaskedSampler sampler, ReferenceRow.Printed... printed) {
        return ReferenceRow.drawn(name + ", chain", CHAIN, 8000, sampler, printed);
    }

    private static ReferenceRow mixture(String name, MaskedSampler sampler, ReferenceRow.Printed... printed) {
        return ReferenceRow.drawn(name + ", mixture", MIXTURE, 4000, sampler, printed);
    }

    static List<ReferenceRow> few() {
        return List.of(
            chain("confidence 4", drawn(Score.CONFIDENCE, 4), passes(8, 0), nll(1.8381, 4), pathKl(9.62, 2)),
            chain("dilated 4", new Dilated(4), passes(4, 0), nll(1.3448, 4), pathKl(.064, 3)),
            mixture("threshold .9", new Threshold(.9), passes(4.09, 2), surprise(16.19, 2), pathKl(.240, 3)),
            prompted("EB 1, greedy", new EntropyBounded(1, Score.ENTROPY, GREEDY), 18.3, .278, .441));
    }

    static List<ReferenceRow> all() {
        var rows = new ArrayList<>(few());
        rows.addAll(List.of(
            chain("random 1", drawn(Score.RANDOM, 1), passes(32, 0), nll(1.3380, 4), pathKl(0, 3)),
            chain("random 2", drawn(Score.RANDOM, 2), passes(16, 0), nll(1.3838, 4), pathKl(.992, 3)),
            chain("all at once", drawn(Score.RANDOM, 32), passes(1, 0), nll(3.1334, 4), pathKl(37.07, 2)),
            chain("bisection", new Bisection(), passes(6, 0), nll(1.3359, 4), pathKl(0, 3)),
            chain("dilated 8", new Dilated(8), passes(8, 0), nll(1.3377, 4), pathKl(0, 3)),
            chain("left to right 4", drawn(Score.LEFT_TO_RIGHT, 4), passes(8, 0), nll(2.5737, 4), pathKl(25.29, 2)),
            chain("confidence 2", drawn(Score.CONFIDENCE, 2), passes(16, 0), nll(1.6821, 4), pathKl(6.72, 2)),
            chain("confidence 8", drawn(Score.CONFIDENCE, 8), passes(4, 0), nll(1.6899, 4), pathKl(6.11, 2)),
            chain("entropy 2", drawn(Score.ENTROPY, 2), nll(1.7282, 4), pathKl(7.65, 2)),
            chain("entropy 4", drawn(Score.ENTROPY, 4), nll(1.8539, 4), pathKl(9.97, 2)),
            chain("margin 2", drawn(Score.MARGIN, 2), nll(1.6149, 4), pathKl(5.57, 2)),
            chain("margin 4", drawn(Score.MARGIN, 4), nll(1.7996, 4), pathKl(8.90, 2)),
            chain("LLaDA 1", new Llada(Counts.fixed(1)), passes(32, 0), nll(.7706, 4)),
            chain("LLaDA 2", new Llada(Counts.fixed(2)), passes(16, 0), nll(.8417, 4)),
            chain("LLaDA 4", new Llada(Counts.fixed(4)), passes(8, 0), nll(.9849, 4)),
            chain("LLaDA 8", new Llada(Counts.fixed(8)), passes(4, 0), nll(1.3957, 4)),
            chain("threshold .6", new Threshold(.6), passes(31.4, 1), nll(1.332, 3), pathKl(0, 3)),
            chain("threshold .5", new Threshold(.5), passes(28.9, 1), nll(1.4221, 4), pathKl(1.71, 2)),
            chain("factor 2", new Factor(2), passes(18.0, 1), nll(1.6941, 4), pathKl(7.02, 2)),
            chain("EB 1", new EntropyBounded(1), passes(25.0, 1), nll(1.4849, 4), pathKl(3.20, 2)),
            chain("EB 2", new EntropyBounded(2), passes(15.7, 1), nll(1.7138, 4), pathKl(7.33, 2)),
            chain("EB 4", new EntropyBounded(4), passes(10.2, 1), nll(1.8682, 4), pathKl(10.37, 2)),
            mixture("random 1", drawn(Score.RANDOM, 1), passes(32, 0), surprise(14.26, 2), pathKl(0, 3)),
            mixture("bisection", new Bisection(), passes(6, 0), surprise(17.28, 2), pathKl(1.69, 2)),
            mixture("confidence 4", drawn(Score.CONFIDENCE, 4), surprise(20.47, 2), pathKl(3.43, 2)),
            mixture("confidence 8", drawn(Score.CONFIDENCE, 8), surprise(31.32, 2), pathKl(9.35, 2)),
            mixture("threshold .95", new Threshold(.95), passes(32, 0), surprise(14.24, 2), pathKl(0, 3)),
            mixture("threshold .8", new Threshold(.8), passes(3.80, 2), surprise(16.96, 2), pathKl(.380, 3)),
            mixture("threshold .6", new Threshold(.6), passes(3.71, 2), surprise(17.64, 2), pathKl(.761, 3)),
            mixture("threshold .4", new Threshold(.4), passes(2.07, 2), surprise(38.9, 1), pathKl(13.8, 1)),
            mixture("factor .5", new Factor(.5), passes(8.54, 2), surprise(14.44, 2), pathKl(.054, 3)),
            mixture("factor 1", new Factor(1), passes(5.75, 2), surprise(15.09, 2), pathKl(.160, 3)),
            mixture("factor 2", new Factor(2), passes(3.44, 2), surprise(17.47, 2), pathKl(1.22, 2)),
            mixture("EB .5", new EntropyBounded(.5), passes(17.5, 1), surprise(14.31, 2), pathKl(.025, 3)),
            mixture("EB 1", new EntropyBounded(1), passes(12.1, 1), surprise(14.97, 2), pathKl(.391, 3)),
            mixture("EB 2", new EntropyBounded(2), passes(7.05, 2), surprise(15.60, 2), pathKl(.633, 3)),
            mixture("entropy threshold .5", new EntropyThreshold(.5), passes(4.50, 2), surprise(15.76, 2),
                pathKl(.197, 3)),
            mixture("entropy threshold .6", new EntropyThreshold(.6), passes(3.93, 2), surprise(16.10, 2),
                pathKl(.228, 3)),
            mixture("LLaDA 1", new Llada(Counts.fixed(1)), passes(32, 0), surprise(4.06, 2)),
            prompted("all at once, greedy", greedy(Score.RANDOM, 32), 1, 25.18, .025),
            prompted("left to right 1, greedy", greedy(Score.LEFT_TO_RIGHT, 1), 24.06, .487, .185),
            prompted("random 1, greedy", greedy(Score.RANDOM, 1), 24.06, .426, .297),
            prompted("confidence 2, greedy", greedy(Score.CONFIDENCE, 2), 12.28, .663, .403),
            prompted("confidence 4, greedy", greedy(Score.CONFIDENCE, 4), 6.39, 1.349, .311),
            prompted("entropy 1, greedy", greedy(Score.ENTROPY, 1), 24.06, .286, .419),
            prompted("margin 1, greedy", greedy(Score.MARGIN, 1), 24.06, .246, .334),
            // Ours goes through the levels of the hidden stretches, 3.6 of them. The printed 5.75 passes count the first
            // level where all of it is given, too.
            new ReferenceRow("bisection by the levels of the canvas, greedy", CHAIN, 0.25, new CanvasLevels(GREEDY), 2000,
                List.of(gap(.415), hit(.319))),
            prompted("threshold .95, greedy", new Threshold(.95, Threshold.Judged.CONFIDENCE, GREEDY), 24.05, .174, .481),
            prompted("threshold .5, greedy", new Threshold(.5, Threshold.Judged.CONFIDENCE, GREEDY), 17.42, .174, .481),
            prompted("factor 1.5, greedy", new Factor(1.5, GREEDY), 19.26, .174, .481),
            prompted("factor 2, greedy", new Factor(2, GREEDY), 11.34, .328, .455),
            prompted("EB .5, greedy", new EntropyBounded(.5, Score.ENTROPY, GREEDY), 23.8, .286, .419),
            prompted("EB 2, greedy", new EntropyBounded(2, Score.ENTROPY, GREEDY), 11.4, .663, .350)));
        return rows;
    }

    /// Bisection of the whole canvas from which the given positions are left out: all of a level in a pass.
    private record CanvasLevels(Manner manner) implements PlannedSampler {

        @Override
        public boolean drawsAsItSays() {
            return manner.drawing().isRandom();
        }

        @Override
        public Course<?> course(int[] start, MaskPredictor model, Streams random) {
            return Uncovering.of(look -> {
                int least = IntStream.of(look.eligible()).map(i -> level(i, 0, start.length)).min().orElseThrow();
                int[] chosen = IntStream.of(look.eligible()).filter(i -> level(i, 0, start.length) == least).toArray();
                return new UnmaskRule.Choice(look.reveal(chosen), look.view("level", i -> level(i, 0, start.length)), Map.of());
            }, manner, start, model, 0);
        }

        private static int level(int position, int a, int b) {
            int middle = (a + b) / 2;
            return position == middle ? 0 : 1 + (position < middle ? level(position, a, middle) : level(position, middle + 1, b));
        }
    }

    @ParameterizedTest
    @MethodSource("few")
    void aFewRowsOfEachTable(ReferenceRow row) {
        assertEquals(List.of(), row.off(200, false));
    }

    @Test
    @Tag("slow")
    void sampleThenChoosePrefersOneTopic() {
        // Topics by their favourite tokens, which few sequences share.
        var drawn = new SplittableRandom(4);
        double[] weights = drawn.doubles(6).toArray();
        int[][] favourites = IntStream.range(0, 6).mapToObj(_ -> drawn.doubles(32).mapToInt(u -> (int) (8 * u)).toArray())
            .toArray(int[][]::new);
        var seen = new double[6];
        try (var workers = new Workers(2)) {
            new MonteCarlo(MIXTURE, Prompts.none(32), 1000, 2027).scores(new Llada(Counts.fixed(1)), workers)
                .forEach(score -> seen[IntStream.range(0, 6).boxed().max(Comparator.comparingLong(c ->
                    IntStream.range(0, 32).filter(i -> score.tokens()[i] == favourites[c][i]).count())).orElseThrow()] += 1e-3);
        }
        double sum = DoubleStream.of(weights).sum();

        double distance = IntStream.range(0, 6).mapToDouble(c -> Math.abs(seen[c] - weights[c] / sum) / 2).sum();
        assertEquals(0.75, distance, 0.04); // three standard errors of a share of a thousand
    }

    /// Prints every number. With more than a hundred comparisons one beyond three standard errors is no surprise.
    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void everyRow(ReferenceRow row) {
        assertEquals(List.of(), row.off(1000, true));
    }
}
