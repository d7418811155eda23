package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.Curve;
import samplerscope.app.masked.LabCharts.Cost;
import samplerscope.app.masked.LabCharts.Quality;
import samplerscope.masked.TokenText;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.TaskTrial;
import samplerscope.masked.task.Verdict;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;

/// The front of samplers that were measured.
class LabChartsTest {

    private static final TokenText CHARACTERS = new TokenText() {
        @Override
        public String text(int token) {
            return String.valueOf((char) token);
        }

        @Override
        public int[] tokens(String text) {
            return text.chars().toArray();
        }
    };

    private LabModel model;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
    }

    @AfterEach
    void close() {
        Ui.run(model::close);
    }

    private static Mean mean(double value) {
        return new Mean(value, 0, 10);
    }

    private static FrontModel.Found found(String sampler, double passes, double positions, double millis, double wrong) {
        return new FrontModel.Found(Choice.of(sampler), Optional.of(new Measured(mean(passes), mean(passes), mean(positions),
            millis, Optional.empty(), Optional.of(mean(wrong)))), Optional.empty());
    }

    private ChartContent front(Cost cost, FrontModel.Found... found) {
        Map<Choice, FrontModel.Found> all = new LinkedHashMap<>();
        for (FrontModel.Found one : found) {
            all.put(one.sampler(), one);
        }
        return Ui.get(() -> new LabCharts(model).front(all, Quality.WRONG, cost));
    }

    private static List<Curve> samplers(ChartContent content) {
        return content.curves().stream().filter(c -> c.form() == Curve.Form.POINTS).toList();
    }

    @Test
    void everyCostHasItsAxis() {
        FrontModel.Found one = found("threshold", 5, 120, 2.5, 0.1);

        assertEquals(5, samplers(front(Cost.PASSES, one)).getFirst().marks().getFirst().x());
        assertEquals(120, samplers(front(Cost.POSITIONS, one)).getFirst().marks().getFirst().x());
        assertEquals(2.5, samplers(front(Cost.MILLIS, one)).getFirst().marks().getFirst().x());
        assertEquals("milliseconds of a sequence", front(Cost.MILLIS, one).x().label());
    }

    @Test
    void aLineRunsThroughWhatNoOtherBeats() {
        ChartContent content = front(Cost.PASSES, found("threshold", 4, 1, 1, 0.3), found("eb", 8, 1, 1, 0.1),
            found("klass", 9, 1, 1, 0.2), found("saber", 20, 1, 1, 0.05));

        Curve line = content.curves().stream().filter(c -> c.form() == Curve.Form.GUIDE).findFirst().orElseThrow();
        assertEquals(List.of(0.3, 0.3, 0.1, 0.1, 0.05, 0.05), line.marks().stream().map(Curve.Mark::y).toList());
        assertEquals(List.of(4.0, 8.0, 8.0, 20.0, 20.0, 23.0), line.marks().stream()
            .map(m -> Math.round(m.x() * 1e9) / 1e9).toList());
        assertEquals(4, samplers(content).size());
    }

    @Test
    void oneSamplerNeedsNoLine() {
        assertTrue(front(Cost.PASSES, found("threshold", 4, 1, 1, 0.3)).curves().stream()
            .noneMatch(c -> c.form() == Curve.Form.GUIDE));
    }

    @Test
    void aSamplerWithoutTheNumberIsLeftOut() {
        Map<Choice, FrontModel.Found> all = Map.of(Choice.of("eb"), found("eb", 8, 1, 1, 0.1));

        assertTrue(samplers(Ui.get(() -> new LabCharts(model).front(all, Quality.PATH_KL, Cost.PASSES))).isEmpty());
    }

    @Test
    void trialsOfATaskAreCountedByTheirVerdicts() {
        List<TaskTrial> trials = IntStream.range(0, 4).mapToObj(n -> new TaskTrial(n, "S1>", "1", n == 0
            ? Verdict.wrong("k", "why") : Verdict.right(), n + 1, n + 1, 10L * n, OptionalInt.empty())).toList();
        Measured measured = Measured.of(trials, 3.5);

        assertEquals(0.25, measured.wrong().orElseThrow().value());
        assertEquals(2.5, measured.passes().value());
        assertEquals(15, measured.positions().value());
        assertTrue(Quality.PERPLEXITY.of(measured).isEmpty(), "a task has no law");
    }

    @Test
    void thePromptNamesTheTask() {
        LabDraft draft = LabDraft.of(Choice.of("texts"), List.of(Choice.of("threshold")));

        assertEquals("S", draft.withGiven(List.of((int) 'S', (int) '3')).task(CHARACTERS).orElseThrow().id());
        assertEquals(Optional.empty(), draft.withGiven(List.of((int) '3')).task(CHARACTERS));
        assertEquals(Optional.empty(), draft.withGiven(List.of(-1, (int) 'S')).task(CHARACTERS));
    }

    @Test
    void aWorldIsMeasuredByItsLaw() {
        Ui.until("the model is open", () -> model.isOpen());
        assertTrue(Ui.get(model::canMeasure));
        assertTrue(Quality.PATH_KL.isOfLaw());
        assertFalse(Quality.WRONG.isOfLaw());
    }
}
