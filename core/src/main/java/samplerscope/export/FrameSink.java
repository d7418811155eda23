package samplerscope.export;

import java.awt.image.BufferedImage;
import java.util.Optional;

/// An animation that is being written, frame by frame; no frame is kept.
///
/// The file appears at {@link #finish}. Closing before that leaves nothing behind.
public interface FrameSink extends AutoCloseable {

    /// @param frame  as large as the first
    /// @param millis how long it is shown
    /// @throws PictureException                       if the frame has another size than the first
    /// @throws samplerscope.spec.FileAccessException if it cannot be written
    void add(BufferedImage frame, int millis);

    /// Completes the file.
    ///
    /// @param runFile text to carry, known only now
    /// @throws PictureException if there is no frame
    void finish(Optional<String> runFile);

    @Override
    void close();
}
