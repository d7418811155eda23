package samplerscope.app.diagnostics;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How long a thread was ready to run while the machine ran others: the share of a delay that is not its own doing.
/// Linux counts it; other systems do not say.
///
/// Source: Linux, Documentation/scheduler/sched-stats.rst, `/proc/<pid>/schedstat`, second field.
final class RunQueue implements Closeable {

    /// What Linux calls the thread that draws: fifteen letters of its name.
    private static final String RENDERER = "QuantumRenderer";

    /// Longer than three numbers.
    private static final int LINE = 80;

    /// Stays open: it is read some hundred times a second.
    private final FileChannel file;
    private final ByteBuffer line = ByteBuffer.allocateDirect(LINE);

    private RunQueue(FileChannel file) {
        this.file = file;
    }

    /// Of the thread that asks; empty where the system does not count.
    static Optional<RunQueue> ofThisThread() {
        try {
            return of(Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self"))));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// Of the thread that draws the windows, for which the FX thread waits before each frame; empty where the system does
    /// not count or nothing is drawn yet.
    static Optional<RunQueue> ofRenderer() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(RunQueue::isRenderer).findFirst().flatMap(RunQueue::of);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean isRenderer(Path task) {
        try {
            return Files.readString(task.resolve("comm")).startsWith(RENDERER);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static Optional<RunQueue> of(Path task) {
        try {
            var queue = new RunQueue(FileChannel.open(task.resolve("schedstat")));
            if (queue.waitedNanos().isPresent()) {
                return Optional.of(queue);
            }
            queue.close();
        } catch (IOException e) {
            // the system does not count
        }
        return Optional.empty();
    }

    /// Since the thread began; empty once it has ended. For one thread at a time.
    OptionalLong waitedNanos() {
        try {
            line.clear();
            file.read(line, 0);
            return second(line.flip());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// The second of the numbers of a line; empty where there are fewer.
    static OptionalLong second(ByteBuffer line) {
        while (line.hasRemaining() && line.get() != ' ') {
            // the first number
        }
        long number = 0;
        boolean any = false;
        while (line.hasRemaining()) {
            int digit = line.get() - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = 10 * number + digit;
            any = true;
        }
        return any ? OptionalLong.of(number) : OptionalLong.empty();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing was written
        }
    }
}
