package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;
import samplerscope.masked.sampler.BuiltInMaskedSamplers;
import samplerscope.masked.sampler.Threshold;
import samplerscope.masked.task.AddByCarries;
import samplerscope.masked.task.Brackets;
import samplerscope.masked.task.MalformedPromptException;
import samplerscope.masked.task.SortDigits;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.UnreadableTaskException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.tensor.Workers;

class TaskAccuracyTest {

    private static final TextTask SORT = new SortDigits();
    private static final MaskedSampler ONE_A_PASS = sampler("random", Map.of());
    private static final MaskedSampler AT_ONCE = new Threshold(0);

    private final Workers workers = new Workers(3);

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

    private static MaskedSampler sampler(String id, Map<String, Setting> settings) {
        return BuiltInMaskedSamplers.families().stream().filter(f -> f.id().equals(id)).findFirst()
            .map(f -> f.create().apply(Settings.of("sampler", f.parameters(), settings))).orElseThrow();
    }

    private TaskAccuracy.Sharing sharing(int together) {
        return new TaskAccuracy.Sharing(workers, together, _ -> {});
    }

    private static List<String> prompts(TextTask task, int count) {
        // What is drawn depends on task and seed only, so any model will do.
        return TaskAccuracy.drawn(new MaskedModel(Oracle.of(task, p -> p, (_, _) -> 0), new Oracle.Characters("$")),
            task, count, 5).prompts();
    }

    private static TaskAccuracy sorting(int count, Oracle.Doubt doubt) {
        List<String> prompts = prompts(SORT, count);
        return new TaskAccuracy(Oracle.of(SORT, Oracle::sorted, doubt).model(), SORT, prompts, 5);
    }

    @Test
    void anOracleIsAlwaysRightInOnePass() {
        List<TaskTrial> trials = sorting(40, (_, _) -> 0).trials(AT_ONCE, sharing(4));
        TaskScore score = TaskScore.of(SORT, trials);

        assertEquals(new Share(40, 40), score.right());
        assertEquals(1, score.passes().value());
        assertEquals(36, score.positions().value(), "one row of the canvas");
        assertTrue(score.mistakes().isEmpty() && score.distinct().isEmpty());
    }

    @Test
    void doubtInOnePositionIsTheShareOfWrongAnswers() {
        TaskScore score = TaskScore.of(SORT, sorting(3000, (_, i) -> i == 2 ? 0.3 : 0).trials(AT_ONCE, sharing(16)));

        assertEquals(0.7, score.right().value(), 4 * Math.sqrt(0.7 * 0.3 / 3000), "four standard deviations");
        assertTrue(score.right().low() < 0.7 && score.right().high() > 0.7);
        assertEquals(Map.of("no digit", 3000 - score.right().hits()), score.mistakes());
    }

    @Test
    void theCallingThreadAloneComesToTheSame() {
        assertEquals(sorting(20, (_, _) -> 0.2).trials(AT_ONCE, sharing(3)),
            sorting(20, (_, _) -> 0.2).trials(AT_ONCE, 5));
    }

    @Test
    void aRuleThatTakesTheMostLikelyIgnoresTheDoubt() {
        var certain = sampler("random", Map.of("temperature", new Setting.Num(0)));

        TaskScore score = TaskScore.of(SORT, sorting(30, (_, _) -> 0.4).trials(certain, sharing(1)));

        assertEquals(30, score.right().hits());
    }

    @Test
    void aThresholdPaysAPassForEachDoubtfulPosition() {
        var likely = sampler("threshold", Map.of("threshold", new Setting.Num(0.9), "temperature", new Setting.Num(0)));

        TaskScore score = TaskScore.of(SORT, sorting(20, (_, i) -> i < 5 ? 0.4 : 0).trials(likely, sharing(3)));

        // All that is certain goes first; what is not is written one a pass.
        assertEquals(6, score.passes().value());
        assertEquals(0, score.passes().standardError());
    }

    @ParameterizedTest(name = "{0} together")
    @CsvSource({"1", "2", "7", "64"})
    void companyAndThreadsChangeNothing(int together) {
        TaskAccuracy asked = sorting(25, (_, i) -> i % 2 == 0 ? 0.2 : 0);
        List<TaskTrial> alone;
        try (var one = new Workers(1)) {
            alone = asked.trials(ONE_A_PASS, new TaskAccuracy.Sharing(one, 1, _ -> {}));
        }

        assertEquals(alone, asked.trials(ONE_A_PASS, sharing(together)));
    }

    @Test
    void promptsThatGoTogetherAskTogether() {
        List<String> prompts = prompts(SORT, 24);
        Oracle oracle = Oracle.of(SORT, Oracle::sorted, (_, _) -> 0);

        new TaskAccuracy(oracle.model(), SORT, prompts, 5).trials(AT_ONCE, sharing(8));

        assertEquals(8, oracle.widest().get());
        assertEquals(3, oracle.asked().get(), "24 prompts of one pass each");
    }

    @Test
    void everyPromptIsToldOnceAndInOneThreadAtATime() {
        var seen = new ArrayList<Integer>(); // not safe for threads, on purpose
        var sharing = new TaskAccuracy.Sharing(workers, 4, trial -> seen.add(trial.index()));

        sorting(200, (_, _) -> 0).trials(AT_ONCE, sharing);

        assertEquals(IntStream.range(0, 200).boxed().toList(), seen.stream().sorted().toList());
    }

    @ParameterizedTest(name = "{0} together")
    @CsvSource({"1", "6"})
    void anInterruptEndsTheWorkAndStays(int together) {
        var told = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Consumer<TaskTrial> stop = _ -> {
            if (told.incrementAndGet() == 7) {
                caller.interrupt();
            }
        };

        assertThrows(CancellationException.class,
            () -> sorting(600, (_, _) -> 0).trials(ONE_A_PASS, new TaskAccuracy.Sharing(workers, together, stop)));
        assertTrue(Thread.interrupted(), "the interrupt is the caller's to clear");
        assertTrue(told.get() < 600);
    }

    @ParameterizedTest(name = "{0} together")
    @CsvSource({"1", "6"})
    void whatAModelThrowsReachesTheCaller(int together) {
        var broken = new IllegalStateException("the model is gone");
        TaskAccuracy good = sorting(50, (_, _) -> 0);
        var asked = new AtomicInteger();
        MaskPredictor failing = new Failing(good.model().predictor(), asked, broken);

        var e = assertThrows(IllegalStateException.class, () -> new TaskAccuracy(new MaskedModel(failing,
            good.model().tokens()), SORT, good.prompts(), 5).trials(ONE_A_PASS, sharing(together)));

        assertSame(broken, e);
    }

    private record Failing(MaskPredictor model, AtomicInteger asked, RuntimeException broken) implements MaskPredictor {
        @Override
        public int length() {
            return model.length();
        }

        @Override
        public int vocabulary() {
            return model.vocabulary();
        }

        @Override
        public Visible visible() {
            return model.visible();
        }

        @Override
        public List<Prediction> evaluate(List<int[]> states) {
            if (asked.incrementAndGet() > 20) {
                throw broken;
            }
            return model.evaluate(states);
        }
    }

    @Test
    void theSamplerMayKnowWhereTheAnswerStands() {
        var task = new AddByCarries();
        List<String> prompts = prompts(task, 12);
        var accuracy = new TaskAccuracy(Oracle.of(task, TaskAccuracyTest::added, (_, i) -> i < 9 ? 0.3 : 0).model(),
            task, prompts, 5);

        List<TaskTrial> trials = accuracy.trials(prompt -> {
            TextTask.Region sum = task.answerRegion(prompt).orElseThrow();
            return sampler("prophet", Map.of("answer", new Setting.Num(sum.from()), "length",
                new Setting.Num(sum.length())));
        }, sharing(4));

        // The sum is certain from the start, and the chain is its most likely self.
        assertTrue(trials.stream().allMatch(t -> t.passes() == 1 && t.verdict().isRight()), trials.toString());
    }

    private static String added(String prompt) {
        int a = Integer.parseInt(prompt.substring(1, 4));
        int b = Integer.parseInt(prompt.substring(5, 8));
        int one = a % 10 + b % 10;
        int ten = a / 10 % 10 + b / 10 % 10 + one / 10;
        int hundred = a / 100 + b / 100 + ten / 10;
        return "%02d,%02d,%02d;%d%d%d%d".formatted(one, ten, hundred, one % 10, ten % 10, hundred % 10, hundred / 10);
    }

    @Test
    void anAnswerIsSettledWhenTheBestGuessIsRightForGood() {
        List<String> prompts = prompts(SORT, 10);
        // Taken for wrong until the third digit stands: above one half, the doubt is the best guess.
        var late = Oracle.of(SORT, Oracle::sorted, (_, i) -> i == 2 ? 0.6 : 0);
        TaskAccuracy sure = sorting(10, (_, i) -> i < 3 ? 0.4 : 0);
        TaskAccuracy wrong = new TaskAccuracy(late.model(), SORT, prompts, 5);
        MaskedSampler likely = sampler("left-to-right", Map.of("temperature", new Setting.Num(0)));

        TaskScore score = TaskScore.of(SORT, sure.trials(likely, sharing(2)));

        assertEquals(1, score.settled().orElseThrow().value(), "the first guess was right");
        assertTrue(score.passes().value() > 10);
        assertTrue(TaskScore.of(SORT, wrong.trials(likely, sharing(2))).settled().isEmpty(), "no answer is right");
    }

    @Test
    void aDrawThatIsRightAgainstTheBestGuessSettlesWhenItStands() {
        List<String> prompts = prompts(SORT, 200);
        var model = Oracle.of(SORT, Oracle::sorted, (_, i) -> i == 2 ? 0.6 : 0).model();

        List<TaskTrial> trials = new TaskAccuracy(model, SORT, prompts, 5).trials(sampler("left-to-right", Map.of()),
            sharing(8));

        List<TaskTrial> right = trials.stream().filter(t -> t.verdict().isRight()).toList();
        assertTrue(right.size() > 40 && right.size() < 120, "0.4 of 200");
        // The third digit is written in the third pass, and the guess of the fourth is the first to be right.
        assertTrue(right.stream().allMatch(t -> t.settled().getAsInt() == 4), right.toString());
    }

    @Test
    void sampledTasksCountDifferentAnswers() {
        var task = new Brackets();
        var oracle = Oracle.of(task, _ -> "([])".repeat(3), (_, i) -> i == 0 ? 0.5 : 0);

        TaskScore score = TaskScore.of(task,
            TaskAccuracy.drawn(oracle.model(), task, 100, 1).trials(AT_ONCE, sharing(10)));

        assertEquals(0.02, score.distinct().orElseThrow().ofAll(), 1e-12, "one right answer and one wrong one");
        assertEquals(1.0 / score.right().hits(), score.distinct().orElseThrow().ofRight(), 1e-12);
        assertEquals(100, score.right().hits() + score.mistakes().get("no bracket"));
    }

    @Test
    void aPairSharesItsPrompts() {
        TaskAccuracy asked = sorting(400, (_, i) -> i == 0 ? 0.5 : 0);
        List<TaskTrial> first = asked.trials(AT_ONCE, sharing(8));
        List<TaskTrial> second = asked.trials(sampler("random", Map.of("temperature", new Setting.Num(0))), sharing(8));

        PairedTask pair = PairedTask.of(first, second);

        assertEquals(0, pair.accuracy().lost(), "the second is always right");
        assertEquals(400 - TaskScore.of(SORT, first).right().hits(), pair.accuracy().gained());
        assertTrue(pair.accuracy().low() > 0.4 && pair.accuracy().pValue() < 1e-20);
        assertTrue(pair.passes().low() <= pair.passes().value() && pair.passes().value() > 10, "one token a pass");
        assertThrows(IllegalArgumentException.class, () -> PairedTask.of(first, second.subList(1, 400)));
    }

    @Test
    void aModelWithoutTheCharactersIsRefusedByTheirNames() {
        TaskAccuracy good = sorting(3, (_, _) -> 0);

        var characters = assertThrows(UnreadableTaskException.class, () -> new TaskAccuracy(new MaskedModel(
            good.model().predictor(), new Oracle.Characters("012345678S" + "x".repeat(60))), SORT, good.prompts(), 5)
            .trials(AT_ONCE, sharing(1)));
        var end = assertThrows(UnreadableTaskException.class, () -> new TaskAccuracy(new MaskedModel(
            good.model().predictor(), new Oracle.Characters("0123456789S>" + "x".repeat(60))), SORT, good.prompts(), 5)
            .trials(AT_ONCE, sharing(1)));

        assertTrue(characters.happened().contains("task S needs 9 >,"), characters.happened());
        assertTrue(end.happened().contains("ends a text"), end.happened());
    }

    @Test
    void aCanvasThatIsTooShortIsRefused() {
        List<String> prompts = prompts(SORT, 3);
        MaskedModel shorter = Oracle.of(new AddByCarries(), Oracle::sorted, (_, _) -> 0).model();

        var e = assertThrows(UnreadableTaskException.class,
            () -> new TaskAccuracy(shorter, SORT, prompts, 5).trials(AT_ONCE, sharing(1)));

        assertTrue(e.happened().contains("36") && e.happened().contains("28"), e.happened());
    }

    @Test
    void promptsOfAPersonAreReadAndMistakesRefused() {
        MaskedModel model = Oracle.of(SORT, Oracle::sorted, (_, _) -> 0).model();

        assertEquals(List.of("S87654321>"), new TaskAccuracy(model, SORT, List.of("8765 4321"), 1).prompts());
        assertThrows(MalformedPromptException.class, () -> new TaskAccuracy(model, SORT, List.of("87"), 1));
    }

    @Test
    void promptsDependOnTheSeedOnlyAndDiffer() {
        List<String> many = prompts(SORT, 50);

        assertEquals(many.subList(0, 10), prompts(SORT, 10));
        assertEquals(50, many.stream().collect(Collectors.toSet()).size());
    }
}
