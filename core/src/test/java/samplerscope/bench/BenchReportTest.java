package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.spec.Json;

class BenchReportTest {

    private static final BenchResult AHEAD = new BenchResult("matmul", "peer", "a product, 256", "torch eager", Unit.SECONDS,
        Optional.of(new Spread(0.002, 0.0019, 0.0021, 7)), Optional.of(new Spread(0.004, 0.003, 0.005, 7)),
        Optional.of(new Spread(2, 1.5, 2.5, 7)), Optional.of(Goal.ratio(1.3, 3)),
        List.of(new BenchResult.Figure("rate", 12.5, "GFLOP/s")), "");
    private static final BenchResult ALONE = new BenchResult("share", "network", "time, outside", "", Unit.SHARE,
        Optional.of(new Spread(0.02, 0.01, 0.03, 3)), Optional.empty(), Optional.empty(),
        Optional.of(Goal.atMost(0.01, 0.003)), List.of(), "look at it");
    private static final BenchResult SKIPPED = new BenchResult("mmd", "peer", "MMD", "torch.compile", Unit.SECONDS,
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "skipped: no compiler");
    private static final BenchReport REPORT = new BenchReport(Map.of("java", "25"), List.of(AHEAD, ALONE, SKIPPED));

    @Test
    void survivesARoundTripThroughJson() {
        assertEquals(REPORT, BenchReport.read(REPORT.json().pretty(), "a test"));
    }

    @Test
    void aRowInJsonSaysWhoIsAhead() {
        Json.Obj row = (Json.Obj) ((Json.Arr) REPORT.json().get("rows").orElseThrow()).items().getFirst();

        assertEquals("matmul", PeerProcess.text(row, "name"));
        assertEquals(0.002, PeerProcess.number(row, "ours"));
        assertEquals(0.004, PeerProcess.number(row, "peer"));
        assertEquals(2, PeerProcess.number(row, "ratio"));
        assertEquals(1.3, PeerProcess.number(row, "reach"));
        assertEquals(3, PeerProcess.number(row, "aim"));
        assertEquals(1.5, ((Json.Num) ((Json.Arr) row.get("spread").orElseThrow()).items().getFirst()).value());
    }

    @Test
    void csvHasEveryDigitAndQuotesCommas() {
        List<String> lines = BenchTables.csv(REPORT).lines().toList();

        assertEquals("matmul,peer,\"a product, 256\",torch eager,seconds,0.002,0.0019,0.0021,0.004,0.003,0.005,2.0,1.5,2.5,"
            + "ratio,1.3,3.0,7,rate=12.5 GFLOP/s,", lines.get(1));
        assertEquals("mmd,peer,MMD,torch.compile,seconds,,,,,,,,,,,,,0,,skipped: no compiler", lines.get(3));
    }

    @Test
    void theTableJudgesAndWarns() {
        String text = BenchTables.text(REPORT);

        List<String> lines = text.lines().toList();
        assertTrue(lines.stream().anyMatch(l -> l.contains("matmul") && l.contains("2.00 x") && l.contains("reached")), text);
        assertTrue(lines.stream().anyMatch(l -> l.contains("share") && l.contains("<= 1.00 %") && l.contains("missed")), text);
        assertTrue(text.contains("warning: share: look at it"), text);
        assertTrue(BenchTables.markdown(REPORT).startsWith("- java: 25\n\n| row "), text);
    }

    @Test
    void anotherFileIsRefused() {
        assertThrows(InvalidReportException.class, () -> BenchReport.read("[]", "x.json"));
        assertThrows(InvalidReportException.class, () -> BenchReport.read("{\"machine\": {}, \"rows\": [{}]}", "x.json"));
        assertThrows(InvalidReportException.class, () -> BenchReport.read(
            "{\"machine\": {}, \"rows\": [{\"unit\": \"seconds\", \"ours\": 1, \"rounds\": 7}]}", "x.json"));
    }
}
