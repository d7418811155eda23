package samplerscope.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class FxWatchdogTest {

    private static final long BLOCK_MILLIS = 150;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void seesABlockAndWhereTheThreadWas() {
        try (var dog = new FxWatchdog(1)) {
            Ui.until("it watches", () -> dog.blocks().total() > 0);
            dog.reset();

            Ui.run(FxWatchdogTest::waitInVain);

            Ui.until("the block is seen", () -> dog.blocks().worst().millis() > BLOCK_MILLIS / 2.0);
            Block worst = dog.blocks().worst();
            assertTrue(worst.millis() >= BLOCK_MILLIS - 20, DiagnosticsReport.words(worst)); // a pause and its wake-up
            assertTrue(worst.stack().stream().anyMatch(e -> e.getMethodName().equals("waitInVain")),
                () -> DiagnosticsReport.stack(worst));
            // Asleep it neither computes nor waits for a core.
            assertTrue(worst.cpuNanos() * 1e-6 < BLOCK_MILLIS / 2.0, DiagnosticsReport.words(worst));
            assertTrue(worst.ownMillis() > BLOCK_MILLIS / 2.0, DiagnosticsReport.words(worst));
            assertTrue(dog.blocks().overLimit() >= 1);
        }
    }

    @Test
    void tellsComputingFromWaiting() {
        try (var dog = new FxWatchdog(1)) {
            Ui.until("it watches", () -> dog.blocks().total() > 0);
            dog.reset();

            Ui.run(FxWatchdogTest::compute);

            Ui.until("the block is seen", () -> dog.blocks().worst().cpuNanos() * 1e-6 > BLOCK_MILLIS / 2.0);
        }
    }

    @Test
    void aBlockIsNotAnswerableForOthers() {
        var block = new Block(LocalTime.NOON, 80_000_000, 12_000_000, 20_000_000, 46, List.of());

        assertEquals(14, block.ownMillis(), 1e-9);
        assertEquals(80, block.millis(), 1e-9);
    }

    @Test
    void countsEveryAnswerOnce() {
        assertEquals(0, Blocks.bucket(0.5));
        assertEquals(Blocks.bucket(49.9) + 1, Blocks.bucket(50));
        assertEquals(Blocks.EDGES_MILLIS.length, Blocks.bucket(5000));
        var counts = new long[Blocks.EDGES_MILLIS.length + 1];
        counts[0] = 98;
        counts[Blocks.bucket(60)] = 1;
        counts[Blocks.bucket(5000)] = 1;
        var blocks = new Blocks(counts, Block.NONE, Block.NONE, List.of());

        assertEquals(100, blocks.total());
        assertEquals(2, blocks.overLimit());
        assertEquals(1, blocks.quantileMillis(0.98));
        assertEquals(100, blocks.quantileMillis(0.99));
        assertEquals(Double.POSITIVE_INFINITY, blocks.quantileMillis(1));
    }

    @Test
    void keepsTheLastFramesInTheirOrder() {
        var frames = new FrameTimes();
        for (int i = 0; i < FrameTimes.KEPT + 5; i++) {
            frames.add(i);
        }

        assertEquals(5, frames.lately()[0]);
        assertEquals(FrameTimes.KEPT + 4, frames.quantile(1));
        assertEquals(FrameTimes.KEPT, frames.lately().length);
    }

    private static void waitInVain() {
        try {
            Thread.sleep(BLOCK_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// In CPU time, which a busy machine does not take away.
    private static void compute() {
        var beans = ManagementFactory.getThreadMXBean();
        long until = beans.getCurrentThreadCpuTime() + BLOCK_MILLIS * 1_000_000;
        while (beans.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }
    }
}
