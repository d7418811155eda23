package samplerscope.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// How many processors are used.
final class ThreadsOption {

    @Option(names = "--threads", paramLabel = "N",
        description = "Host threads; never changes a result. Default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    int count() {
        int count = threads.orElse(Runtime.getRuntime().availableProcessors());
        if (count < 1 || count > 4096) {
            throw new BadInputException("--threads is %d".formatted(count), "give a number from 1 to 4096");
        }
        return count;
    }
}
