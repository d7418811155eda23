package samplerscope.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import samplerscope.spec.Engine;

/// Where runs are executed.
final class EngineOption {

    @Option(names = "--backend", paramLabel = "ID",
        description = "Where to compute: a backend, such as tornado for a GPU, or one of its devices, such as "
            + "tornado/0:0; see `samplerscope devices`. Default: cpu-float32.")
    private Optional<String> backend = Optional.empty();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    Engine engine(Session session) {
        return engine(session, Engine.STANDARD_BACKEND);
    }

    /// @param standard backend where none is asked for
    Engine engine(Session session, String standard) {
        return session.input(() -> Engine.of(session.catalog().backends(), backend.orElse(standard), threads()));
    }

    int threads() {
        return threads.count();
    }
}
