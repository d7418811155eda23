package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;

class ExactSourceTest {

    private static final int STEPS = 400;
    private static final ExactQuestion.Area AREA = new ExactQuestion.Area(-2, -2, 2, 2);

    private final ThreadPoolExecutor background = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().factory());

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @AfterEach
    void end() {
        background.shutdownNow();
    }

    /// As a pane does, which paints again whenever an answer has come.
    @Test
    void askingEndsHoweverManyLevelsARunHas() {
        Resolved run = Ui.get(() -> Studies.moons("ddim").services().resolver()
            .resolve(Studies.spec("ddim", STEPS), Path.of("")));
        List<NoiseLevel> levels = run.levels();
        var question = new ExactQuestion(run, levels.get(STEPS / 2), AREA, AREA, false);
        var source = new AtomicReference<ExactSource>();
        source.set(new ExactSource(background, CompletableFuture.completedFuture(null), () -> source.get().at(question, levels)));

        Ui.run(() -> source.get().at(question, levels));
        Ui.until("asking has ended", () -> !source.get().isAsking()
            || background.getCompletedTaskCount() > STEPS / 2);

        assertTrue(background.getCompletedTaskCount() < STEPS / 2, background.getCompletedTaskCount() + " answers");
        long asked = background.getTaskCount();
        assertNotEquals(ExactPicture.NONE, Ui.get(() -> source.get().at(question.at(levels.get(STEPS / 2 + 1)), List.of())));
        assertEquals(asked, background.getTaskCount(), "the next level was known");
    }
}
