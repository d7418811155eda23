package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samplerscope.app.setup.FileChoice;

/// Nobody is there to choose a file.
final class NoFiles implements FileChoice {

    static final FileChoice CHOICE = new NoFiles();

    private NoFiles() {}

    @Override
    public Optional<Path> open(String what, List<String> extensions) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> folder(String what) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> save(String what, String proposal, List<String> extensions) {
        return Optional.empty();
    }
}
