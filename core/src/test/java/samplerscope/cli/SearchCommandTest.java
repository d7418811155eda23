package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.registry.Setting;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.SpecReader;

class SearchCommandTest {

    @TempDir
    private Path folder;
    private Path spec;
    private Path out;

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("dc.json"), """
            {"kind": "denoise", "version": 1, "model": "problem-s", "grid": {"id": "uniform-lambda", "steps": 4},
             "solvers": ["dc-solver"], "samples": 40}""");
        out = folder.resolve("found.json");
    }

    @Test
    void searchedRatiosAreInTheSpecThatIsWritten() {
        Result result = samplerscope("search", "ratios", spec, "-o", out, "--points", "3", "--held-out", "5");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("5 noises held out: error "), result.out());
        assertTrue(result.out().contains("on noises that were not searched"), result.out());
        var found = new SpecReader(CATALOG).read(out);
        var ratios = (Setting.Numbers) found.solvers().getFirst().settings().get("ratios");
        assertEquals(4, ratios.values().size());
        assertEquals(0, samplerscope("run", out, "-o", folder.resolve("run"), "--no-reference").code());
        assertEquals(2, samplerscope("search", "ratios", spec, "-o", out).code(), "it is there already");
    }

    @Test
    void theJsonHasBothErrors() {
        Result result = samplerscope("search", "ratios", spec, "--json", "--points", "3", "--held-out", "5");

        var json = (Json.Obj) JsonReader.read(result.out(), "out");
        var heldOut = (Json.Obj) json.get("heldOut").orElseThrow();
        double factor = ((Json.Num) heldOut.get("factor").orElseThrow()).value();
        assertEquals(factor > 1, ((Json.Flag) json.get("worseOnOthers").orElseThrow()).value());
    }

    @Test
    void aFittedPolynomialGivesRatiosForOtherSteps() {
        Path ratios = folder.resolve("ratios.json");
        Result fitted = samplerscope("search", "fit-ratios", spec, "-o", ratios, "--nfe", "4,5", "--points", "3",
            "--held-out", "4");

        Result predicted = samplerscope("search", "predict-ratios", ratios, spec, "--set", "grid.steps=5", "-o", out,
            "--judge", "--held-out", "4");
        Result outside = samplerscope("search", "predict-ratios", ratios, spec, "--set", "grid.steps=9");
        Result foreign = samplerscope("search", "predict-ratios", ratios, spec, "--set", "model=problem-b");

        assertEquals(0, fitted.code(), fitted.err());
        assertEquals(0, predicted.code(), predicted.err());
        assertTrue(predicted.out().contains("noises held out"), predicted.out());
        assertFalse(predicted.out().contains("guess"), predicted.out());
        assertTrue(outside.out().contains("a guess at best"), outside.out());
        assertEquals(2, foreign.code());
        assertTrue(foreign.err().contains("another model"), foreign.err());
    }

    @Test
    void badArgumentsAreToldBeforeAnyWork() {
        assertEquals(2, samplerscope("search", "ratios", spec, "--set", "solvers=ddim").code());
        assertEquals(2, samplerscope("search", "ratios", spec, "--held-out", "1").code());
        assertEquals(2, samplerscope("search", "ratios", spec, "--teacher", "nobody").code());
        assertEquals(2, samplerscope("search", "fit-ratios", spec, "-o", out, "--nfe", "2").code());
        assertEquals(2, samplerscope("search", "fit-ratios", spec, "-o", out, "--nfe", "5", "--guidance", "-1").code());
    }

    @Test
    void anInterruptWritesNothing() {
        Thread.currentThread().interrupt();

        Result result = samplerscope("search", "ratios", spec, "-o", out);

        assertTrue(Thread.interrupted());
        assertEquals(ExitCode.CANCELLED, result.code());
        assertFalse(Files.exists(out));
    }

    @Test
    void aSearchInPartsIsMergedAndItsWinnerRuns() {
        Path found = folder.resolve("found");
        Object[] search = {"search", "problem-s", "--nfe", "3", "--method", "random,nelder-mead", "--candidates", "10",
            "--noises", "4", "--held-out", "16", "-o", found, "--shard"};

        assertEquals(0, samplerscope(with(search, "1/2")).code());
        Result early = samplerscope("search", "merge", found);
        Result other = samplerscope(with(search, "0/2"));
        Result merged = samplerscope("search", "merge", found);
        Result whole = samplerscope(with(search, "0/1"));

        assertEquals(2, early.code());
        assertTrue(early.err().contains("1 of 2 cells are not done"), early.err());
        assertTrue(other.out().contains("samplerscope search merge"), other.out());
        assertEquals(0, merged.code(), merged.err());
        assertTrue(merged.out().contains("| nelder-mead"), merged.out());
        assertEquals(merged.out(), whole.out());
        Path winner = found.resolve("winners/nfe-3.json");
        assertEquals(0, samplerscope("run", winner, "-o", folder.resolve("run"), "--no-reference").code());
    }

    @Test
    void theJsonOfASearchHoldsThePlanThatRepeatsIt() throws Exception {
        Result result = samplerscope("search", "problem-s", "--nfe", "3", "--method", "karras", "--noises", "4",
            "--held-out", "16", "-o", folder.resolve("a"), "--json");
        var json = (Json.Obj) JsonReader.read(result.out(), "out");
        Path plan = Files.writeString(folder.resolve("plan.json"), json.get("plan").orElseThrow().pretty());

        Result again = samplerscope("search", plan, "-o", folder.resolve("b"), "--json");

        assertEquals(0, again.code(), again.err());
        assertEquals(result.out(), again.out());
    }

    @Test
    void patienceEndsASearchEarly() {
        Path found = folder.resolve("patient");

        Result result = samplerscope("search", "problem-s", "--nfe", "3", "--method", "random", "--candidates", "300",
            "--patience", "4", "--noises", "4", "--held-out", "16", "-o", found);

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("1 of 1 searches ended early, when 4 schedules in a row were no gain."),
            result.out());
    }

    @Test
    void whatCannotBeSearchedIsSaid() {
        Path found = folder.resolve("none");
        assertTrue(samplerscope("search", "problem-s", "-o", found).err().contains("--nfe is missing"));
        assertTrue(samplerscope("search", "problem-s", "--nfe", "3").err().contains("-o"));
        assertTrue(samplerscope("search", "problem-s", "--nfe", "3", "-o", found, "--seeds", "5..2").err()
            .contains("--seeds is '5..2'"));
        assertTrue(samplerscope("search", "problem-s", "--nfe", "3", "-o", found, "--shard", "2/2").err()
            .contains("shard is '2/2'"));
        assertTrue(samplerscope("search", "problem-s", "--nfe", "3", "-o", found, "--method", "magic").err()
            .contains("magic"));
        assertTrue(samplerscope("search", "problem-s", "--nfe", "3", "-o", found, "--patience", "-2").err()
            .contains("budget.patience is -2"));
        assertTrue(samplerscope("search", "merge", folder).err().contains("search.json"));
        assertFalse(Files.exists(found.resolve("cells")));
    }

    private static Object[] with(Object[] command, Object last) {
        Object[] all = Arrays.copyOf(command, command.length + 1);
        all[command.length] = last;
        return all;
    }
}
