package samplerscope.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class WorkersTest {

    @ParameterizedTest(name = "{0} items, grain {1}, {2} threads")
    @CsvSource({"0, 4, 3", "1, 4, 3", "3, 4, 3", "4, 4, 2", "5, 4, 2", "1021, 16, 3", "1024, 16, 4", "9, 1, 20", "7, 1, 1"})
    void everyItemIsCoveredOnceByWholeGrains(int count, int grain, int threads) {
        var hits = new AtomicIntegerArray(Math.max(1, count));
        var starts = new ConcurrentLinkedQueue<Integer>();

        try (var workers = new Workers(threads)) {
            workers.forEachRange(count, grain, (from, to) -> {
                starts.add(from);
                for (int i = from; i < to; i++) {
                    hits.incrementAndGet(i);
                }
            });
        }

        for (int i = 0; i < count; i++) {
            assertEquals(1, hits.get(i), "item " + i);
        }
        assertTrue(starts.stream().allMatch(from -> from % grain == 0), starts::toString);
        assertTrue(starts.size() <= threads, starts::toString);
    }

    @Test
    void aRangeEndingBeyondTheLargestIntIsCutAtTheCount() {
        var covered = new AtomicInteger();

        try (var workers = new Workers(2)) {
            workers.forEachRange(Integer.MAX_VALUE, 1 << 30, (from, to) -> covered.addAndGet(to - from));
        }

        assertEquals(Integer.MAX_VALUE, covered.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureSurfacesAfterAllPartsHaveEnded(int failing) {
        var ended = new AtomicInteger();
        var cause = new IllegalStateException("part " + failing);

        try (var workers = new Workers(3)) {
            var thrown = assertThrows(IllegalStateException.class, () -> workers.forEachRange(3, 1, (from, _) -> {
                if (from == failing) {
                    throw cause;
                }
                sleep(30);
                ended.incrementAndGet();
            }));

            assertSame(cause, thrown);
            assertEquals(2, ended.get());
        }
    }

    @Test
    void anErrorOfTheCallersOwnPartWaitsForTheOthersToo() {
        var ended = new AtomicInteger();

        try (var workers = new Workers(2)) {
            assertThrows(AssertionError.class, () -> workers.forEachRange(2, 1, (from, _) -> {
                if (from == 0) {
                    throw new AssertionError("mine");
                }
                sleep(30);
                ended.incrementAndGet();
            }));
        }

        assertEquals(1, ended.get());
    }

    @Test
    void anInterruptIsKeptAndTheWorkFinished() {
        var ended = new AtomicInteger();

        try (var workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            workers.forEachRange(2, 1, (from, _) -> {
                if (from == 1) {
                    work(30); // awake: the caller may come to this part too, with its interrupt
                }
                ended.incrementAndGet();
            });
        }

        assertTrue(Thread.interrupted());
        assertEquals(2, ended.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFirstOfManyFindsIsTheSmallest(int threads) {
        try (var workers = new Workers(threads)) {
            assertEquals(17, workers.firstOf(100, 4, (from, to) -> from <= 17 && 17 < to ? 17 : to > 90 ? 91 : -1));
            assertEquals(-1, workers.firstOf(100, 4, (_, _) -> -1));
            assertEquals(-1, workers.firstOf(0, 4, (from, _) -> from));
        }
    }

    @Test
    void noThreadsIsAMistakeInTheProgram() {
        assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    }

    @Test
    void theCallerDoesWhatNoHelperHasBegun() throws InterruptedException {
        var busy = new CountDownLatch(1);
        var threads = new ConcurrentLinkedQueue<Thread>();
        try (var workers = new Workers(2)) {
            var other = new Thread(() -> workers.forEachRange(2, 1, (_, _) -> await(busy)));
            other.start();
            sleep(50);

            workers.forEachRange(2, 1, (_, _) -> threads.add(Thread.currentThread()));

            busy.countDown();
            other.join();
            assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), List.copyOf(threads));
        }
    }

    @ParameterizedTest(name = "{0} items, grain {1}, {2} threads")
    @CsvSource({"0, 4, 3", "5, 4, 2", "1021, 16, 3", "7, 1, 1", "64, 1, 4"})
    void everyItemIsInOnePiece(int count, int grain, int threads) {
        var hits = new AtomicIntegerArray(Math.max(1, count));
        var starts = new ConcurrentLinkedQueue<Integer>();

        try (var workers = new Workers(threads)) {
            workers.forEachPiece(count, grain, (from, to) -> {
                starts.add(from);
                for (int i = from; i < to; i++) {
                    hits.incrementAndGet(i);
                }
            });
        }

        for (int i = 0; i < count; i++) {
            assertEquals(1, hits.get(i), "item " + i);
        }
        assertTrue(starts.stream().allMatch(from -> from % grain == 0), starts::toString);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            fail(e);
        }
    }

    private static void work(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            fail("a part was interrupted");
        }
    }
}
