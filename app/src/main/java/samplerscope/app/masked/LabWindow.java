package samplerscope.app.masked;

import java.nio.file.Path;

/// What the lab needs of the window around it.
public interface LabWindow {

    /// Writes a file in the background and says so.
    void write(Path file, String text);

    void close();
}
