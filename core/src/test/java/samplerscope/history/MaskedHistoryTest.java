package samplerscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedRunFileReader;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedExecutor;
import samplerscope.store.MaskedMetrics;

class MaskedHistoryTest {

    private static final MaskedCatalog MASKED = MaskedCatalog.standard();
    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-a"))
        .withSampler(Choice.of("beta-parallel").with("beta", 1)).withSamples(30);

    @TempDir
    private Path folder;
    private HistoryPlace place;
    private History history;

    @BeforeEach
    void open() {
        place = new HistoryPlace(folder.resolve("history"));
        history = History.open(place, TestRuns.CATALOG);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static MaskedExecuted executed() {
        try (ResolvedMasked run = ResolvedMasked.of(SPEC, MASKED, TestRuns.BASE)) {
            return new MaskedExecutor(1, Progress.NONE).execute(run, MaskedExecutor.Measure.LAW);
        }
    }

    private HistoryEntry added(MaskedExecuted executed) {
        return history.add(new FinishedMaskedRun(executed, TestRuns.BASE, "chain-a, beta-parallel", RunFacts.Source.COMMAND,
            TestRuns.NOON), MASKED);
    }

    private List<String> found(String words) {
        return history.find(new QueryReader(ZoneOffset.UTC).read(words)).stream().map(HistoryEntry::id).toList();
    }

    @Test
    void aRunComesBackWithItsMapAndItsMetrics() {
        MaskedExecuted executed = executed();

        HistoryEntry added = added(executed);

        assertEquals(added, history.get(added.id()));
        assertEquals(RunFacts.Family.MASKED, added.facts().family());
        assertEquals(executed.file().metrics(), added.facts().metrics());
        assertEquals(executed.file().metrics().get(MaskedMetrics.PATH_KL), added.facts().error().orElseThrow());
        assertEquals(executed.file(), new MaskedRunFileReader(MASKED).read(history.folder(added).resolve("run.run.json")));
        assertTrue(Files.exists(history.folder(added).resolve("steps.csv")));
        assertEquals(SPEC, history.unmaskSpec(added, MASKED, TestRuns.BASE));
    }

    @Test
    void aSearchKnowsFamilySamplerPassesAndErrors() {
        String masked = added(executed()).id();
        String points = history.add(TestRuns.run("heun", 1)).id();

        assertEquals(List.of(masked), found("family:masked"));
        assertEquals(List.of(points), found("family:denoise"));
        assertEquals(List.of(masked), found("sampler:parallel passes<=4 model=chain-a"));
        assertEquals(List.of(), found("sampler:parallel passes>4"));
        assertEquals(List.of(masked), found("nll<2"), "what has none is not found");
        assertEquals(List.of(), found("nll>2"));
    }

    @Test
    void theIndexIsMadeAnewFromTheFolders() throws Exception {
        HistoryEntry added = added(executed());
        history.close();
        Files.delete(place.database());

        history = History.open(place, TestRuns.CATALOG);

        assertEquals(added, history.get(added.id()));
    }

    @Test
    void anIndexOfTheVersionBeforeIsTakenOver() throws Exception {
        HistoryEntry points = history.add(TestRuns.run("heun", 1));
        history.close();
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + place.database()); var s = c.createStatement()) {
            s.execute("ALTER TABLE run DROP COLUMN family");
            s.execute("ALTER TABLE run DROP COLUMN metrics");
            s.execute("PRAGMA user_version = 1");
        }

        history = History.open(place, TestRuns.CATALOG);

        assertEquals(points, history.get(points.id()));
        assertEquals(List.of(points.id()), found("family:denoise"));
    }

    @Test
    void theSpecOfAnotherFamilyIsRefusedByType() {
        HistoryEntry masked = added(executed());
        HistoryEntry points = history.add(TestRuns.run("heun", 1));

        var e = assertThrows(SpecException.class, () -> history.spec(masked, TestRuns.BASE));

        assertTrue(e.happened().contains("this is a spec of masked diffusion"), e.happened());
        assertThrows(SpecException.class, () -> history.unmaskSpec(points, MASKED, TestRuns.BASE));
    }
}
