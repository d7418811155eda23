package samplerscope.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class RasterPaneTest {

    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;

    private RasterPane pane;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.show(() -> {
            pane = new RasterPane();
            return new StackPane(pane);
        }, 300, 200);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void paintsOnAThreadOfItsOwnAndShowsTheResult() {
        var painter = new AtomicReference<Thread>();
        Ui.run(() -> pane.show(raster -> {
            painter.set(Thread.currentThread());
            raster.fill(RED);
        }));
        Ui.until("it is painted", () -> pane.settled().get());

        assertNotEquals(Ui.get(Thread::currentThread), painter.get());
        assertTrue(painter.get().getPriority() < Thread.NORM_PRIORITY);
        assertEquals(RED, Ui.snapshot(pane).getRGB(299, 199));
    }

    @Test
    void paintsTheNewestAndNeverWhatItOvertook() throws InterruptedException {
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var overtaken = new AtomicInteger();
        Ui.run(() -> pane.show(raster -> {
            started.countDown();
            await(goOn);
        }));
        started.await();
        for (int i = 0; i < 5; i++) {
            Ui.run(() -> pane.show(_ -> overtaken.incrementAndGet()));
        }
        Ui.run(() -> pane.show(raster -> raster.fill(GREEN)));
        goOn.countDown();
        Ui.until("the newest is shown", () -> pane.settled().get());

        assertEquals(0, overtaken.get());
        assertEquals(GREEN, Ui.snapshot(pane).getRGB(10, 10));
    }

    @Test
    void paintsAgainInTheNewSize() {
        var width = new AtomicInteger();
        Ui.run(() -> pane.show(raster -> {
            width.set(raster.width());
            raster.fill(GREEN);
        }));
        Ui.until("it is painted", () -> pane.settled().get());
        Ui.run(() -> stage.setWidth(500));
        Ui.until("it is painted wider", () -> width.get() > 300 && pane.settled().get());

        assertEquals(GREEN, Ui.snapshot(pane).getRGB(width.get() - 1, 10));
    }

    @Test
    void doesNotPaintWhileItsWindowIsHiddenAndCatchesUpAfterwards() {
        Ui.run(stage::hide);
        var paintings = new AtomicInteger();
        Ui.run(() -> pane.show(_ -> paintings.incrementAndGet()));
        Ui.pulse();
        assertEquals(0, paintings.get());

        Ui.run(stage::show);

        Ui.until("it is painted", () -> paintings.get() > 0);
        assertFalse(Ui.get(() -> pane.getChildrenUnmodifiable().isEmpty()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
