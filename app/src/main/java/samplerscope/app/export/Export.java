package samplerscope.app.export;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/// One file to be, with everything that it needs: immutable, so that it can be written away from the FX thread.
public interface Export {

    /// What the file will look like.
    Preview preview();

    /// Writes the file, as a whole or not at all.
    ///
    /// @throws samplerscope.SamplerscopeException in one of its kinds
    /// @throws CancellationException              when the thread is interrupted
    void write(Path file, Progress progress);

    /// What a dialog shows before anything is written.
    sealed interface Preview {

        record Picture(BufferedImage image, String words) implements Preview {}

        record Text(String beginning, String words) implements Preview {}
    }

    /// Is told how far the writing is; called on the thread that writes.
    @FunctionalInterface
    interface Progress {
        void at(int done, int of);
    }

    /// @throws CancellationException if somebody wants the writing to end
    static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the export was cancelled");
        }
    }
}
