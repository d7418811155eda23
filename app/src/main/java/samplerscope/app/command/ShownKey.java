package samplerscope.app.command;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// A key that a menu shows and does not listen to: {@link Menus#keys} does, and knows when somebody types. A menu that
/// listened would take a letter or a space from the text field that has the focus.
final class ShownKey extends KeyCombination {

    private final KeyCombination key;

    ShownKey(KeyCombination key) {
        this.key = key;
    }

    @Override
    public boolean match(KeyEvent event) {
        return false;
    }

    @Override
    public String getName() {
        return key.getName();
    }

    @Override
    public String getDisplayText() {
        return key.getDisplayText().replace("Open_Bracket", "[").replace("Close_Bracket", "]");
    }

    /// Scenes keep the keys of menus in a map.
    @Override
    public boolean equals(Object other) {
        return other instanceof ShownKey shown && key.equals(shown.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
