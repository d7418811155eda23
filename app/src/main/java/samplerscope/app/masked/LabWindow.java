package samplerscope.app.masked;

import java.nio.file.Path;
import samplerscope.spec.Choice;

/// What the lab needs of the window around it.
public interface LabWindow {

    /// Writes a file in the background and says so.
    void write(Path file, String text);

    /// Opens a file or folder as the window opens it: one with a masked model becomes the lab's.
    void open(Path path);

    /// Opens an own model with its settings; where that fails it is told, and the lab stays as it is.
    void use(Choice own);

    void close();
}
