package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class AnatomyCommandTest {

    @TempDir
    private Path folder;
    private Path spec = Path.of("");

    @BeforeEach
    void write() throws IOException {
        spec = Files.writeString(folder.resolve("spec.json"), TestCommands.SMALL);
    }

    @Test
    void aTableHasOneRowPerStepAndTheSumBelow() {
        Result result = anatomy("--set", "grid.steps=5");

        assertEquals(0, result.code(), result.err());
        assertEquals(7, result.out().lines().filter(l -> l.startsWith("|")).count(), result.out());
        assertTrue(result.out().contains("error at the end"), result.out());
        assertTrue(result.out().contains("no split: the model is exact"), result.out());
    }

    @Test
    void sharesInJsonAddUpToTheError() {
        var whole = (Json.Obj) JsonReader.read(anatomy("--samples", "10", "--json").out(), "out");

        double sum = steps(whole).stream().mapToDouble(s -> number(s, "endShare")).sum();
        assertEquals(number(whole, "error"), sum, 1e-12);
        assertEquals(10, number(whole, "samples"));
        assertTrue(((Json.Obj) steps(whole).getFirst().get("local").orElseThrow()).get("perSample").isEmpty());
    }

    @Test
    void mapsHaveANumberPerSampleAndPerElement() {
        var whole = (Json.Obj) JsonReader.read(anatomy("--samples", "10", "--json", "--maps").out(), "out");

        var local = (Json.Obj) steps(whole).getFirst().get("local").orElseThrow();
        assertEquals(10, ((Json.Arr) local.get("perSample").orElseThrow()).items().size());
        assertEquals(2, ((Json.Arr) local.get("perElement").orElseThrow()).items().size());
    }

    @Test
    void aSamplerThatAddsNoiseIsToldWhyItHasNoLocalError() {
        Result result = anatomy("--set", "solvers[0]=euler-a");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("no local error: the sampler adds noise"), result.out());
        assertTrue(result.out().contains("rms gain"), result.out());
    }

    @Test
    void moreSamplesThanTheRunHasAreRefused() {
        Result result = anatomy("--samples", "41");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("--samples is 41") && result.err().contains("samples=41"), result.err());
    }

    private Result anatomy(String... args) {
        var all = new ArrayList<Object>(List.of("anatomy", spec));
        all.addAll(List.of(args));
        return TestCommands.samplerscope(all.toArray());
    }

    private static List<Json.Obj> steps(Json.Obj whole) {
        return ((Json.Arr) whole.get("steps").orElseThrow()).items().stream().map(Json.Obj.class::cast).toList();
    }

    private static double number(Json.Obj object, String name) {
        return Double.parseDouble(((Json.Num) object.get(name).orElseThrow()).digits());
    }
}
