package samplerscope.app.diagnostics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;

/// Asks the FX thread for a sign of life all the time, and notes how long it takes and where the thread is meanwhile.
///
/// One question is under way at a time, and the next follows after a pause, so a block is measured too short by up to the
/// pause and never too long: the FX thread itself reads the clock. Costs up to 2 % of a core at the usual pause.
public final class FxWatchdog implements AutoCloseable {

    /// Between two questions, in a window that people use.
    static final long PAUSE_MILLIS = 10;
    /// After this, and again each time as much later, the thread's stack is noted.
    private static final long LOOK_MILLIS = 30;
    private static final int MOST_LOOKS = 40;
    private static final int KEPT = 8;

    /// What the thread and the program have used up to now.
    private record Usage(long cpuNanos, long queuedNanos, long gcMillis) {}

    private final long pauseMillis;
    private final ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    /// Those that hold all threads: the cycles of ZGC run beside them.
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(c -> !c.getName().endsWith("Cycles")).toList();
    private final Thread dog;
    private final CompletableFuture<Thread> watched = new CompletableFuture<>();
    /// Of the FX thread, and of the renderer that it waits for.
    private volatile List<RunQueue> queues = List.of();
    private volatile boolean ended;

    private final Object lock = new Object();
    private final long[] counts = new long[Blocks.EDGES_MILLIS.length + 1];
    private final List<Block> longest = new ArrayList<>();
    private Block worstOwn = Block.NONE;

    /// Begins to watch; the toolkit must run.
    public FxWatchdog() {
        this(PAUSE_MILLIS);
    }

    /// @param pauseMillis between two questions, `>= 1`; small ones miss less and cost more
    public FxWatchdog(long pauseMillis) {
        this.pauseMillis = pauseMillis;
        this.dog = Thread.ofPlatform().daemon().name("fx-watchdog").priority(Thread.MAX_PRIORITY).start(this::watch);
    }

    /// All that was seen since the start or the last reset.
    public Blocks blocks() {
        synchronized (lock) {
            return new Blocks(counts, longest.isEmpty() ? Block.NONE : longest.getFirst(), worstOwn, longest);
        }
    }

    /// Forgets what was seen.
    public void reset() {
        synchronized (lock) {
            Arrays.fill(counts, 0);
            longest.clear();
            worstOwn = Block.NONE;
        }
    }

    /// Stops watching.
    @Override
    public void close() {
        ended = true;
        dog.interrupt();
    }

    private void watch() {
        Platform.runLater(() -> {
            queues = Stream.of(RunQueue.ofThisThread(), RunQueue.ofRenderer()).flatMap(Optional::stream).toList();
            watched.complete(Thread.currentThread());
        });
        try {
            Thread fx = watched.get();
            while (!ended) {
                Thread.sleep(pauseMillis);
                ask(fx);
            }
        } catch (InterruptedException e) {
            // closed
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it with a failure
        } finally {
            queues.forEach(RunQueue::close);
        }
    }

    private void ask(Thread fx) throws InterruptedException {
        var answered = new CountDownLatch(1);
        var at = new long[1];
        Usage before = usage(fx);
        long asked = System.nanoTime();
        Platform.runLater(() -> {
            at[0] = System.nanoTime();
            answered.countDown();
        });
        var stack = new ArrayList<StackTraceElement>();
        for (int look = 0; !answered.await(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
            if (look < MOST_LOOKS) {
                look(fx, stack);
            }
        }
        note(at[0] - asked, before, fx, stack);
    }

    /// Adds where the thread is now, below what was seen before, unless it is the same place.
    private static void look(Thread fx, List<StackTraceElement> stack) {
        List<StackTraceElement> now = List.of(fx.getStackTrace());
        boolean same = stack.size() >= now.size() && stack.subList(stack.size() - now.size(), stack.size()).equals(now);
        if (!same) {
            stack.addAll(now);
        }
    }

    private void note(long nanos, Usage before, Thread fx, List<StackTraceElement> stack) {
        synchronized (lock) {
            counts[Blocks.bucket(nanos * 1e-6)]++;
            // No block is more its own than it is long. What nobody keeps needs no more than to be counted: what it used
            // is read from files, and takes longer than most answers.
            if (longest.size() < KEPT || nanos > longest.getLast().nanos() || nanos * 1e-6 > worstOwn.ownMillis()) {
                keep(block(nanos, before, usage(fx), stack));
            }
        }
    }

    private static Block block(long nanos, Usage before, Usage after, List<StackTraceElement> stack) {
        return new Block(LocalTime.now(), nanos, after.cpuNanos - before.cpuNanos,
            Math.min(nanos, after.queuedNanos - before.queuedNanos), after.gcMillis - before.gcMillis, stack);
    }

    private void keep(Block block) {
        if (block.ownMillis() > worstOwn.ownMillis()) {
            worstOwn = block;
        }
        if (longest.size() < KEPT || block.nanos() > longest.getLast().nanos()) {
            longest.add(block);
            longest.sort(Comparator.comparingLong(Block::nanos).reversed());
            if (longest.size() > KEPT) {
                longest.removeLast();
            }
        }
    }

    private Usage usage(Thread fx) {
        long cpu = beans.isThreadCpuTimeSupported() ? Math.max(0, beans.getThreadCpuTime(fx.threadId())) : 0;
        long gc = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            gc += collector.getCollectionTime();
        }
        long queued = 0;
        for (RunQueue queue : queues) {
            queued += queue.waitedNanos().orElse(0);
        }
        return new Usage(cpu, queued, gc);
    }
}
