package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.SMALL;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.export.PngFile;
import samplerscope.spec.JsonReader;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;

/// The whole command line in this process, from arguments to files, output and exit code.
class CommandLineTest {

    @TempDir
    private Path folder;
    private Path spec;
    private Path out;

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
        out = folder.resolve("results/first");
    }

    @Test
    void aRunLeavesItsFiveFilesAndASummary() throws Exception {
        Result result = samplerscope("run", spec, "-o", out, "--threads", "1", "--gif", "--apng");

        assertEquals("", result.err());
        assertEquals(0, result.code());
        assertTrue(result.out().startsWith("""
            two-modes, dpmpp-2m on uniform-lambda, vp-linear
            completed; 10 of 10 steps, 10 of 10 network evaluations, 40 samples
            error"""), result.out());
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(new RunFile.Ending.Completed(), file.ending());
        assertTrue(file.metrics().get("path-error").standardError() > 0);
        assertEquals(11, Files.readAllLines(out.resolve("curves.csv")).size());
        assertEquals(List.of(40, 2), ints(NpyFile.read(out.resolve("samples.npy"), 1 << 20).getShape()));
        assertEquals(640, ImageIO.read(out.resolve("end.png").toFile()).getWidth());
        assertTrue(Files.size(out.resolve("run.gif")) > 1000);
        String text = Files.readString(out.resolve("run.run.json"));
        assertEquals(text, PngFile.runFile(out.resolve("end.png")).orElseThrow());
        assertEquals(text, PngFile.runFile(out.resolve("run.png")).orElseThrow());
    }

    @Test
    void metricsCompareTheSamplesWithTheExactLaw() {
        Result run = samplerscope("run", spec, "-o", out, "--metric", "energy-distance", "--no-reference");
        Result compared = samplerscope("compare", spec, "-o", out, "--metric", "energy-distance");

        assertTrue(run.out().contains("\nenergy-distance "), run.out() + run.err());
        var file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertTrue(file.metrics().get("energy-distance").standardError() > 0);
        assertTrue(compared.out().lines().findFirst().orElseThrow().contains("| energy-distance "), compared.out());
        assertEquals(2, samplerscope("run", spec, "-o", out, "--metric", "beauty").code());
    }

    @Test
    void curvesNameTheirColumnsAndEndWithTheFinalError() throws Exception {
        samplerscope("run", spec, "-o", out, "--set", "grid.steps=3");

        List<String> lines = Files.readAllLines(out.resolve("curves.csv"));
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));

        assertEquals("step,nfe,seconds,time,alpha,sigma,lambda,rms,rms_se,median,p10,p90,local_rms,local_rms_se",
            lines.getFirst());
        String[] last = lines.getLast().split(",");
        assertEquals("2", last[0]);
        assertEquals("3", last[1]);
        assertEquals(file.metrics().get("path-error").value(), Double.parseDouble(last[7]));
        assertEquals(14, last.length);
    }

    @Test
    void theSummaryIsJsonOnDemand() {
        Result result = samplerscope("run", spec, "-o", out, "--json");

        String json = JsonReader.read(result.out(), "output").compact();
        assertTrue(json.contains("\"ending\": \"completed\", \"steps\": 10, \"nfe\": 10, \"samples\": 40"), json);
        assertTrue(json.contains("\"path-error\""), json);
    }

    @Test
    void setChangesFieldsByTheirPath() {
        samplerscope("run", spec, "-o", out, "--no-reference", "--set", "grid=karras", "--set", "grid.steps=4",
            "--set", "solvers=heun,dpmpp-2m,dpmpp-2m,ddim", "--set", "solvers[3].eta=0.5", "--set", "seed=7");

        var ran = new RunFileReader(CATALOG).read(out.resolve("run.run.json")).spec();
        assertEquals("karras", ran.grid().id());
        assertEquals(4, ran.solvers().size());
        assertEquals("{eta=0.5}", ran.solvers().getLast().settings().toString());
        assertEquals(7, ran.seed());
    }

    @Test
    void aRunFileRunsAgainWithTheSameBits() {
        samplerscope("run", spec, "-o", out, "--threads", "1", "--no-reference");
        samplerscope("run", out.resolve("run.run.json"), "-o", folder.resolve("again"), "--threads", "2",
            "--no-reference");

        var reader = new RunFileReader(CATALOG);
        assertEquals(reader.read(out.resolve("run.run.json")).end(),
            reader.read(folder.resolve("again/run.run.json")).end());
        Result same = samplerscope("reproduce", out.resolve("run.run.json"), "--threads", "2");
        assertEquals(0, same.code());
        assertEquals("same bits: every state of 10 steps is the same\n", same.out());
    }

    @Test
    void anotherBackendReproducesWithDifferences() {
        samplerscope("run", spec, "-o", out, "--no-reference");

        Result result = samplerscope("reproduce", out.resolve("run.run.json"), "--backend", "cpu-float64", "--json");

        assertEquals(4, result.code());
        assertTrue(result.out().contains("\"answer\": \"same within tolerance\""), result.out());
        assertTrue(result.out().contains("backend was cpu-float32, is cpu-float64"), result.out());
    }

    @Test
    void aChangedRunFileIsReproducedAsDifferent() throws Exception {
        samplerscope("run", spec, "-o", out, "--no-reference");
        Path file = out.resolve("run.run.json");
        Files.writeString(file, Files.readString(file).replace("\"dpmpp-2m\"", "\"ddim\""));

        Result result = samplerscope("reproduce", file);

        assertEquals(4, result.code());
        assertTrue(result.out().startsWith("different: step 1 is the first to differ"), result.out());
        assertTrue(result.out().contains("plan was "), result.out());
    }

    @Test
    void aComparisonPairsTheSamplesOfItsRuns() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"),
            SMALL.replace("dpmpp-2m", "ddim"));

        Result result = samplerscope("compare", spec, other, spec, "-o", out);

        assertEquals("", result.err());
        assertEquals(0, result.code());
        List<String> table = result.out().lines().toList();
        assertTrue(table.get(0).matches("\\| run +\\| solvers +\\| grid +\\| schedule +\\| steps \\| nfe \\| error .*"),
            table.get(0));
        assertTrue(table.get(3).startsWith("| other   | ddim     | uniform-lambda | vp-linear | 10    | 10  |"),
            table.get(3));
        assertTrue(table.get(4).contains("| 0.000 +- 0.0"), "the same run twice differs by nothing: " + table.get(4));
        assertEquals(4, Files.readAllLines(out.resolve("compare.csv")).size());
        assertEquals(31, Files.readAllLines(out.resolve("curves.csv")).size());
        for (String name : List.of("small", "other", "small-2")) {
            assertTrue(Files.exists(out.resolve(name + ".run.json")), name);
        }
    }

    @Test
    void onlyRunsFromTheSameNoiseAreCompared() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), SMALL.replace("}", ", \"seed\": 2}"));

        Result result = samplerscope("compare", spec, other, "-o", out);
        Result repaired = samplerscope("compare", spec, other, "-o", out, "--set", "seed=5", "--set", "samples=3");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("seed differs: it is 1 in small and 2 in other."), result.err());
        assertTrue(result.err().contains("--set seed=..."), result.err());
        assertEquals(0, repaired.code(), repaired.err());
    }

    @Test
    void progressIsToldAsJsonLines() {
        Result result = samplerscope("run", spec, "-o", out, "--progress", "json", "--set", "grid.steps=2");

        assertEquals(List.of(
            "{\"run\": \"small.json\", \"stage\": \"reference\", \"done\": 0, \"total\": 0}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 0, \"total\": 2}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 1, \"total\": 2}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 2, \"total\": 2}"), result.err().lines().toList());
    }

    @Test
    void aBarEndsWithAnEmptyLineSoThatResultsStandAlone() {
        Result result = samplerscope("run", spec, "-o", out, "--progress", "bar", "--set", "grid.steps=2");

        assertTrue(result.err().contains("run  [..............................] 0/2"), result.err());
        assertTrue(result.err().endsWith("\r\033[K"), result.err());
    }

    @Test
    void anInterruptedRunLeavesWhatItHasDone() throws Exception {
        Result result = interrupted("\"done\": 3,", "run", spec, "-o", out, "--no-reference", "--gif", "--progress", "json",
            "--set", "grid.steps=2000");

        assertEquals(3, result.code());
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(new RunFile.Ending.Cancelled(), file.ending());
        assertTrue(file.steps().size() >= 3 && file.steps().size() < 2000, () -> file.steps().size() + " steps");
        assertEquals(file.steps().size() + 1, Files.readAllLines(out.resolve("curves.csv")).size());
        double[] head = new double[16];
        float[] samples = NpyFile.read(out.resolve("samples.npy"), 1 << 20).asFloatArray();
        for (int i = 0; i < head.length; i++) {
            head[i] = samples[i];
        }
        assertEquals(file.end().head(), doubles(head));
    }

    @Test
    void anInterruptedComparisonKeepsItsRunsAndSaysWhere() throws Exception {
        Result result = interrupted("\"stage\": \"run\"", "compare", spec, spec, "-o", out, "--progress", "json",
            "--set", "grid.steps=2000", "--set", "solvers=ddim");

        assertEquals(3, result.code());
        assertTrue(result.err().endsWith("samplerscope: cancelled at small; what was done is in %s%n".formatted(out)),
            result.err());
        assertEquals(new RunFile.Ending.Cancelled(), new RunFileReader(CATALOG).read(out.resolve("small.run.json")).ending());
    }

    @Test
    void anInterruptedReproductionSaysNothingAboutTheRun() throws Exception {
        samplerscope("run", spec, "-o", out, "--no-reference", "--set", "grid.steps=2000");

        Result result = interrupted("\"done\": 3,", "reproduce", out.resolve("run.run.json"), "--progress", "json");

        assertEquals(3, result.code());
        assertTrue(result.err().endsWith("samplerscope: cancelled; nothing was compared\n".replace("\n",
            System.lineSeparator())), result.err());
        assertEquals("", result.out());
    }

    /// A command on a thread of its own, which is interrupted as soon as standard error has the marker.
    private static Result interrupted(String marker, Object... args) throws Exception {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        var worker = new CompletableFuture<Thread>();
        var code = CompletableFuture.supplyAsync(() -> {
            worker.complete(Thread.currentThread());
            try (var session = new Session(new PrintWriter(stdout), new PrintWriter(stderr), CATALOG, false)) {
                return Main.run(session, Arrays.stream(args).map(Object::toString).toList());
            }
        });
        while (!stderr.toString().contains(marker) && !code.isDone()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        worker.join().interrupt();
        return new Result(code.get(60, TimeUnit.SECONDS), stdout.toString(), stderr.toString());
    }

    @Test
    void aDeviceThatFailsIsNamedWithTheWayBackToTheCpu() {
        Result result = samplerscope("run", spec, "-o", folder.resolve("out"), "--backend", "lost/0:0");

        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.err().contains("the card fell off the bus."), result.err());
        assertTrue(result.err().contains("Plug it in again, or repeat the command with --backend cpu-float32."),
            result.err());
    }

    @Test
    void aRunThatFailsKeepsTheStepsBeforeAndSaysWhy() throws Exception {
        Files.writeString(spec, SMALL.replace("two-modes", "explosive"));

        Result result = samplerscope("run", spec, "-o", out, "--no-reference", "--set", "solvers=ddim");

        assertEquals(1, result.code());
        assertTrue(result.err().startsWith("samplerscope: step 5: what the model returned"), result.err());
        assertTrue(result.out().contains("failed; 5 of 10 steps"), result.out());
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(5, file.steps().size());
        assertTrue(file.ending() instanceof RunFile.Ending.Failed(String happened, String _)
            && happened.startsWith("step 5: what the model"), () -> file.ending().toString());
    }

    private static List<Integer> ints(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Double> doubles(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
