package samplerscope.app.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Shows a folder in the system's file manager.
final class Folders {

    private Folders() {}

    /// @throws IOException if there is no file manager to start
    static void show(Path file) throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String folder = file.toAbsolutePath().getParent().toString();
        List<String> command = os.contains("win") ? List.of("explorer", folder)
            : os.contains("mac") ? List.of("open", folder) : List.of("xdg-open", folder);
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
