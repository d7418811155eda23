package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Json;
import samplerscope.spec.Resolver;

/// With a peer that needs nothing but the standard library: it doubles numbers, and says that it took a second.
class PeerBenchTest {

    private static final String PYTHON = "python3";
    private static final String DOUBLING = """
        import array, json, sys
        for line in sys.stdin:
            job = json.loads(line)
            answer = {"ok": True, "torch": "9.9"}
            if job["do"] == "prepare" and job["variant"] == "compile":
                answer = {"ok": False, "why": "no C++ compiler"}
            elif job["do"] == "prepare":
                values = array.array("f", open(job["files"]["x"], "rb").read())
                array.array("d", [job["numbers"]["factor"] * v for v in values]).tofile(open(job["into"], "wb"))
            elif job["do"] == "round":
                answer["seconds"] = 1.0
            print(json.dumps(answer), flush=True)
        """;

    @TempDir
    private Path folder = Path.of("");

    private static Contest contest(double factor) {
        float[] x = {1, 2, 3};
        return new Contest("double", "doubling", "double", List.of(Contest.Opponent.eager(2, 3),
            Contest.Opponent.compiled()), 1e-6, _ -> new Contest.Side(() -> {}, () -> new double[] {2, 4, 6},
                Json.object().with("factor", factor), Map.of("x", x), () -> {}));
    }

    private List<BenchResult> against(String script, Contest contest) throws IOException {
        assumeTrue(hasPython(), "there is no python3");
        Path file = Files.writeString(folder.resolve("peer.py"), script);
        try (var resolver = new Resolver(Catalog.standard(folder)); var peer = PeerProcess.start(PYTHON, file, folder)) {
            return bench(resolver, PYTHON).contests(List.of(contest), peer, folder, Progress.NONE).results();
        }
    }

    private PeerBench bench(Resolver resolver, String python) {
        return new PeerBench(new BenchPlace(resolver, folder, 1), python, 3, 0, false);
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoDoesTheSameIsTimed() throws IOException {
        BenchResult result = against(DOUBLING, contest(2)).getFirst();

        assertEquals(Optional.of(new Spread(1, 1, 1, 3)), result.peer());
        assertTrue(result.ratio().orElseThrow().median() > 1, result::toString);
        assertEquals(Optional.of(Goal.Verdict.AIM), result.verdict());
    }

    @Test
    void whoComesToAnotherResultIsNotTimed() throws IOException {
        BenchResult result = against(DOUBLING, contest(2.01)).getFirst();

        assertTrue(result.isSkipped());
        assertTrue(result.remark().contains("differ by 0.005"), result.remark());
    }

    @Test
    void whoCannotCompileSaysSoAndTheOthersGoOn() throws IOException {
        List<BenchResult> results = against(DOUBLING, contest(2));

        assertTrue(results.get(1).isSkipped());
        assertTrue(results.get(1).remark().contains("no C++ compiler"), results.get(1).remark());
    }

    @Test
    void aPeerThatEndsSkipsItsRows() throws IOException {
        String ends = "import sys\nsys.stdin.readline()\nprint('{\"ok\": true}', flush=True)\n";

        assertTrue(against(ends, contest(2)).stream().allMatch(r -> r.remark().contains("does not answer")));
    }

    @Test
    void aMissingPythonIsToldOnceAndSkipsEverything() {
        try (var resolver = new Resolver(Catalog.standard(folder))) {
            PeerBench.Ended ended = bench(resolver, "/nowhere/python").contests(List.of(contest(2)), Progress.NONE);

            assertTrue(ended.peer().absent().contains("/nowhere/python"), ended.peer().absent());
            assertEquals(2, ended.results().size());
            assertTrue(ended.results().stream().allMatch(BenchResult::isSkipped));
        }
    }
}
