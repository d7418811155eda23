package samplerscope.app.screens;

import samplerscope.SamplerscopeException;

/// A scene that never came to rest.
public final class ScreenshotException extends SamplerscopeException {
    ScreenshotException(String happened) {
        super(happened, "try again on a machine with less to do, or choose fewer scenes with --only");
    }
}
