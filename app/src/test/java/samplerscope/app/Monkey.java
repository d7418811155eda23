package samplerscope.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import samplerscope.app.command.Command;
import samplerscope.app.study.StudyModel;
import samplerscope.app.theme.Theme;

/// Acts on a window at random, always the same for a seed as far as the window is as fast.
final class Monkey {

    private static final int REMEMBERED = 40;
    /// What would take a test minutes is undone, as a person would stop it.
    private static final int MOST_SAMPLES = 2_000;
    private static final int MOST_NFE = 400;
    private static final int MOST_LANES = 6;
    private static final Set<String> LEFT_OUT = Set.of("file.quit");
    private static final List<KeyCode> KEYS = List.of(KeyCode.ENTER, KeyCode.ESCAPE, KeyCode.SPACE, KeyCode.LEFT,
        KeyCode.RIGHT, KeyCode.UP, KeyCode.DOWN, KeyCode.HOME, KeyCode.END, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.TAB,
        KeyCode.DELETE, KeyCode.BACK_SPACE, KeyCode.A, KeyCode.C, KeyCode.D, KeyCode.H, KeyCode.L, KeyCode.P, KeyCode.S,
        KeyCode.T, KeyCode.X, KeyCode.Y, KeyCode.Z, KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.F5, KeyCode.F6);
    private static final List<String> TYPED = List.of("7", "-3", "0", "1e400", "abc", "", "12.5", "\u03bb", "99999999999",
        "ddim", " ");

    private final TestWindow window;
    private final Random random;
    private final MonkeyFiles files;
    private final Deque<String> done = new ArrayDeque<>();
    private int count;

    Monkey(TestWindow window, long seed) {
        this.window = window;
        this.random = new Random(seed);
        this.files = MonkeyFiles.in(window.folder().resolve("dropped"));
    }

    /// The last actions, oldest first.
    String history() {
        return "after %d actions: %s".formatted(count, String.join("; ", done));
    }

    void act() {
        count++;
        String what = covered() && random.nextInt(6) == 0 ? close() : switch (random.nextInt(20)) {
            case 0, 1, 2 -> key();
            case 3, 4, 5, 6, 7, 8 -> control();
            case 9, 10, 11 -> command();
            case 12, 13 -> drag();
            case 14 -> wheel();
            case 15 -> type();
            case 16 -> theme();
            case 17 -> resize();
            case 18 -> drop();
            default -> {
                Ui.pulse();
                yield "wait";
            }
        };
        done.addLast(what);
        if (done.size() > REMEMBERED) {
            done.removeFirst();
        }
        Ui.run(this::tame);
    }

    private boolean covered() {
        return Ui.get(window.bench()::isCovered);
    }

    /// Leaves the card on top, or else most of the time would be spent on cards.
    private String close() {
        Ui.press(window.bench().root(), KeyCode.ESCAPE);
        return "leave a card";
    }

    private String key() {
        KeyCode key = one(KEYS);
        KeyCode[] with = one(List.of(new KeyCode[0], new KeyCode[0], new KeyCode[] {KeyCode.SHIFT},
            new KeyCode[] {KeyCode.SHORTCUT}, new KeyCode[] {KeyCode.SHORTCUT, KeyCode.SHIFT}));
        Node focus = Ui.get(() -> window.stage().getScene().getFocusOwner());
        if (key == KeyCode.Q && with.length > 0) {
            return "no quitting";
        }
        Ui.press(focus == null ? window.bench().root() : focus, key, with);
        return "key " + List.of(with) + key + " at " + name(focus == null ? window.bench().root() : focus);
    }

    /// Uses one of the controls that a hand can reach now.
    private String control() {
        List<Node> all = Ui.get(() -> reachable().stream().filter(Monkey::isControl).toList());
        if (all.isEmpty()) {
            return "no control";
        }
        Node node = one(all);
        switch (node) {
            case MenuButton menu -> Ui.run(() -> fire(menu.getItems(), menu));
            case ComboBox<?> box -> Ui.run(() -> choose(box));
            case Slider slider -> Ui.run(() -> slider.setValue(slider.getMin() + random.nextDouble()
                * (slider.getMax() - slider.getMin())));
            case Spinner<?> spinner -> Ui.run(() -> spinner.increment(random.nextInt(7) - 3));
            case TabPane tabs -> Ui.run(() -> tabs.getSelectionModel().select(random.nextInt(tabs.getTabs().size())));
            case TableView<?> table -> Ui.run(() -> table.getSelectionModel().select(random.nextInt(8)));
            case ListView<?> list -> Ui.run(() -> list.getSelectionModel().select(random.nextInt(8)));
            default -> Ui.click(node);
        }
        return "use " + name(node);
    }

    private static boolean isControl(Node node) {
        return node instanceof ButtonBase || node instanceof ComboBox || node instanceof Slider || node instanceof Spinner
            || node instanceof TabPane || node instanceof TableView || node instanceof ListView;
    }

    private void choose(ComboBox<?> box) {
        if (!box.getItems().isEmpty()) {
            box.getSelectionModel().select(random.nextInt(box.getItems().size()));
        }
    }

    private void fire(List<MenuItem> items, MenuButton menu) {
        List<MenuItem> usable = items.stream().filter(item -> !item.isDisable()).toList();
        if (usable.isEmpty()) {
            menu.fire();
            return;
        }
        MenuItem item = one(usable);
        if (item instanceof Menu inner && !inner.getItems().isEmpty()) {
            one(inner.getItems()).fire();
        } else {
            item.fire();
        }
    }

    private String command() {
        List<Command> commands = window.bench().commands().all().stream().filter(c -> !LEFT_OUT.contains(c.id())).toList();
        Command command = one(commands);
        Ui.run(command::perform);
        return "do " + command.id();
    }

    private String drag() {
        Node node = surface();
        Ui.drag(node, random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
        if (random.nextBoolean()) {
            Ui.hover(node, random.nextDouble(), random.nextDouble(), random.nextBoolean());
            Ui.click(node, random.nextDouble(), random.nextDouble());
        }
        return "drag on " + name(node);
    }

    private String wheel() {
        Node node = surface();
        Ui.scroll(node, random.nextDouble(), random.nextDouble(), 200 * (random.nextDouble() - 0.5));
        return "wheel on " + name(node);
    }

    /// Something that pictures are drawn on.
    private Node surface() {
        return Ui.get(() -> {
            List<Node> all = reachable().stream().filter(n -> n.getStyleClass().contains("flow-pane")
                || n.getId() != null && n.getId().endsWith("-overlay") || n.getStyleClass().contains("timeline-track")
                || n.getStyleClass().contains("image-pane")).toList();
            return all.isEmpty() ? window.bench().root() : one(all);
        });
    }

    private String type() {
        List<Node> fields = Ui.get(() -> reachable().stream().filter(n -> n instanceof TextField f && f.isEditable()).toList());
        if (fields.isEmpty()) {
            return "no field";
        }
        var field = (TextField) one(fields);
        String text = one(TYPED);
        Ui.run(() -> {
            field.requestFocus();
            field.selectAll();
            field.replaceSelection(text);
        });
        Ui.press(field, random.nextBoolean() ? KeyCode.ENTER : KeyCode.TAB);
        return "type '%s' into %s".formatted(text, name(field));
    }

    private String theme() {
        Theme.Choice choice = one(List.of(Theme.Choice.values()));
        Ui.run(() -> window.preferences().theme().choice().set(choice));
        return "theme " + choice;
    }

    private String resize() {
        int width = 700 + random.nextInt(300);
        int height = 500 + random.nextInt(500);
        Ui.run(() -> {
            window.stage().setFullScreen(false);
            window.stage().setX(0); // the headless screen takes no pixel beyond its edges
            window.stage().setY(0);
            window.stage().setWidth(width);
            window.stage().setHeight(height);
        });
        return "size %d x %d".formatted(width, height);
    }

    private String drop() {
        var file = one(files.all());
        Ui.run(() -> window.bench().drop(file));
        Ui.pulse();
        return "drop " + file.getFileName();
    }

    /// Nodes that can be pointed at: those of the card on top, or else of the window, or of a popup above both.
    private List<Node> reachable() {
        Parent root = window.bench().isCovered() ? (Parent) window.bench().root().lookup("#veil") : window.bench().root();
        return root.lookupAll("*").stream().filter(n -> n.isVisible() && !n.isDisabled() && isShown(n)).toList();
    }

    private static boolean isShown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return node.getLayoutBounds().getWidth() > 0 && node.getLayoutBounds().getHeight() > 0;
    }

    /// Takes back what would keep two cores busy for minutes, and closes what floats about.
    private void tame() {
        StudyModel study = window.study();
        boolean large = study.lanes().stream().anyMatch(lane -> lane.lane().get().spec().samples() > MOST_SAMPLES
            || lane.planned().get().filter(run -> run.nfe() > MOST_NFE).isPresent());
        if (large || study.lanes().size() > MOST_LANES) {
            study.undo();
        }
        List.copyOf(Window.getWindows()).stream().filter(PopupWindow.class::isInstance).forEach(Window::hide);
    }

    private static String name(Node node) {
        return node.getId() == null ? node.getClass().getSimpleName() : "#" + node.getId();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
