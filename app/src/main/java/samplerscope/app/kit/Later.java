package samplerscope.app.kit;

import javafx.application.Platform;

/// Work that many changes ask for and that is done once after them. On the FX thread only.
public final class Later {

    private final Runnable work;
    private boolean asked;

    public Later(Runnable work) {
        this.work = work;
    }

    /// Does the work soon, once, however often it is asked for until then.
    public void request() {
        if (!asked) {
            asked = true;
            Platform.runLater(this::run);
        }
    }

    private void run() {
        asked = false;
        work.run();
    }
}
