package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.measure.Oracle;
import samplerscope.masked.sampler.BuiltInMaskedSamplers;
import samplerscope.masked.sampler.Prophet;
import samplerscope.masked.task.AddByCarries;
import samplerscope.masked.task.Brackets;
import samplerscope.masked.task.MalformedPromptException;
import samplerscope.masked.task.SortDigits;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.UnreadableTaskException;
import samplerscope.masked.world.BuiltInMaskedModels;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedTask;
import samplerscope.spec.RunSpec;

class TaskComparisonTest {

    private static final TextTask SORT = new SortDigits();
    private static final Path HERE = Path.of("");

    /// Canvases that were asked for, in order.
    private final List<Integer> lengths = new ArrayList<>();

    private final MaskedCatalog catalog = new MaskedCatalog(new Registry<>("masked model", List.of(
        new MaskedModelFamily("sorter", "Sorter", "a test",
            List.of(Parameter.whole("length", "length", "positions", 10, 1, 96)), (s, _) -> sorter(s.whole("length"))),
        BuiltInMaskedModels.families().getFirst())),
        new Registry<>("masked sampler", BuiltInMaskedSamplers.families()));

    /// Knows the order of the digits, and doubts the first of them.
    private MaskedModel sorter(int length) {
        lengths.add(length);
        return Oracle.of(SORT, Oracle::sorted, (_, i) -> i == 0 ? 0.4 : 0).model();
    }

    private static RunSpec.Unmask spec(Choice sampler) {
        return RunSpec.Unmask.of(Choice.of("sorter")).withSampler(sampler).withSamples(60);
    }

    private TaskExecuted executed(Choice sampler) {
        try (ResolvedTask run = ResolvedTask.of(spec(sampler), SORT, catalog, HERE)) {
            return TaskExecuted.of(run, 2, Progress.NONE);
        }
    }

    private TaskComparison three() {
        return TaskComparison.of(List.of("one", "drawn", "threshold"), List.of(executed(Choice.of("random")),
            executed(Choice.of("threshold").with("threshold", 0).with("temperature", 1)),
            executed(Choice.of("threshold").with("threshold", 0.9))));
    }

    @Test
    void theTaskSetsCanvasAndTemperatureWhereTheSpecLeavesThemOpen() {
        try (ResolvedTask run = ResolvedTask.of(spec(Choice.of("threshold")), SORT, catalog, HERE)) {
            assertEquals(Map.of("temperature", new Setting.Num(0)), run.spec().sampler().settings());
            assertEquals(Map.of("length", new Setting.Num(36)), run.spec().model().settings());
            assertEquals(List.of(36), lengths);
        }
    }

    @Test
    void whatTheSpecSaysStays() {
        RunSpec.Unmask asked = spec(Choice.of("threshold").with("temperature", 0.5))
            .withModel(Choice.of("sorter").with("length", 40));
        try (ResolvedTask run = ResolvedTask.of(asked, SORT, catalog, HERE)) {
            assertEquals(asked, run.spec());
            assertEquals(List.of(40), lengths);
        }
    }

    @Test
    void prophetLooksWhereTheAnswerStands() {
        try (ResolvedTask run = ResolvedTask.of(spec(Choice.of("prophet")), new AddByCarries(), catalog, HERE)) {
            var prophet = (Prophet) run.sampler().apply("A478+256=");
            assertEquals(18, prophet.answer(), "behind A478+256=14,13,07;");
            assertEquals(4, prophet.length());
        }
        try (ResolvedTask run = ResolvedTask.of(spec(Choice.of("prophet")), SORT, catalog, HERE)) {
            assertEquals(-1, ((Prophet) run.sampler().apply(run.prompts().getFirst())).answer(), "all that is hidden");
        }
        try (ResolvedTask run = ResolvedTask.of(spec(Choice.of("prophet").with("answer", 3)), SORT, catalog, HERE)) {
            assertEquals(3, ((Prophet) run.sampler().apply(run.prompts().getFirst())).answer());
        }
    }

    @Test
    void aPromptOfTheSpecIsAskedEveryTime() {
        RunSpec.Unmask asked = spec(Choice.of("random")).withPrompt("31415926");
        try (ResolvedTask run = ResolvedTask.of(asked, SORT, catalog, HERE)) {
            assertEquals(60, run.prompts().size());
            assertEquals("S31415926>", run.prompts().getLast());
        }
        assertThrows(MalformedPromptException.class,
            () -> ResolvedTask.of(spec(Choice.of("random")).withPrompt("123"), SORT, catalog, HERE));
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnyWork() {
        RunSpec.Unmask chain = RunSpec.Unmask.of(Choice.of("chain-a"));
        var e = assertThrows(UnreadableTaskException.class,
            () -> ResolvedTask.of(chain, new Brackets(), catalog, HERE));
        assertTrue(e.happened().contains("D ( ) [ ]"), e.happened());
        assertThrows(InvalidParameterException.class,
            () -> ResolvedTask.of(spec(Choice.of("threshold").with("threshold", 7)), SORT, catalog, HERE));
        assertThrows(UnreadableTaskException.class, () -> ResolvedTask.of(spec(Choice.of("random"))
            .withModel(Choice.of("chain-a")), new AddByCarries(), catalog, HERE));
    }

    @Test
    void theFrontHasWhatIsRightMoreOftenOrFaster() {
        TaskComparison all = three();

        // Doubt of 0.4 in one position: what is certain at once, then the rest; or all at once, wrong in 0.4.
        assertEquals(List.of(false, true, true), all.lanes().stream().map(TaskComparison.Lane::onFront).toList());
        assertEquals(1, all.lanes().get(1).run().score().passes().value());
        assertEquals(2, all.lanes().get(2).run().score().passes().value());
        assertEquals(1, all.lanes().getFirst().run().score().right().value());
    }

    @Test
    void everyRunIsPairedWithTheFirst() {
        TaskComparison all = three();
        int wrong = all.lanes().get(1).run().score().mistakes().get("no digit");

        assertTrue(all.lanes().getFirst().paired().isEmpty());
        assertEquals(wrong, all.lanes().get(1).paired().orElseThrow().accuracy().lost());
        assertEquals(0, all.lanes().get(2).paired().orElseThrow().accuracy().difference());
    }

    @Test
    void theTableMarksTheFrontAndSaysWhatWentWrong() {
        String text = three().readable().markdown();

        assertTrue(text.lines().findFirst().orElseThrow().contains("| right"), text);
        assertTrue(text.contains("| no digit ") && text.contains("threshold temperature=0 threshold=0.9"), text);
        assertEquals(2, text.lines().filter(line -> line.endsWith("*      |")).count(), text);
        assertEquals("S, Sort digits: 60 prompts, a canvas of 36, the most likely tokens", three().title());
    }

    @Test
    void filesHaveEveryNumberAndEveryAnswer() {
        List<TaskComparison> all = List.of(three());

        assertEquals(1 + 3, TaskComparison.table(all).csv().lines().count());
        assertEquals(1 + 3 * 60, TaskComparison.answers(all).csv().lines().count());
        assertTrue(TaskComparison.answers(all).csv().contains(",no,no digit,0,position 0: '#' is no digit,1,1,36,\n"));
    }

    @Test
    void jsonHasTheIntervalsAndThePairs() {
        var json = (Json.Obj) JsonReader.read(three().json().pretty(), "");
        var runs = ((Json.Arr) json.get("runs").orElseThrow()).items();
        var second = (Json.Obj) runs.get(1);
        var right = (Json.Obj) second.get("right").orElseThrow();

        assertEquals(3, runs.size());
        assertTrue(number(right, "low") < number(right, "value") && number(right, "value") < number(right, "high"));
        assertTrue(number((Json.Obj) second.get("gain").orElseThrow(), "value") < 0);
        assertTrue(((Json.Obj) runs.getFirst()).get("gain").isEmpty());
        assertEquals(new Json.Flag(true, right.at()).value(), ((Json.Flag) second.get("pareto").orElseThrow()).value());
    }

    private static double number(Json.Obj object, String field) {
        return ((Json.Num) object.get(field).orElseThrow()).value();
    }

    @Test
    void progressCountsPromptsAndAnInterruptCancels() {
        var told = new ArrayList<Integer>();
        try (ResolvedTask run = ResolvedTask.of(spec(Choice.of("random")), SORT, catalog, HERE)) {
            TaskExecuted.of(run, 1, (_, done, _) -> told.add(done));
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> TaskExecuted.of(run, 1, Progress.NONE));
        } finally {
            Thread.interrupted();
        }
        assertEquals(61, told.size(), "from none to all");
        assertEquals(60, told.getLast());
    }
}
