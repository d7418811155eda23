package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Condition;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;

/// Statistics that are measured when a run asks for them, and kept.
class MeasuredStatisticsTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final EmsRequest SMALL = new EmsRequest(EmsRequest.Source.MEASURED, 24, 16, 0);
    private static final EmsRequest STANDARD = new EmsRequest(EmsRequest.Source.MEASURED, 240, 128, 0);
    private static final String TWO_MODES = "two-modes";

    @TempDir
    private Path folder;

    /// What one measurement told.
    private static final class Heard implements Progress {
        private final List<String> stages = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private int done;
        private int total;

        @Override
        public void at(String stage, int stepsDone, int stepsTotal) {
            stages.add(stage);
            done = stepsDone;
            total = stepsTotal;
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }
    }

    @Test
    void whatWasMeasuredIsFoundAtTheNextStart() {
        var first = new Heard();
        var second = new Heard();

        StatisticsReport measured = measure(spec(TWO_MODES), SMALL, first);
        StatisticsReport found = measure(spec(TWO_MODES), SMALL, second);

        assertEquals(4 * 25 * 16, first.total, "the model brings its slopes");
        assertEquals(first.total, first.done);
        assertEquals(List.of(), second.stages);
        assertSame(measured.table(), found.table());
        assertEquals(measured.file(), found.file());
        assertTrue(Files.exists(measured.file().orElseThrow()));
    }

    @Test
    void whatOthersDependOnHasAnotherFile() {
        RunSpec.Denoise spec = spec(TWO_MODES);
        var guided = spec.withGuidance(new Guidance(new Condition.OfClass(1), 3));
        var files = new HashSet<Path>();
        for (var asked : List.of(SMALL, new EmsRequest(SMALL.source(), 25, 16, 0),
                new EmsRequest(SMALL.source(), 24, 17, 0),
                new EmsRequest(SMALL.source(), 24, 16, 1))) {
            files.add(measure(spec, asked, Progress.NONE).file().orElseThrow());
        }
        for (var other : List.of(guided, guided.withGuidance(new Guidance(guided.guidance().condition(), 2)),
                spec.withSchedule(Choice.of("vp-linear").with("beta1", 15)), spec("moons"))) {
            files.add(measure(other, SMALL, Progress.NONE).file().orElseThrow());
        }

        assertEquals(8, files.size());
    }

    @Test
    void aDamagedFileIsReportedAndMadeAgain() throws IOException {
        StatisticsReport measured = measure(spec(TWO_MODES), SMALL, Progress.NONE);
        Path file = measured.file().orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;

        for (byte[] bad : List.of(new byte[0], "no file".getBytes(), Arrays.copyOf(whole, whole.length / 2),
                flipped)) {
            Files.write(file, bad);
            var heard = new Heard();

            assertSame(measured.table(), measure(spec(TWO_MODES), SMALL, heard).table());
            assertEquals(1, heard.notices.size(), heard.notices::toString);
            assertTrue(heard.notices.getFirst().contains("damaged"), heard.notices.getFirst());
            var next = new Heard();
            measure(spec(TWO_MODES), SMALL, next);
            assertEquals(List.of(), next.stages, "the file is whole again");
        }
    }

    @Test
    void aFileAboutSomethingElseIsNotUsed() throws IOException {
        Path other = measure(spec("moons"), SMALL, Progress.NONE).file().orElseThrow();
        StatisticsReport measured = measure(spec(TWO_MODES), SMALL, Progress.NONE);
        Files.copy(other, measured.file().orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
        var heard = new Heard();

        assertSame(measured.table(), measure(spec(TWO_MODES), SMALL, heard).table());
        assertTrue(heard.notices.getFirst().contains("about something else"), heard.notices::toString);
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNothing() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file"));
        var heard = new Heard();
        try (var resolver = new Resolver(CATALOG, new EmsCache(noFolder.resolve("inside")))) {
            resolver.statistics(spec(TWO_MODES), HOME, SMALL, heard);
        }
        assertEquals(1, heard.notices.size());
    }

    /// As with the networks that come with the program: nothing is measured, and nothing written.
    @Test
    void whatIsShippedIsUsedWhereNothingWasMeasured() throws IOException {
        StatisticsReport measured = measure(spec(TWO_MODES), SMALL, Progress.NONE);
        Path own = Files.createDirectory(folder.resolve("own"));
        var heard = new Heard();

        try (var resolver = new Resolver(CATALOG, new EmsCache(own, Optional.of(folder)))) {
            StatisticsReport found = resolver.statistics(spec(TWO_MODES), HOME, SMALL, heard);
            assertSame(measured.table(), found.table());
            assertEquals(measured.file(), found.file());
            assertEquals(List.of(), heard.stages);
            assertEquals(own, resolver.statistics(spec("moons"), HOME, SMALL, heard).file().orElseThrow().getParent());
        }
        try (var files = Files.list(folder).filter(Files::isRegularFile)) {
            assertEquals(1, files.count());
        }
    }

    /// A file of other weights, or of another request than the standard one, would not be found.
    @ParameterizedTest
    @CsvSource({"moons-net, vp-linear", "moons-v-net, vp-cosine", "moons-flow-net, flow", "moons-edm-net, edm",
        "checkerboard-flow-net, flow", "glyphs-net, vp-cosine", "emoji-net, vp-cosine"})
    void theBundledNetworksComeWithTheirStatistics(String network, String schedule) {
        var heard = new Heard();
        var shipped = new EmsCache(folder, Optional.of(HOME.resolve("assets/statistics")));
        try (var resolver = new Resolver(CATALOG, shipped)) {
            resolver.statistics(spec(network).withSchedule(Choice.of(schedule)), HOME, STANDARD, heard);
        }
        assertEquals(List.of(), heard.stages);
    }

    /// A run asks by a setting, and takes other coefficients then; the next one asks nobody.
    @Test
    void aRunMeasuresWhatItsSolverAsksFor() {
        var gaussian = spec(TWO_MODES);
        var measured = gaussian.withSolvers(List.of(solver()));
        var heard = new Heard();
        try (var resolver = new Resolver(CATALOG, new EmsCache(folder))) {
            String of = Fingerprint.of(resolver.resolve(measured, HOME, heard).plan());

            assertEquals("statistics", heard.stages.getLast());
            assertEquals(heard.total, heard.done);
            assertFalse(of.equals(Fingerprint.of(resolver.resolve(gaussian, HOME).plan())));
            int before = heard.stages.size();
            assertEquals(of, Fingerprint.of(resolver.resolve(measured, HOME, heard).plan()));
            assertEquals(before, heard.stages.size());
        }
    }

    /// Under guidance the model makes its own samples, and statistics are not those of the model without it.
    @Test
    void guidanceIsMeasuredToo() {
        var condition = new Condition.OfClass(1);
        var heard = new Heard();

        EmsTable guided = measure(spec(TWO_MODES).withGuidance(new Guidance(condition, 3)), SMALL, heard).table();
        var unguided = spec(TWO_MODES).withGuidance(new Guidance(condition, 1));
        EmsTable alone = measure(unguided, SMALL, Progress.NONE).table();

        assertTrue(heard.stages.contains("samples"));
        assertFalse(Arrays.equals(guided.at(0).l(), alone.at(0).l()));
    }

    @Test
    void aNetworkIsProbed() {
        var heard = new Heard();

        EmsTable network = measure(spec("moons-net"), SMALL, heard).table();
        EmsTable exact = measure(spec("moons"), SMALL, Progress.NONE).table();

        assertEquals(5 * 25 * 16, heard.total);
        for (double lambda : new double[] {-3, -1, 0}) {
            assertArrayEquals(exact.at(lambda).l(), network.at(lambda).l(), 0.25);
        }
    }

    /// The ideal denoiser of a data set brings no slopes. What it is called and where it lies is no part of its name.
    @Test
    void aDataSetIsProbedAndKnownByWhatIsInIt() throws IOException {
        var heard = new Heard();
        Path first = Files.writeString(folder.resolve("points.csv"), "0,1,2\n1,0,1\n-1,0.5,0\n0.3,-1,0\n");
        Path moved = Files.copy(first, Files.createDirectories(folder.resolve("other")).resolve("moved.csv"));
        Path changed = Files.writeString(folder.resolve("changed.csv"), "0,1,2\n1,0,1\n-1,0.5,0\n0.3,-0.9,0\n");

        Path file = measure(points(first), SMALL, heard).file().orElseThrow();

        assertEquals(5 * 25 * 16, heard.total);
        assertEquals(file, measure(points(moved), SMALL, Progress.NONE).file().orElseThrow());
        assertFalse(file.equals(measure(points(changed), SMALL, Progress.NONE).file().orElseThrow()));
    }

    private static RunSpec.Denoise points(Path file) {
        return spec(TWO_MODES).withModel(Choice.of("points").with("file", new Setting.Word(file.toString())));
    }

    @Test
    void aPreparationTellsWhereItStandsAndCanBeCancelled() throws Exception {
        var large = spec("problem-b").withSolvers(List.of(solver().with("statistics-table", 4800)
            .with("statistics-samples", 60_000)));
        try (var resolver = new Resolver(CATALOG, new EmsCache(folder))) {
            var preparation = resolver.prepare(large, HOME);
            var second = resolver.prepare(large, HOME);
            while (Stream.of(preparation, second).noneMatch(p -> p.state().filter(s -> s.done() > 0).isPresent())
                || Stream.of(preparation, second).noneMatch(p -> p.state().filter(s -> s.stage().startsWith("waiting"))
                    .isPresent())) {
                assertFalse(preparation.result().isDone() || second.result().isDone());
                Thread.sleep(5);
            }
            preparation.close();
            second.close();

            var thrown = assertThrows(Exception.class, () -> preparation.result().get(20, TimeUnit.SECONDS));
            assertTrue(thrown instanceof CancellationException
                || thrown instanceof ExecutionException && thrown.getCause() instanceof CancellationException,
                thrown::toString);
            var small = resolver.prepare(spec(TWO_MODES).withSolvers(List.of(solver())), HOME);
            assertEquals(6, small.result().get(20, TimeUnit.SECONDS).nfe());
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "only the one that was finished");
        }
    }

    private static void assertSame(EmsTable expected, EmsTable actual) {
        assertEquals(expected.from(), actual.from());
        assertEquals(expected.intervals(), actual.intervals());
        for (int i = 0; i < 3; i++) {
            for (int row = 0; row <= expected.intervals(); row++) {
                assertArrayEquals(expected.statistics()[i][row], actual.statistics()[i][row]);
            }
        }
    }

    /// With a resolver of its own, as at a new start of the program.
    private StatisticsReport measure(RunSpec.Denoise spec, EmsRequest request, Progress progress) {
        try (var resolver = new Resolver(CATALOG, new EmsCache(folder))) {
            return resolver.statistics(spec, HOME, request, progress);
        }
    }

    private static RunSpec.Denoise spec(String model) {
        return RunSpec.Denoise.of(Choice.of(model)).withGrid(Choice.of("uniform-lambda").with("steps", 6))
            .withSolvers(List.of(Choice.of("dpm-solver-v3"))).withSamples(8);
    }

    private static Choice solver() {
        return Choice.of("dpm-solver-v3").with("statistics", new Setting.Word("measured")).with("statistics-table", 24)
            .with("statistics-samples", 16);
    }
}
