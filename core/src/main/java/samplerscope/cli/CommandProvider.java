package samplerscope.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Service interface: a jar that brings commands. Found by `ServiceLoader`.
public interface CommandProvider {

    /// Objects that picocli can read: annotated with `@Command`, returning an exit code of {@link ExitCode}.
    List<Callable<Integer>> commands();

    /// Name of the command that runs when none is given.
    Optional<String> defaultCommand();
}
