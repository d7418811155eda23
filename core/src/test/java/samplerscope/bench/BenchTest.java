package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Resolver;

class BenchTest {

    private static final Path NOWHERE = Path.of("nowhere");

    /// Ratios of 2, 4 and 6.
    private static BenchRow.Opening counting(double predicted) {
        return _ -> new BenchRow.Measured() {
            private int rounds;

            @Override
            public double warmUp() {
                return predicted;
            }

            @Override
            public BenchRow.Round round() {
                rounds++;
                return new BenchRow.Round(rounds, 2.0 * rounds * rounds);
            }
        };
    }

    private static BenchRow row(BenchRow.Opening opening) {
        return new BenchRow("row", "group", "a row", "nobody", Unit.NUMBER, BenchRow.Scale.QUICK, Optional.empty(), opening);
    }

    private static BenchResult measured(BenchRow.Opening opening) {
        return run(List.of(row(opening))).getFirst();
    }

    private static List<BenchResult> run(List<BenchRow> rows) {
        return run(rows, Double.POSITIVE_INFINITY);
    }

    private static List<BenchResult> run(List<BenchRow> rows, double total) {
        try (var resolver = new Resolver(Catalog.standard(NOWHERE))) {
            return new Bench(new BenchPlace(resolver, NOWHERE, 1), 3, 10, total).run(rows, Progress.NONE);
        }
    }

    @Test
    void ratiosAreMadeRoundByRound() {
        BenchResult result = measured(counting(0));

        assertEquals(new Spread(2, 1.5, 2.5, 3), result.ours().orElseThrow());
        assertEquals(new Spread(4, 3, 5, 3), result.ratio().orElseThrow());
    }

    @Test
    void aRowThatWouldTakeTooLongIsSkippedWithALine() {
        BenchResult result = measured(counting(4));

        assertTrue(result.isSkipped());
        assertTrue(result.remark().contains("12 s") && result.remark().contains("--full"), result.remark());
    }

    @Test
    void noRowIsBegunWhenTheTimeIsOver() {
        BenchResult result = run(List.of(row(counting(0))), 0).getFirst();

        assertTrue(result.isSkipped());
        assertTrue(result.remark().contains("--full"), result.remark());
    }

    @Test
    void aRowThatCannotBeMeasuredHereDoesNotStopTheOthers() {
        List<BenchResult> results = run(List.of(
            row(_ -> { throw new SkippedException("no such thing", "get one"); }),
            row(_ -> { throw new OutOfMemoryError(); }),
            row(counting(0))));

        assertTrue(results.get(0).remark().contains("no such thing"));
        assertTrue(results.get(1).remark().contains("memory"));
        assertFalse(results.get(2).isSkipped());
    }

    @Test
    void anInterruptStopsIt() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> measured(_ -> new Timed(() -> {}, () -> {})));
        assertTrue(Thread.interrupted());
    }

    @Test
    void idsAreUniqueAndReadable() {
        List<String> ids = Stream.concat(BenchRows.all().stream().map(BenchRow::id),
            Contests.listed().stream().map(Listed::id)).toList();

        assertEquals(new HashSet<>(ids).size(), ids.size());
        assertTrue(ids.stream().allMatch(id -> id.matches("[a-z0-9-]+")), ids::toString);
    }

    /// Counting is no timing: it holds on every machine.
    @Test
    void aRunKeepsToTheMemoryOfItsPlan() {
        List<BenchResult> results = run(BenchRows.all().stream().filter(r -> r.group().equals("memory")).toList());

        assertEquals(5, results.size());
        for (BenchResult result : results) {
            assertEquals("", result.remark(), result.id());
            assertEquals(0, result.figures().getLast().value(), result.id());
        }
    }

    @Test
    void aKernelBelowItsBoundWarns() {
        assertEquals("", GuardRows.warning(2, 1.5));
        assertTrue(GuardRows.warning(0.045, 1.5).contains("only 0.0"), () -> GuardRows.warning(0.045, 1.5));
    }

    @Test
    void whatTheWindowMeasuresIsReadFromWhatItPrints() {
        var window = new LaunchedWindow(Path.of("samplerscope"));
        String printed = "building\n{\"firstFrameMillis\": 900, \"movingPictureMillis\": 1400}\n";

        assertEquals(1400, PeerProcess.number(window.said(printed, "movingPictureMillis"), "movingPictureMillis"));
        assertThrows(SkippedException.class, () -> window.said(printed, "runSeconds"));
        assertThrows(SkippedException.class, () -> window.said("no display", "movingPictureMillis"));
    }

    @Test
    void bundledModelsThatAreMissingAreSkipped() {
        List<BenchResult> results = run(BenchRows.all().stream().filter(r -> r.id().equals("run-emoji-net")
            || r.id().equals("outside-model")).toList());

        assertEquals(2, results.size());
        assertTrue(results.stream().allMatch(r -> r.remark().contains("emoji-net")), results::toString);
    }
}
