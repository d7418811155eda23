package samplerscope.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// Files and folders opened lately, newest first. Lives on the FX thread.
public final class RecentFiles {

    private static final int MOST = 12;

    private final List<Path> files = new ArrayList<>();

    /// @param lines what {@link #lines} once gave; those that name no place are left out
    public RecentFiles(List<String> lines) {
        lines.stream().flatMap(RecentFiles::place).limit(MOST).forEach(files::add);
    }

    public List<Path> files() {
        return List.copyOf(files);
    }

    /// For the settings.
    public List<String> lines() {
        return files.stream().map(Path::toString).toList();
    }

    void used(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        files.remove(absolute);
        files.addFirst(absolute);
        if (files.size() > MOST) {
            files.removeLast();
        }
    }

    /// A menu that is made anew each time it opens; what no longer exists is shown, but cannot be chosen.
    Menu menu(Consumer<Path> open) {
        var menu = new Menu("Open recent");
        menu.setId("menu-file-recent");
        menu.getItems().add(none()); // without an item it would not open
        menu.setOnShowing(_ -> fill(menu, open));
        return menu;
    }

    private void fill(Menu menu, Consumer<Path> open) {
        if (files.isEmpty()) {
            menu.getItems().setAll(none());
            return;
        }
        menu.getItems().setAll(files.stream().map(file -> item(file, open)).toList());
        var clear = new MenuItem("Clear this list");
        clear.setId("menu-file-recent-clear");
        clear.setOnAction(_ -> files.clear());
        menu.getItems().addAll(new SeparatorMenuItem(), clear);
    }

    private static MenuItem item(Path file, Consumer<Path> open) {
        Path folder = file.getParent();
        var item = new MenuItem(folder == null ? file.toString() : "%s   (%s)".formatted(file.getFileName(), folder));
        item.setMnemonicParsing(false);
        item.setDisable(!Files.exists(file));
        item.setOnAction(_ -> open.accept(file));
        return item;
    }

    private static MenuItem none() {
        var none = new MenuItem("Nothing was opened yet");
        none.setDisable(true);
        return none;
    }

    private static Stream<Path> place(String line) {
        try {
            return Stream.of(Path.of(line));
        } catch (InvalidPathException _) {
            return Stream.empty();
        }
    }
}
