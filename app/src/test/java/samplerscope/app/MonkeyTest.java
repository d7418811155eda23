package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.study.Lane;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.RunSpec;

/// A hand that does anything at all: keys, clicks, drags, typing, files, themes, sizes.
class MonkeyTest {

    /// Older changes are forgotten.
    private static final int MOST_UNDONE = 500;

    /// More than there can be cards.
    private static final int ESCAPES = 40;

    /// Enough to see what is wrong.
    private static final int MOST_FAULTS = 10;

    private static final int TRACE_LINES = 40;

    @TempDir
    private Path folder;
    private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @AfterEach
    void forget() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void threeHundredActionsOfSeed1LeaveNothingBroken() {
        survives(1, 300);
    }

    @Tag("slow")
    @Test
    void tenThousandActionsOfSeed2LeaveNothingBroken() {
        survives(2, 10_000);
    }

    private void survives(long seed, int actions) {
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        Ui.run(() -> Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.add(e)));
        try (TestWindow window = TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 200),
            TestStudies.spec("moons", "dpmpp-2m", 8, 200)))) {
            Study start = window.study().study().get();
            var monkey = new Monkey(window, seed);
            for (int i = 0; i < actions && uncaught.size() < MOST_FAULTS; i++) {
                act(monkey);
            }
            assertTrue(uncaught.isEmpty(), () -> told(monkey));
            rest(window);
            isConsistent(window, start);
            assertTrue(uncaught.isEmpty(), () -> told(monkey));
        }
    }

    private void act(Monkey monkey) {
        int before = uncaught.size();
        try {
            monkey.act();
        } catch (AssertionError e) {
            uncaught.add(e.getCause() == null ? e : e.getCause());
        }
        if (uncaught.size() > before) {
            System.out.println("fault " + monkey.history());
        }
    }

    /// Every fault once.
    private String told(Monkey monkey) {
        return uncaught.stream().map(MonkeyTest::trace).distinct().collect(Collectors.joining("\n", monkey.history() + "\n", ""));
    }

    /// Lets go of everything: cards, tours, the mode for an audience, runs. What was being read or looked up in the
    /// background may open a card or add a lane when it comes, so it is waited for first and once more at the end.
    private static void rest(TestWindow window) {
        do {
            window.settle();
            for (int i = 0; i < ESCAPES; i++) {
                Ui.press(window.bench().root(), KeyCode.ESCAPE);
            }
            Ui.until("no edit waits", () -> !window.study().live().isWaiting());
            Ui.run(window.study().runner()::stop);
            Ui.until("no lane runs", () -> window.study().lanes().stream().noneMatch(l -> l.state().get().isActive()));
            Ui.until("nothing is prepared", () -> window.study().lanes().stream().allMatch(l -> l.preparing().get().isEmpty()));
        } while (!window.isSettled());
    }

    private static void isConsistent(TestWindow window, Study start) {
        StudyModel study = window.study();
        assertEquals(Ui.get(() -> study.study().get().lanes().size()), Ui.get(() -> study.lanes().size()));
        assertFalse(Ui.get(() -> window.bench().isCovered()), "a card is left");
        assertFalse(Ui.get(() -> study.runner().active().get()), "nothing runs");
        all(study.redoWords(), study::redo); // what the monkey itself has undone last
        Study end = Ui.get(() -> study.study().get());
        int undone = all(study.undoWords(), study::undo);
        if (undone < MOST_UNDONE) {
            assertEquals(specs(start), specs(Ui.get(() -> study.study().get())), "undone to the start");
        }
        assertEquals(undone, all(study.redoWords(), study::redo), "everything undone can be redone");
        assertEquals(specs(end), specs(Ui.get(() -> study.study().get())), "redone to the end");
        all(study.undoWords(), study::undo);
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("all lanes run again", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done),
            () -> study.lanes().stream().map(MonkeyTest::described).toList().toString());
        study.lanes().forEach(lane -> assertEquals(lane.steps() + 1, lane.frames().size()));
        assertFalse(Ui.get(() -> window.bench().root().lookup("#run-all").isDisabled()));
    }

    /// Goes to one end of the history.
    ///
    /// @return how many steps that took
    private static int all(ObservableValue<String> words, Runnable step) {
        return Ui.get(() -> {
            int steps = 0;
            while (!words.getValue().isEmpty()) {
                step.run();
                steps++;
            }
            return steps;
        });
    }

    private static List<RunSpec.Denoise> specs(Study study) {
        return study.lanes().stream().map(Lane::spec).toList();
    }

    private static String described(LaneModel lane) {
        return lane.state().get() + ", " + (lane.frames().size() - 1) + " of " + lane.steps() + " steps";
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().filter(l -> !l.contains("\tat com.sun.javafx") && !l.contains("\tat javafx."))
            .limit(TRACE_LINES).collect(Collectors.joining("\n"));
    }
}
