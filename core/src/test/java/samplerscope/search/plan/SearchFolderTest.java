package samplerscope.search.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.search.Budget;
import samplerscope.search.Candidate;
import samplerscope.search.Evaluation;
import samplerscope.search.Finding;
import samplerscope.search.NoiseBanks;
import samplerscope.search.ScheduleSearch;
import samplerscope.search.SearchControl;
import samplerscope.search.SearchListener;
import samplerscope.search.SearchResult;
import samplerscope.search.surrogate.Certificate;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;

class SearchFolderTest {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final SpecReader READER = new SpecReader(CATALOG);
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final References REFERENCES = new References(1);
    private static final ScheduleSearch ALONE = new ScheduleSearch(RESOLVER, REFERENCES, 1);
    private static final ScheduleSearch THREE = new ScheduleSearch(RESOLVER, REFERENCES, 3);
    private static final Path HOME = Path.of("").toAbsolutePath();

    /// Small, and with what differs between methods: one that draws, one that learns from what it drew.
    private static final SearchPlan PLAN = SearchPlan.of(RunSpec.Denoise.of(Choice.of("two-modes")), List.of(3, 4),
            NoiseBanks.of(1, 4, 16))
        .withMethods(List.of(Choice.of("random"), Choice.of("evolution"))).withSeeds(List.of(1L, 2L))
        .withBudget(Budget.ofCandidates(12));

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        ALONE.close();
        THREE.close();
        RESOLVER.close();
    }

    @Test
    void partsInAnyOrderMergeToTheBytesOfOneMachine() throws IOException {
        byte[] whole = merged(search("whole", List.of(Shard.WHOLE), THREE));

        byte[] parts = merged(search("parts", List.of(new Shard(2, 3), new Shard(0, 3), new Shard(2, 3),
            new Shard(1, 3)), ALONE));

        assertArrayEquals(whole, parts);
    }

    /// Every search waits for its own gains and knows nothing of the others.
    @Test
    void partsOfASearchThatEndsWithoutAGainMergeToTheBytesOfOneMachine() throws IOException {
        var cold = new Setting.Flag(false); // the known schedules are the same many in every search
        SearchPlan plan = PLAN.withBudget(Budget.ofCandidates(200).withPatience(5)).withMethods(List.of(
            Choice.of("random").with("warm-start", cold), Choice.of("evolution").with("warm-start", cold)));
        SearchFolder whole = search("patient", plan, List.of(Shard.WHOLE), THREE);

        SearchFolder parts = search("patient parts", plan, List.of(new Shard(1, 2), new Shard(0, 2)), ALONE);

        assertArrayEquals(merged(whole), merged(parts));
        Merged merged = Merged.of(parts, false);
        assertTrue(merged.cells().stream().allMatch(c -> c.ending() == SearchResult.Ending.STALLED));
        assertTrue(merged.cells().stream().mapToInt(CellResult::evaluated).distinct().count() > 1, merged.markdown());
        assertTrue(merged.markdown().contains("8 of 8 searches ended early, when 5 schedules in a row"),
            merged.markdown());
    }

    /// A process dies in the middle of a line, and its shard is given to another.
    @Test
    void aCellThatWasKilledGoesOnToTheSameBytes() throws IOException {
        SearchFolder whole = search("whole", List.of(Shard.WHOLE), ALONE);
        SearchFolder cut = SearchFolder.of(folder.resolve("cut"), PLAN, HOME, READER);
        for (SearchPlan.Cell cell : PLAN.cells()) {
            byte[] log = Files.readAllBytes(whole.log(cell));
            Files.createDirectories(cut.log(cell).getParent());
            Files.write(cut.log(cell), Arrays.copyOf(log, log.length * (cell.number() + 1) / 9));
        }

        cut.run(cut.plan().cells(), THREE, Progress.NONE);

        assertArrayEquals(merged(whole), merged(cut));
        for (SearchPlan.Cell cell : PLAN.cells()) {
            assertArrayEquals(Files.readAllBytes(whole.log(cell)), Files.readAllBytes(cut.log(cell)), cell.name());
        }
    }

    @Test
    void aLineThatWasCutOffIsTakenAway() throws IOException {
        SearchFolder place = search("torn", List.of(new Shard(0, 8)), ALONE);
        SearchPlan.Cell cell = place.plan().cells().getFirst();
        byte[] log = Files.readAllBytes(place.log(cell));
        Files.write(place.log(cell), Arrays.copyOf(log, log.length - 7));

        CellLog.open(place.log(cell), PlanText.json(place.plan(), cell)).orElseThrow().close();

        String left = Files.readString(place.log(cell));
        assertTrue(left.endsWith("}\n"), left);
        assertEquals(12, left.lines().count(), "the plan, and all evaluations but the last");
    }

    @Test
    void anInterruptedSearchKeepsWhatItEvaluated() throws IOException {
        SearchFolder place = SearchFolder.of(folder.resolve("interrupted"), PLAN, HOME, READER);
        List<SearchPlan.Cell> first = place.plan().cells().subList(0, 1);

        assertThrows(CancellationException.class, () -> place.run(first, ALONE, (_, done, _) -> {
            if (done == 5) {
                Thread.currentThread().interrupt();
            }
        }));

        assertTrue(Thread.interrupted());
        assertTrue(place.result(first.getFirst()).isEmpty());
        assertTrue(Files.readAllLines(place.log(first.getFirst())).size() > 5);
        assertEquals(List.of(), place.run(place.plan().cells(), ALONE, Progress.NONE));
        assertArrayEquals(merged(search("whole", List.of(Shard.WHOLE), ALONE)), merged(place));
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndWhatAnotherIsAtIsLeftToIt() throws IOException {
        SearchFolder place = search("done", List.of(new Shard(0, 2)), ALONE);
        SearchPlan.Cell open = PLAN.cells().get(1);
        var before = Files.getLastModifiedTime(place.log(PLAN.cells().getFirst()));
        try (CellLog _ = CellLog.open(place.log(open), PlanText.json(place.plan(), place.plan().cells().get(1)))
            .orElseThrow()) {
            List<SearchPlan.Cell> elsewhere = place.run(place.plan().cells().subList(0, 2), ALONE, Progress.NONE);

            assertEquals(List.of(open.name()), elsewhere.stream().map(SearchPlan.Cell::name).toList());
        }
        assertEquals(before, Files.getLastModifiedTime(place.log(PLAN.cells().getFirst())));
        assertThrows(UnfinishedSearchException.class, () -> Merged.of(place, false));
        assertEquals(4, Merged.of(place, true).cells().size());
    }

    @Test
    void anotherPlanIsNotMixedIn() {
        SearchFolder.of(folder.resolve("mine"), PLAN, HOME, READER);

        SearchPlan other = PLAN.withSeeds(List.of(1L, 3L));
        assertThrows(DamagedLogException.class,
            () -> SearchFolder.of(folder.resolve("mine"), other, HOME, READER));
        assertEquals(PLAN, SearchFolder.open(folder.resolve("mine"), READER).plan());
    }

    @Test
    void aDamagedLogIsNamedWithItsLine() throws IOException {
        SearchFolder place = search("damaged", List.of(new Shard(0, 8)), ALONE);
        SearchPlan.Cell cell = place.plan().cells().getFirst();
        Path log = place.log(cell);
        List<String> lines = Files.readAllLines(log);
        var request = PlanText.json(place.plan(), cell);

        Files.writeString(log, lines.getFirst() + "\n" + lines.get(1) + "\n" + lines.get(3) + "\n");
        var skipped = assertThrows(DamagedLogException.class, () -> CellLog.open(log, request));
        Files.writeString(log, lines.getFirst() + "\n" + lines.get(1).replace("score", "sc0re") + "\n");
        var changed = assertThrows(DamagedLogException.class, () -> CellLog.open(log, request));
        Files.writeString(log, lines.getFirst().replace("two-modes", "problem-b") + "\n");
        assertThrows(DamagedLogException.class, () -> CellLog.open(log, request));

        assertTrue(skipped.getMessage().contains("line 3"), skipped.getMessage());
        assertTrue(changed.getMessage().contains("line 2"), changed.getMessage());
    }

    @Test
    void aScheduleThatBlewUpIsReadBackAsOne() throws IOException {
        SearchFolder place = search("log", List.of(new Shard(0, 8)), ALONE);
        SearchPlan.Cell cell = place.plan().cells().getFirst();
        var request = PlanText.json(place.plan(), cell);
        Evaluation last;
        try (CellLog log = CellLog.open(place.log(cell), request).orElseThrow()) {
            Evaluation first = log.known().getFirst();
            last = new Evaluation(log.known().size(), "warm start", first.candidate(), Double.POSITIVE_INFINITY, 7);
            log.add(last);
        }
        try (CellLog log = CellLog.open(place.log(cell), request).orElseThrow()) {
            assertEquals(last, log.known().getLast());
        }
        assertFalse(Files.readString(place.log(cell), StandardCharsets.UTF_8).contains("Infinity"));
    }

    @Test
    void winnersAreTheBestOnTheNoisesSearchedOn() throws IOException {
        SearchFolder place = search("winners", List.of(Shard.WHOLE), THREE);
        Merged merged = Merged.of(place, false);

        assertEquals(List.of(3, 4), merged.winners().stream().map(w -> w.found().nfe()).toList());
        for (Merged.Winner winner : merged.winners()) {
            double least = merged.cells().stream().flatMap(c -> c.found().stream())
                .filter(f -> f.nfe() == winner.found().nfe()).mapToDouble(CellResult.Found::score).min().orElseThrow();
            assertEquals(least, winner.found().score());
        }
        assertEquals(4, merged.methods().size());
        assertEquals(2, merged.methods().getFirst().seeds());
        assertTrue(merged.methods().get(1).wins().isPresent());
        List<Path> specs = merged.write(place, CATALOG);
        RunSpec.Denoise spec = READER.read(specs.getFirst());
        assertEquals(3, RESOLVER.resolve(spec, specs.getFirst().getParent()).plan().evaluations());
    }

    /// A certified minimum is told while it is looked for, and stands in the result with its gap.
    @Test
    void whatAMethodKnowsIsHeardAndKept() throws IOException {
        SearchPlan plan = PLAN.withMethods(List.of(Choice.of("bayes-palm"))).withSeeds(List.of(1L))
            .withBudget(Budget.ofCandidates(60));
        SearchFolder place = SearchFolder.of(folder.resolve("certified"), plan, HOME, READER);
        var heard = new ArrayList<Object>();
        var listener = new SearchListener() {
            @Override
            public void evaluated(Evaluation evaluation) {}

            @Override
            public void found(Finding finding) {
                heard.add(finding);
            }

            @Override
            public void bounded(Certificate.Bounds bounds) {
                heard.add(bounds);
            }
        };

        CellResult result = place.run(place.plan().cells().getFirst(), ALONE, listener, new SearchControl())
            .orElseThrow();

        assertTrue(heard.stream().anyMatch(Certificate.Bounds.class::isInstance));
        assertTrue(heard.stream().anyMatch(Finding.class::isInstance));
        assertTrue(result.remarks().getFirst().contains("nowhere below"), result.remarks().toString());
        assertEquals(result, place.result(place.plan().cells().getFirst()).orElseThrow());
        assertTrue(Merged.of(place, true).markdown().contains("nowhere below"));
    }

    @Test
    void pinnedSchedulesAreKeptWithTheSearchAndAreNoPartOfItsResult() throws IOException {
        SearchFolder place = search("pinned", List.of(Shard.WHOLE), ALONE);
        byte[] before = merged(place);
        List<Candidate> chosen = place.evaluated(place.plan().cells().getFirst()).stream().map(Evaluation::candidate)
            .skip(3).limit(2).toList();
        assertEquals(List.of(), place.pinned());

        place.pin(chosen);

        SearchFolder later = SearchFolder.open(place.path(), READER);
        assertEquals(chosen, later.pinned());
        assertArrayEquals(before, merged(later));
        Files.writeString(place.path().resolve("pinned.json"), "{}");
        assertTrue(assertThrows(DamagedLogException.class, later::pinned).getMessage().contains("pinned.json"));
        later.pin(List.of());
        assertEquals(List.of(), place.pinned());
    }

    private SearchFolder search(String name, List<Shard> shards, ScheduleSearch search) {
        return search(name, PLAN, shards, search);
    }

    private SearchFolder search(String name, SearchPlan plan, List<Shard> shards, ScheduleSearch search) {
        SearchFolder place = SearchFolder.of(folder.resolve(name), plan, HOME, READER);
        for (Shard shard : shards) {
            assertEquals(List.of(), place.run(place.plan().shard(shard), search, Progress.NONE));
        }
        return place;
    }

    private static byte[] merged(SearchFolder place) throws IOException {
        Merged.of(place, false).write(place, CATALOG);
        return Files.readAllBytes(place.path().resolve("merged.json"));
    }
}
