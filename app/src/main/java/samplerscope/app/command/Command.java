package samplerscope.app.command;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/// Something the user can do. Feeds menus, buttons, keys, palette and shortcut sheet; there is no second place.
///
/// @param id      stable, lower case with dots: `run.all`
/// @param menu    the menu it stands in
/// @param text    what it does, as a menu says it; may change ("Undo: seed 1 to 2")
/// @param key     its key, if it has one
/// @param icon    for buttons
/// @param enabled whether it can be done now
/// @param action  does it, on the FX thread
public record Command(String id, String menu, ObservableStringValue text, Optional<KeyCombination> key,
                      Optional<Ikon> icon, ObservableBooleanValue enabled, Runnable action) {

    public static Command of(String id, String menu, String text, String key, Ikon icon, Runnable action) {
        return new Command(id, menu, Bindings.createStringBinding(() -> text), parse(key), Optional.of(icon),
            Bindings.createBooleanBinding(() -> true), action);
    }

    public static Command of(String id, String menu, String text, String key, Runnable action) {
        return new Command(id, menu, Bindings.createStringBinding(() -> text), parse(key), Optional.empty(),
            Bindings.createBooleanBinding(() -> true), action);
    }

    public Command when(ObservableBooleanValue condition) {
        return new Command(id, menu, text, key, icon, condition, action);
    }

    public Command saying(ObservableStringValue words) {
        return new Command(id, menu, words, key, icon, enabled, action);
    }

    /// Does it if it can be done now.
    public void perform() {
        if (enabled.get()) {
            action.run();
        }
    }

    private static Optional<KeyCombination> parse(String key) {
        return key.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(key));
    }
}
