package samplerscope.app.diagnostics;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Window;

/// What is measured about one window while it shows. On the FX thread.
public final class Diagnostics {

    private final FrameTimes frames = new FrameTimes();
    private Optional<FxWatchdog> dog = Optional.empty();
    /// Kept, because listeners on it are weak.
    private Optional<ObservableValue<Boolean>> showing = Optional.empty();

    /// Measures whenever the window of a scene shows, and not otherwise.
    public void watch(Scene scene) {
        ObservableValue<Boolean> now = scene.windowProperty().flatMap(Window::showingProperty).orElse(false);
        showing = Optional.of(now);
        now.subscribe(this::showingChanged);
    }

    private void showingChanged(boolean isShowing) {
        if (isShowing && dog.isEmpty()) {
            dog = Optional.of(new FxWatchdog());
            frames.start();
        } else if (!isShowing) {
            dog.ifPresent(FxWatchdog::close);
            dog = Optional.empty();
            frames.stop();
        }
    }

    public FrameTimes frames() {
        return frames;
    }

    /// What the FX thread was blocked by; nothing while no window shows.
    public Blocks blocks() {
        return dog.map(FxWatchdog::blocks).orElse(Blocks.NONE);
    }

    /// Forgets what was measured.
    public void reset() {
        dog.ifPresent(FxWatchdog::reset);
        frames.clear();
    }
}
