package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.sweep.TestSweeps.all;
import static samplerscope.sweep.TestSweeps.executed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.metric.EnergyDistance;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor.Measure;

/// Sweeps that are stopped, whose program ends, and that go on in another one: everything but the folder is made anew.
class SweepResumeTest {

    private static final Path HERE = Path.of("");
    private static final Catalog CATALOG = Catalog.standard(HERE);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cpu-float64", "cpu-float32"})
    void whatWasStoppedGoesOnToTheResultsOfOneGo(String backend) {
        SweepSpec spec = spec("two-modes", "solver=ddim,dpmpp-2m,euler-a", "nfe=4,8", "seed=1,33");
        List<CellResult> whole = all(sweep(spec, backend, new SweepCache()));

        Sweep stopped = sweep(spec, backend, files());
        for (int i = 0; i < 5; i++) {
            stopped.advance(Progress.NONE);
        }
        var cache = files();
        List<CellResult> resumed = all(sweep(spec, backend, cache));

        assertEquals(5, cache.recalled());
        assertEquals(withoutSeconds(SweepTable.of(spec, whole)), withoutSeconds(SweepTable.of(spec, resumed)));
        assertEquals(withoutSeconds(SweepTable.overSeeds(spec, whole)), withoutSeconds(SweepTable.overSeeds(spec, resumed)));
        for (int i = 0; i < whole.size(); i++) {
            assertSame(executed(whole.get(i)), executed(resumed.get(i)));
        }
    }

    private static void assertSame(Executed one, Executed other) {
        assertEquals(one.run().spec(), other.run().spec());
        assertEquals(one.end().shape(), other.end().shape());
        assertEquals(Fingerprint.of(one.end()), Fingerprint.of(other.end()));
        assertEquals(one.outcome(), other.outcome());
        assertEquals(one.curve().points().size(), other.curve().points().size());
        assertArrayEquals(one.curve().finalError().map(e -> e.perSample()).orElse(new double[0]),
            other.curve().finalError().map(e -> e.perSample()).orElse(new double[0]));
    }

    @Test
    void aSweepThatIsDoneIsReadAgainToTheLastByte() {
        SweepSpec spec = spec("two-modes", "solver=ddim,heun", "nfe=1,4");
        SweepTable first = SweepTable.of(spec, all(sweep(spec, files())));
        SweepTable again = SweepTable.of(spec, all(sweep(spec, files())));

        assertEquals(first.json().pretty(), again.json().pretty()); // wall times, too
        assertEquals(first.table().csv(), again.table().csv());
    }

    @Test
    void whatIsKnownIsToldWithoutRunningAnything() {
        SweepSpec spec = spec("two-modes", "solver=ddim,heun", "nfe=1,4");
        Sweep stopped = sweep(spec, files());
        stopped.advance(Progress.NONE);

        var found = new ArrayList<CellResult>();
        Sweep another = sweep(spec, files());
        another.recall("cpu-float64", found::add);

        assertEquals(List.of(0, 2), found.stream().map(r -> r.cell().index()).toList());
        assertInstanceOf(CellResult.Failed.class, found.getLast()); // Heun needs two evaluations
        assertEquals(0, another.done());
        found.clear();
        another.recall("cpu-float32", found::add);
        assertEquals(List.of(2), found.stream().map(r -> r.cell().index()).toList());
    }

    @Test
    void aModelOfOtherDataIsRunAgain() throws IOException {
        Path points = Files.writeString(folder.resolve("points.csv"), "x,y\n0,0\n1,1\n0,1\n");
        SweepSpec spec = spec(Choice.of("points").with("file", new Setting.Word("points.csv")), "nfe=4");
        all(sweep(spec, files()));
        Files.copy(points, Files.createDirectory(folder.resolve("elsewhere")).resolve("points.csv"));
        Files.writeString(points, "x,y\n0,0\n1,1\n1,0\n");

        Sweep changed = sweep(spec, files());
        changed.advance(Progress.NONE);
        Sweep moved = sweep(folder.resolve("elsewhere"), spec, "cpu-float64", files());
        moved.advance(Progress.NONE);

        assertTrue(changed.isFresh());
        assertFalse(moved.isFresh()); // the data are the same
    }

    @Test
    void aFormulaThatWasChangedMakesAnotherCell() {
        var resolver = new Resolver(CATALOG);
        RunSpec.Denoise spec = spec("two-modes", "nfe=4").base();
        Resolved run = resolver.resolve(spec, HERE);
        // What the same spec would come to after a mistake in the solver was mended.
        var mended = new Resolved(spec, run.model(),
            resolver.resolve(spec.withSolvers(List.of(Choice.of("heun"))), HERE).plan());

        assertNotEquals(key(run, "cpu-float32"), key(mended, "cpu-float32"));
        assertNotEquals(key(run, "cpu-float32"), key(run, "cpu-float64"));
        assertEquals(key(run, "cpu-float32"), key(resolver.resolve(spec, HERE), "cpu-float32"));
    }

    private static CellKey key(Resolved run, String engine) {
        return CellKey.of(run, CATALOG, engine, Measure.MODEL_END, List.of(), Map.of());
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        SweepSpec spec = spec("two-modes", "nfe=4,6,8");
        all(sweep(spec, files()));
        List<Path> cells = cells();
        byte[] bytes = Files.readAllBytes(cells.getFirst());
        bytes[bytes.length / 2] ^= 1;
        Files.write(cells.getFirst(), bytes);
        Files.write(cells.get(1), new byte[0]);

        var cache = files();
        List<CellResult> results = all(sweep(spec, cache));

        assertEquals(1, cache.recalled());
        assertTrue(results.stream().allMatch(CellResult.Done.class::isInstance));
        assertEquals(3, count(all(sweep(spec, files()))));
    }

    @Test
    void aFileUnderAnotherCellsNameIsNotTaken() throws IOException {
        SweepSpec spec = spec("two-modes", "nfe=4,6");
        all(sweep(spec, files()));
        List<Path> cells = cells();
        Files.copy(cells.get(0), cells.get(1), StandardCopyOption.REPLACE_EXISTING);

        var cache = files();
        all(sweep(spec, cache));

        assertEquals(1, cache.recalled());
    }

    @Test
    void resultsComeAllTheSameWhereNothingCanBeWritten() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        var cache = new SweepCache(new CellFolder(noFolder, CATALOG));

        List<CellResult> results = all(sweep(spec("two-modes", "nfe=4,6"), cache));

        assertEquals(2, count(results));
        assertTrue(cache.trouble().orElseThrow().happened().contains("file"));
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        SweepSpec spec = spec("two-modes", "nfe=4,6,8");
        all(sweep(spec, files()));
        List<Path> cells = cells();
        Instant now = Instant.now();
        for (int i = 0; i < cells.size(); i++) {
            Files.setLastModifiedTime(cells.get(i), FileTime.from(now.minus(Duration.ofDays(i))));
        }
        Path left = Files.write(folder.resolve("cells/.left.part"), new byte[9]);
        Path underWay = Files.write(folder.resolve("cells/.now.part"), new byte[9]);
        Files.setLastModifiedTime(left, FileTime.from(now.minus(Duration.ofHours(1))));

        new CellFolder(folder.resolve("cells"), CATALOG).prune(Files.size(cells.get(0)) + Files.size(cells.get(1)));

        assertEquals(cells.subList(0, 2), cells());
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(underWay));
    }

    private List<Path> cells() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cells"))) {
            return files.filter(f -> f.toString().endsWith(".npz")).sorted().toList();
        }
    }

    private static long count(List<CellResult> results) {
        return results.stream().filter(CellResult.Done.class::isInstance).count();
    }

    private static String withoutSeconds(SweepTable table) {
        String text = table.json().pretty();
        assertTrue(text.contains("\"seconds\":"));
        return text.replaceAll("\"seconds\": [^,}\\n]*", ""); // wall times, and which are on their front
    }

    private static SweepSpec spec(String model, String... axes) {
        return spec(Choice.of(model), axes);
    }

    private static SweepSpec spec(Choice model, String... axes) {
        RunSpec.Denoise base = RunSpec.Denoise.of(model).withSamples(32)
            .withGrid(Choice.of("uniform-lambda").with("steps", 6)).withSolvers(List.of(Choice.of("ddim")));
        return new SweepSpec(base, Stream.of(axes).map(SweepAxis::of).toList(),
            Stream.of(axes).anyMatch(a -> a.startsWith("solver")) ? Map.of("solver", "ddim") : Map.of());
    }

    private SweepCache files() {
        return new SweepCache(new CellFolder(folder.resolve("cells"), CATALOG));
    }

    private Sweep sweep(SweepSpec spec, SweepCache cache) {
        return sweep(spec, "cpu-float64", cache);
    }

    private Sweep sweep(SweepSpec spec, String backend, SweepCache cache) {
        return sweep(folder, spec, backend, cache);
    }

    private static Sweep sweep(Path base, SweepSpec spec, String backend, SweepCache cache) {
        return new Sweep(new Resolver(CATALOG), new References(1), Engine.of(CATALOG.backends(), backend, 1), base, spec,
            Measure.MODEL_END, List.of(EnergyDistance.FAMILY), cache);
    }
}
