package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.masked.Canvas;
import samplerscope.masked.measure.Measurement;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;

/// The lab's model over the small chain: real samplers, three sequences.
class LabModelTest {

    private LabModel model;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-a")).withSequences(3).withLanes(List.of(
            new LaneSpec(0, Choice.of("confidence"), Optional.empty()),
            new LaneSpec(1, Choice.of("random").with("per-step", 2), Optional.empty())))));
        Ui.until("the model is open", () -> model.isOpen() && model.shape().get().orElseThrow().length() == 7);
    }

    @AfterEach
    void close() {
        Ui.run(model::close);
    }

    private void run() {
        Ui.run(model::start);
        Ui.until("the lanes rest", () -> !model.running().get());
    }

    @Test
    void lanesRunToTheirEndWithErrors() {
        run();

        for (int lane = 0; lane < 2; lane++) {
            int id = lane;
            assertEquals(3, Ui.get(() -> model.whole(id)).size());
            assertEquals(LaneRun.Phase.DONE, model.runs().get().get(lane).phase());
        }
        Sequence pairs = Ui.get(() -> model.shown(1));
        assertEquals(4, pairs.steps(), "seven tokens, two at a time");
        assertTrue(pairs.frames().getFirst().error().orElseThrow().guilty().isPresent());
        assertEquals(7, Ui.get(model::end), "the cursor's axis ends with the longest lane");
    }

    @Test
    void theSameSeedGivesTheSameTokens() {
        run();
        int[] first = Ui.get(() -> model.shown(0)).state(6);
        Ui.run(() -> model.edit(d -> d.withSeed(2)));
        run();
        Ui.run(() -> model.edit(d -> d.withSeed(1)));
        run();

        assertArrayEquals(first, Ui.get(() -> model.shown(0)).state(6));
    }

    @Test
    void aForkWithTheSameSamplerComesToTheSameTokens() {
        run();
        Ui.run(() -> {
            model.focus().set(0);
            model.scrub(3);
            model.fork(Choice.of("confidence"));
        });
        Ui.until("the fork rests", () -> !model.running().get());

        int fork = Ui.get(() -> model.draft().get().lanes().getLast().id());
        Sequence parent = Ui.get(() -> model.shown(0));
        Sequence child = Ui.get(() -> model.shown(fork));
        assertEquals(parent.steps(), child.steps());
        assertArrayEquals(parent.state(6), child.state(6), "the random numbers that were left are the parent's");
        assertEquals(3, child.frames().stream().filter(f -> !f.drawn()).count());
    }

    @Test
    void aForkWritesItsEdits() {
        run();
        Ui.run(() -> {
            model.focus().set(0);
            model.scrub(6);
            model.selected().set(Set.of(2, 3));
            model.hideSelected();
            model.write(0, new int[] {1});
            model.fork(Choice.of("random"));
        });
        Ui.until("the fork rests", () -> !model.running().get());

        int fork = Ui.get(() -> model.draft().get().lanes().getLast().id());
        int[] end = Ui.get(() -> model.whole(fork)).getFirst().state(Ui.get(() -> model.shown(fork)).steps() - 1);
        assertEquals(1, end[0]);
        assertEquals(0, Canvas.masked(end));
        assertEquals(Map.of(), model.edits().get());
    }

    @Test
    void tokensTypedAtTheStartAreGivenToAllLanes() {
        Ui.run(() -> model.write(1, new int[] {2, 0}));
        run();

        for (int lane = 0; lane < 2; lane++) {
            int id = lane;
            int[] end = Ui.get(() -> model.whole(id)).getFirst().state(Ui.get(() -> model.shown(id)).steps() - 1);
            assertEquals(2, end[1]);
            assertEquals(0, end[2]);
        }
        Ui.run(model::undo);
        Ui.run(model::undo);
        assertEquals(List.of(), model.draft().get().given());
    }

    @Test
    void stepsOneAtATimeAndStops() {
        Ui.run(model::step);
        Ui.until("one step is taken", () -> model.shown(0).steps() == 1 && model.shown(1).steps() == 1);
        assertTrue(model.paused().get());
        Ui.run(model::step);
        Ui.until("another is taken", () -> model.shown(0).steps() == 2);
        Ui.run(model::stop);
        assertFalse(model.running().get());
        assertEquals(2, Ui.get(() -> model.shown(0)).steps());
    }

    @Test
    void aLaneThatCannotRunSaysWhyAndLeavesTheOther() {
        Ui.run(() -> model.choose(1, Choice.of("random").with("counts", new samplerscope.registry.Setting.Word("even"))
            .with("steps", 3).with("block", 2)));
        run();

        assertEquals(LaneRun.Phase.FAILED, model.runs().get().get(1).phase());
        assertTrue(model.runs().get().get(1).problem().isPresent());
        assertEquals(LaneRun.Phase.DONE, model.runs().get().get(0).phase());
    }

    private static double pathKl(FrontModel.Found found) {
        return found.measured().flatMap(Measured::law).flatMap(Measurement::pathKl).orElseThrow().value();
    }

    @Test
    void samplersAreMeasuredAgainstTheLaw() {
        Ui.run(model.front()::measureLanes);
        Ui.until("both are measured", model::hasMeasured);

        var found = model.front().found().get();
        double one = pathKl(found.get(Choice.of("confidence")));
        double two = pathKl(found.get(Choice.of("random").with("per-step", 2)));
        assertEquals(0, one, 1e-9, "one token a pass makes no error");
        assertTrue(two > 0.02, "two at a time do: " + two);
    }
}
