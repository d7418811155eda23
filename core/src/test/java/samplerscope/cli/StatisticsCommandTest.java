package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.EmsCache;
import samplerscope.spec.JsonReader;
import samplerscope.spec.Json;
import samplerscope.spec.Resolver;

class StatisticsCommandTest {

    private static final List<String> SMALL = List.of("--table", "20", "--samples", "12");
    private static final String MEASURED = """
        {"kind": "denoise", "version": 1, "model": "two-modes", "grid": {"id": "uniform-lambda", "steps": 5},
         "solvers": [{"id": "dpm-solver-v3", "statistics": "measured", "statistics-table": 20,
                      "statistics-samples": 12}],
         "samples": 8}""";

    @TempDir
    private Path folder;

    @Test
    void itSaysWhatWasMeasuredAndWhereItIsKept() {
        Result first = statistics("two-modes");
        Result second = statistics("two-modes");

        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains("measured with %d evaluations".formatted(4 * 21 * 12)), first.out());
        assertTrue(second.out().contains("measured before"), second.out());
        assertTrue(Files.exists(Path.of(line(first.out(), "kept in "))), first.out());
        assertEquals("", first.err());
    }

    /// The command and the run that follows it mean the same file.
    @Test
    void aRunTakesWhatTheCommandMeasured() throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.json"), MEASURED);
        statistics("two-modes");

        Result run = samplerscope("run", spec, "-o", folder.resolve("out"), "--progress", "json", "--no-reference");
        Result other = samplerscope("run", spec, "-o", folder.resolve("again"), "--progress", "json", "--no-reference",
            "--set", "solvers[0].statistics-seed=1");

        assertEquals(0, run.code(), run.err());
        assertFalse(run.err().contains("\"statistics\""), run.err());
        assertTrue(other.err().contains("\"statistics\""), other.err());
    }

    @Test
    void aSpecBringsItsOwnTable() throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.json"), MEASURED);

        Result result = samplerscope("statistics", spec, "--json", "--guidance", "2", "--class", "1", "--seed", "4");

        var json = (Json.Obj) JsonReader.read(result.out(), "");
        for (var expected : List.of(new Object[] {"intervals", 20.0}, new Object[] {"samples", 12.0},
                new Object[] {"guidance", 2.0}, new Object[] {"seed", 4.0},
                new Object[] {"evaluations", 21 * 12 * 4.0})) {
            assertEquals(expected[1], ((Json.Num) json.get((String) expected[0]).orElseThrow()).value(), result.out());
        }
    }

    @Test
    void aDamagedFileIsReportedOnStandardError() throws IOException {
        Path file = Path.of(line(statistics("two-modes").out(), "kept in "));
        Files.write(file, new byte[100]);

        Result result = statistics("two-modes");

        assertEquals(0, result.code());
        assertTrue(result.err().contains("cannot be used: it is damaged; the statistics are measured again"),
            result.err());
        assertTrue(result.out().contains("measured with"), result.out());
    }

    @Test
    void badArgumentsAreRefused() {
        for (List<Object> bad : List.<List<Object>>of(List.of("no-such-model"), List.of("two-modes", "--table", "1"),
                List.of("two-modes", "--samples", "0"), List.of("two-modes", "--class", "7"),
                List.of("two-modes", "--guidance", "-1"), List.of(folder.resolve("missing.json")))) {
            Result result = samplerscope(Stream.concat(Stream.of("statistics"), bad.stream())
                .toArray());
            assertEquals(2, result.code(), bad + ": " + result.err());
            assertTrue(result.err().startsWith("samplerscope: "), result.err());
        }
    }

    @Test
    void anInterruptStopsAndKeepsNothing() throws Exception {
        var stderr = new StringWriter();
        var worker = new CompletableFuture<Thread>();
        var code = CompletableFuture.supplyAsync(() -> {
            worker.complete(Thread.currentThread());
            try (var session = session(new StringWriter(), stderr)) {
                return Main.run(session, List.of("statistics", "problem-b", "--table", "4800", "--samples", "60000",
                    "--progress", "json"));
            }
        });
        while (!stderr.toString().contains("\"statistics\"") && !code.isDone()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        worker.join().interrupt();

        assertEquals(3, code.get(60, TimeUnit.SECONDS), stderr::toString);
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    private Result statistics(String subject) {
        return samplerscope("statistics", subject, SMALL.get(0), SMALL.get(1), SMALL.get(2), SMALL.get(3));
    }

    private Result samplerscope(Object... args) {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        try (var session = session(stdout, stderr)) {
            int code = Main.run(session, Arrays.stream(args).map(Object::toString).toList());
            return new Result(code, stdout.toString().replace("\r\n", "\n"), stderr.toString());
        }
    }

    private Session session(StringWriter stdout, StringWriter stderr) {
        return new Session(new PrintWriter(stdout), new PrintWriter(stderr),
            new Resolver(TestCommands.CATALOG, new EmsCache(folder.resolve("cache"))), false);
    }

    private static String line(String out, String start) {
        return out.lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow().substring(start.length());
    }
}
