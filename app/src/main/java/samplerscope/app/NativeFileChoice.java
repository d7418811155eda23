package samplerscope.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import samplerscope.app.setup.FileChoice;

/// The system's own file dialogs; begins where the last one ended.
final class NativeFileChoice implements FileChoice {

    private final Window owner;
    private File folder = new File(System.getProperty("user.home", "."));

    NativeFileChoice(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> open(String what, List<String> extensions) {
        return chosen(chooser(what, extensions).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> folder(String what) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(what);
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> save(String what, String proposal, List<String> extensions) {
        FileChooser chooser = chooser(what, extensions);
        chooser.setInitialFileName(proposal);
        return chosen(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String what, List<String> extensions) {
        var chooser = new FileChooser();
        chooser.setTitle(what);
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        if (!extensions.isEmpty()) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(what,
                extensions.stream().map(e -> "*." + e).toList()));
        }
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        folder = file.getParentFile();
        return Optional.of(file.toPath());
    }
}
