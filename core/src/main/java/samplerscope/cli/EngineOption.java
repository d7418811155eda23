package samplerscope.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import samplerscope.spec.Engine;

/// Where runs are executed.
final class EngineOption {

    @Option(names = "--backend", paramLabel = "ID",
        description = "Backend; see `samplerscope list backends`. Default: cpu-float32.")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--threads", paramLabel = "N",
        description = "Host threads; never changes a result. Default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    Engine engine(Session session) {
        return engine(session, Engine.STANDARD_BACKEND);
    }

    /// @param standard backend where none is asked for
    Engine engine(Session session, String standard) {
        return session.input(() -> Engine.of(session.catalog().backends(), backend.orElse(standard), threads()));
    }

    int threads() {
        int count = threads.orElse(Runtime.getRuntime().availableProcessors());
        if (count < 1 || count > 4096) {
            throw new BadInputException("--threads is %d".formatted(count), "give a number from 1 to 4096");
        }
        return count;
    }
}
