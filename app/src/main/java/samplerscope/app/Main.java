package samplerscope.app;

import javafx.application.Application;

/// Starts the window. Not the `Application` itself, so that the launcher may put JavaFX where it likes.
public final class Main {

    private static final int COULD_NOT_BEGIN = 1;

    private Main() {}

    /// @param args files to open as lanes
    public static void main(String[] args) {
        SamplerscopeApp.readAhead();
        Application.launch(SamplerscopeApp.class, args);
        if (SamplerscopeApp.isRefused()) {
            System.exit(COULD_NOT_BEGIN);
        }
    }
}
