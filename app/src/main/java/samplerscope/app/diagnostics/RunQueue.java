package samplerscope.app.diagnostics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How long a thread was ready to run while the machine ran others: the share of a delay that is not its own doing.
/// Linux counts it; other systems do not say.
///
/// Source: Linux, Documentation/scheduler/sched-stats.rst, `/proc/<pid>/schedstat`, second field.
final class RunQueue {

    /// What Linux calls the thread that draws: fifteen letters of its name.
    private static final String RENDERER = "QuantumRenderer";

    private final Path file;

    private RunQueue(Path file) {
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
        var queue = new RunQueue(task.resolve("schedstat"));
        return queue.waitedNanos().isPresent() ? Optional.of(queue) : Optional.empty();
    }

    /// Since the thread began; empty once it has ended.
    OptionalLong waitedNanos() {
        try {
            String[] fields = Files.readString(file).strip().split(" ");
            return fields.length < 2 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[1]));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
