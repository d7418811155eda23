/// Pictures of the window for documents and reviews, taken without a screen.
///
/// Start reading at {@link samplerscope.app.screens.ScreenshotCommand} and {@link samplerscope.app.screens.Scenes}.
@NullMarked
package samplerscope.app.screens;

import org.jspecify.annotations.NullMarked;
