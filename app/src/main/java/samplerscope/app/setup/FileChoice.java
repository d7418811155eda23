package samplerscope.app.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks the user for a file; behind an interface because a test has no native dialog.
public interface FileChoice {

    /// @param what       what is wanted, for the title
    /// @param extensions without the dot; empty for any
    Optional<Path> open(String what, List<String> extensions);

    /// @param what is wanted, for the title
    default Optional<Path> folder(String what) {
        return Optional.empty();
    }

    /// @param proposal file name to begin with
    Optional<Path> save(String what, String proposal, List<String> extensions);
}
