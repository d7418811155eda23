package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.masked.sampler.ReferenceRow.CHAIN;
import static samplerscope.masked.sampler.ReferenceRow.bigram;
import static samplerscope.masked.sampler.ReferenceRow.distinct;
import static samplerscope.masked.sampler.ReferenceRow.fourApart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Streams;

/// Rows of a reference table on the laws of two tokens of a chain: of neighbours, and of tokens four apart. Each is of as many
/// sequences as the reference has, since a distance between laws is the larger the fewer there are.
class PairTablesTest {

    private static final int SEQUENCES = 8000;

    private static FixedCount drawn(Score score, int count) {
        return new FixedCount(score, Counts.fixed(count));
    }

    private static ReferenceRow chain(String name, MaskedSampler sampler, ReferenceRow.Printed... printed) {
        return ReferenceRow.drawn(name, CHAIN, SEQUENCES, sampler, printed);
    }

    /// Those of few passes.
    static List<ReferenceRow> few() {
        return List.of(
            chain("all at once", drawn(Score.RANDOM, 32), bigram(.4829, 4), fourApart(.0577, 4)),
            chain("random 8", drawn(Score.RANDOM, 8), bigram(.1051, 4), fourApart(.0347, 4)),
            chain("dilated 4", new Dilated(4), bigram(.0106, 4), fourApart(.0250, 4)),
            chain("confidence 8", drawn(Score.CONFIDENCE, 8), bigram(.1274, 4), fourApart(.0652, 4)),
            chain("LLaDA 8", new Llada(Counts.fixed(8)), bigram(.4161, 4), fourApart(.4027, 4), distinct(1)));
    }

    static List<ReferenceRow> all() {
        var rows = new ArrayList<>(few());
        rows.addAll(List.of(
            chain("random 1", drawn(Score.RANDOM, 1), bigram(.0035, 4), fourApart(.0064, 4)),
            chain("random 2", drawn(Score.RANDOM, 2), bigram(.0150, 4), fourApart(.0077, 4)),
            chain("random 4", drawn(Score.RANDOM, 4), bigram(.0460, 4), fourApart(.0173, 4)),
            chain("bisection", new Bisection(), bigram(.0050, 4), fourApart(.0061, 4)),
            chain("dilated 8", new Dilated(8), bigram(.0042, 4), fourApart(.0062, 4)),
            chain("left to right 4", drawn(Score.LEFT_TO_RIGHT, 4), bigram(.3374, 4), fourApart(.0364, 4)),
            chain("confidence 2", drawn(Score.CONFIDENCE, 2), bigram(.1005, 4), fourApart(.0203, 4)),
            chain("confidence 4", drawn(Score.CONFIDENCE, 4), bigram(.1505, 4), fourApart(.0414, 4)),
            chain("entropy 2", drawn(Score.ENTROPY, 2), bigram(.1132, 4), fourApart(.0215, 4)),
            chain("entropy 4", drawn(Score.ENTROPY, 4), bigram(.1546, 4), fourApart(.0427, 4)),
            chain("margin 2", drawn(Score.MARGIN, 2), bigram(.0788, 4), fourApart(.0159, 4)),
            chain("margin 4", drawn(Score.MARGIN, 4), bigram(.1387, 4), fourApart(.0379, 4)),
            chain("LLaDA 1", new Llada(Counts.fixed(1)), bigram(.6591, 4), fourApart(.7113, 4), distinct(.379)),
            chain("LLaDA 2", new Llada(Counts.fixed(2)), bigram(.6136, 4), fourApart(.6478, 4), distinct(.707)),
            chain("LLaDA 4", new Llada(Counts.fixed(4)), bigram(.5445, 4), fourApart(.5441, 4), distinct(.955)),
            chain("threshold .6", new Threshold(.6), bigram(.0045, 3), fourApart(.007, 3)),
            chain("threshold .5", new Threshold(.5), bigram(.0333, 4), fourApart(.0083, 4)),
            chain("factor 2", new Factor(2), bigram(.1039, 4), fourApart(.0147, 4)),
            chain("EB 1", new EntropyBounded(1), bigram(.0434, 4), fourApart(.0094, 4)),
            chain("EB 2", new EntropyBounded(2), bigram(.1087, 4), fourApart(.0232, 4)),
            chain("EB 4", new EntropyBounded(4), bigram(.1541, 4), fourApart(.0325, 4)),
            chain("ancestral 8", Lsd.identity(8), bigram(.0567, 4), fourApart(.0167, 4)),
            chain("ancestral 16", Lsd.identity(16), bigram(.0286, 4), fourApart(.0078, 4)),
            chain("ancestral 32", Lsd.identity(32), bigram(.0157, 4), fourApart(.0070, 4)),
            chain("ancestral 64", Lsd.identity(64), bigram(.0089, 4)),
            chain("ancestral 128", Lsd.identity(128), bigram(.0068, 4)),
            chain("ancestral 256", Lsd.identity(256), bigram(.0036, 4)),
            ReferenceRow.drawn("self-speculation, random, 8", CHAIN, 4000,
                new SelfSpeculation(SelfSpeculation.Order.RANDOM, 8, 0), bigram(.0071, 4))));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("few")
    void rowsOfFewPasses(ReferenceRow row) {
        assertEquals(List.of(), row.off(row.count(), false));
    }

    /// Prints every number. With some sixty comparisons one beyond three standard errors is no surprise.
    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void everyRow(ReferenceRow row) {
        assertEquals(List.of(), row.off(row.count(), true));
    }

    @Test
    void exactSamplesAreAsFarFromTheirOwnLawAsPrinted() {
        ReferenceRow row = chain("exact samples", drawn(Score.RANDOM, 1), bigram(.0050, 4), fourApart(.0074, 4));
        int[] hidden = Canvas.hidden(CHAIN.length());

        List<int[]> exact = IntStream.range(0, SEQUENCES).mapToObj(n -> CHAIN.sample(hidden, Streams.stream(2027, n, 5))).toList();

        assertEquals(List.of(), row.off(exact));
    }
}
