package samplerscope.app.masked;

import java.nio.file.Path;
import samplerscope.spec.Choice;

/// What the lab needs of the window around it.
public interface LabWindow {

    /// Writes a file in the background and says so.
    void write(Path file, String text);

    /// Opens an own model and gives it to the lab; where that fails it is told, and the lab stays as it is.
    void use(Choice own);

    void close();
}
