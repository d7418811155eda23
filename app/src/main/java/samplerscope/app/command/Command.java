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
/// @param menu    the menu it stands in; `View > Clock` is one within another
/// @param text    what it does, as a menu says it; may change ("Undo: seed 1 to 2")
/// @param key     its key, if it has one
/// @param icon    for buttons
/// @param enabled whether it can be done now
/// @param on      for what can be on or off: whether it is
/// @param action  does it, on the FX thread
public record Command(String id, String menu, ObservableStringValue text, Optional<KeyCombination> key,
                      Optional<Ikon> icon, ObservableBooleanValue enabled,
                      Optional<ObservableBooleanValue> on, Runnable action) {

    /// Between a menu and one within it.
    static final String WITHIN = " > ";

    public static Command of(String id, String menu, String text, String key, Ikon icon, Runnable action) {
        return new Command(id, menu, Bindings.createStringBinding(() -> text), parse(key), Optional.of(icon),
            Bindings.createBooleanBinding(() -> true), Optional.empty(), action);
    }

    public static Command of(String id, String menu, String text, String key, Runnable action) {
        return new Command(id, menu, Bindings.createStringBinding(() -> text), parse(key), Optional.empty(),
            Bindings.createBooleanBinding(() -> true), Optional.empty(), action);
    }

    public Command when(ObservableBooleanValue condition) {
        return new Command(id, menu, text, key, icon, condition, on, action);
    }

    public Command saying(ObservableStringValue words) {
        return new Command(id, menu, words, key, icon, enabled, on, action);
    }

    public Command showing(ObservableBooleanValue whether) {
        return new Command(id, menu, text, key, icon, enabled, Optional.of(whether), action);
    }

    /// The key as people write it; empty without one.
    public String keyWords() {
        return key.map(ShownKey::new).map(KeyCombination::getDisplayText).orElse("");
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
