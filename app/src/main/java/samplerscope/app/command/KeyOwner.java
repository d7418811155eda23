package samplerscope.app.command;

import javafx.scene.input.KeyEvent;

/// A part of the window that uses keys of commands itself while the focus is in it: `Ctrl+Z` on a page with an undo of
/// its own.
public interface KeyOwner {

    boolean owns(KeyEvent event);
}
