package samplerscope.app.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Scene;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Menus, buttons and keys made from commands.
public final class Menus {

    private Menus() {}

    /// A menu bar with the menus that commands name, in the order of first use.
    public static MenuBar bar(List<Command> commands) {
        var bar = new MenuBar();
        bar.setId("menu");
        Map<String, Menu> menus = new HashMap<>();
        commands.forEach(command -> menu(command.menu(), menus, bar).getItems().add(item(command)));
        return bar;
    }

    private static Menu menu(String path, Map<String, Menu> known, MenuBar bar) {
        Menu old = known.get(path);
        if (old != null) {
            return old;
        }
        int cut = path.lastIndexOf(Command.WITHIN);
        var menu = new Menu(cut < 0 ? path : path.substring(cut + Command.WITHIN.length()));
        known.put(path, menu);
        if (cut < 0) {
            bar.getMenus().add(menu);
        } else {
            menu(path.substring(0, cut), known, bar).getItems().add(menu);
        }
        return menu;
    }

    /// Puts an item behind the one with an id.
    public static void after(MenuBar bar, String id, MenuItem item) {
        for (Menu menu : bar.getMenus()) {
            List<MenuItem> items = menu.getItems();
            for (int i = 0; i < items.size(); i++) {
                if (id.equals(items.get(i).getId())) {
                    items.add(i + 1, item);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("no item " + id);
    }

    /// A menu item. It shows its key, to which {@link #keys} listens.
    public static MenuItem item(Command command) {
        MenuItem item = command.on().map(Menus::check).orElseGet(MenuItem::new);
        item.setMnemonicParsing(false); // x_t has an underscore of its own
        item.textProperty().bind(command.text());
        command.key().map(ShownKey::new).ifPresent(item::setAccelerator);
        item.disableProperty().bind(Bindings.not(command.enabled()));
        item.setId("menu-" + command.id().replace('.', '-'));
        command.icon().ifPresent(icon -> item.setGraphic(new FontIcon(icon)));
        item.setOnAction(_ -> command.perform());
        return item;
    }

    private static MenuItem check(ObservableBooleanValue on) {
        var item = new CheckMenuItem();
        on.subscribe(now -> item.setSelected(now));
        // Choosing it turns the mark by itself, whatever the command did.
        item.selectedProperty().subscribe(_ -> item.setSelected(on.get()));
        return item;
    }

    /// A button with the command's icon, words and key in the tooltip.
    public static Button button(Command command, String... styles) {
        var button = new Button();
        command.icon().ifPresent(icon -> button.setGraphic(new FontIcon(icon)));
        button.textProperty().bind(command.text());
        button.setAccessibleText(command.text().get());
        button.disableProperty().bind(Bindings.not(command.enabled()));
        button.setOnAction(_ -> command.perform());
        button.setTooltip(new Tooltip((command.text().get() + "  " + command.keyWords()).strip()));
        button.getStyleClass().addAll(styles);
        button.setId(command.id().replace('.', '-')); // a dot would end an id in a selector
        return button;
    }

    /// The same with the icon alone.
    public static Button iconButton(Command command, String... styles) {
        Button button = button(command, styles);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return button;
    }

    /// Keys of all commands, on the scene. Keys without a modifier are left to text fields that have the focus.
    public static void keys(Scene scene, List<Command> commands) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isConsumed()) { // by another filter of the scene: consuming keeps it from nodes, not from filters
                return;
            }
            if (!event.isShortcutDown() && !event.getCode().isFunctionKey() && needs(scene.getFocusOwner(), event)) {
                return;
            }
            if (isOwned(scene.getFocusOwner(), event)) {
                return;
            }
            for (Command command : commands) {
                if (command.key().filter(k -> k.match(event)).isPresent() && command.enabled().get()) {
                    event.consume();
                    command.perform();
                    return;
                }
            }
        });
    }

    private static boolean isOwned(@Nullable Node focused, KeyEvent event) {
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node instanceof KeyOwner owner && owner.owns(event)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the focused control uses a plain key itself: letters in a field, arrows in a list, space on a button.
    private static boolean needs(@Nullable Node focused, KeyEvent event) {
        KeyCode code = event.getCode();
        return switch (focused) {
            case TextInputControl _ -> code != KeyCode.ESCAPE;
            case ButtonBase _ -> code == KeyCode.SPACE || code == KeyCode.ENTER;
            case ComboBoxBase<?> _, Slider _, ListView<?> _, TableView<?> _, Spinner<?> _ ->
                code.isArrowKey() || code.isNavigationKey() || code == KeyCode.SPACE || code == KeyCode.ENTER
                    || code == KeyCode.DELETE;
            case null, default -> false;
        };
    }
}
