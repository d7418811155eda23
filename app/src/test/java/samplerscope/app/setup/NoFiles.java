package samplerscope.app.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A user who closes every dialog without choosing.
public record NoFiles() implements FileChoice {

    @Override
    public Optional<Path> open(String what, List<String> extensions) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> save(String what, String proposal, List<String> extensions) {
        return Optional.empty();
    }
}
