package samplerscope.app.models;

import atlantafx.base.controls.CustomTextField;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.Services;
import samplerscope.app.study.UsedModels;
import samplerscope.spec.Choice;

/// Every model as a card, what was used lately first; files that are dropped on it are added. Arrow keys go from card
/// to card.
public final class ModelsPage extends BorderPane {

    private static final double WIDTH = 940;
    private static final double HEIGHT = 900;

    /// What the page asks of the window.
    public interface Window {
        /// Puts a model into the focused lane, or into the masked lab.
        void use(Choice model);

        /// Opens a file or folder as the model of the focused lane.
        void open(Path path);

        /// Asks how a network is asked that nothing describes.
        void describe(Path network);

        void close();
    }

    private final Window window;
    private final FileChoice files;
    private final ModelShelf shelf;
    private final ModelPictures pictures;
    private final HealthCheck check;
    private final VBox rows = new VBox();
    private final ScrollPane scroll = new ScrollPane(rows);
    private final CustomTextField search = new CustomTextField();
    private final VBox notes = new VBox(6);
    private final List<ModelRow> shown = new ArrayList<>();
    private Subscription life = Subscription.EMPTY;

    /// @param own  the user's models
    /// @param used models used lately
    public ModelsPage(Services services, OwnModels own, UsedModels used, ModelPictures pictures, FileChoice files,
        Window window) {
        this.window = window;
        this.files = files;
        this.pictures = pictures;
        this.shelf = new ModelShelf(services, own, used);
        this.check = new HealthCheck(services);
        setId("models");
        getStyleClass().add("card");
        setMaxSize(WIDTH, HEIGHT);
        setTop(head());
        rows.setId("models-rows");
        rows.getStyleClass().add("device-rows");
        scroll.setId("models-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        setBottom(foot());
        setOnDragOver(this::dragOver);
        setOnDragDropped(this::dropped);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        focusedProperty().subscribe(focused -> {
            if (focused) {
                search.requestFocus();
            }
        });
        sceneProperty().subscribe(scene -> {
            life.unsubscribe();
            life = scene == null ? Subscription.EMPTY : watched();
            if (scene == null) {
                check.stop();
            }
        });
        refresh();
    }

    private Subscription watched() {
        return shelf.watch().and(Changes.of(this::refresh, shelf.sections(), search.textProperty()))
            .and(Changes.of(this::notes, shelf.problem(), shelf.removed()))
            .and(check.state().subscribe((before, now) -> tell(before, now)))
            .and(Changes.of(this::lookSoon, scroll.vvalueProperty(), scroll.viewportBoundsProperty(),
                rows.heightProperty()));
    }

    private VBox head() {
        var title = new Label("Models");
        title.getStyleClass().add("card-title");
        search.setId("models-search");
        search.setLeft(new FontIcon(Feather.SEARCH));
        search.setAccessibleText("search models");
        search.setPromptText("Search by name, shape, class, source or licence");
        HBox.setHgrow(search, Priority.ALWAYS);
        var file = new MenuItem("A file\u2026");
        file.setId("models-add-file");
        file.setOnAction(_ -> files.open("Add a network, a table, an array or a picture", List.of())
            .ifPresent(this::add));
        var folder = new MenuItem("A folder\u2026");
        folder.setId("models-add-folder");
        folder.setOnAction(_ -> files.folder("Add a model folder, or a folder of pictures").ifPresent(this::add));
        var add = new MenuButton("Add", new FontIcon(Feather.PLUS), file, folder);
        add.setId("models-add");
        add.setMinWidth(USE_PREF_SIZE);
        return new VBox(8, title, new HBox(8, search, add));
    }

    private HBox foot() {
        var shut = new Button("Close");
        shut.setId("models-close");
        shut.setMinWidth(USE_PREF_SIZE);
        shut.setOnAction(_ -> window.close());
        notes.setId("models-notes");
        notes.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(notes, Priority.ALWAYS);
        var foot = new HBox(12, notes, shut);
        foot.setAlignment(Pos.CENTER_LEFT);
        notes();
        return foot;
    }

    /// What was removed, or why nothing was added.
    private void notes() {
        if (!shelf.problem().get().isEmpty()) {
            notes.getChildren().setAll(words(shelf.problem().get(), "problem"));
            return;
        }
        Optional<ModelEntry> gone = shelf.removed().get();
        if (gone.isEmpty()) {
            notes.getChildren().setAll(words("Drop a file or folder here to add it.", "hint"));
            return;
        }
        var undo = new Hyperlink("Undo");
        undo.setId("models-undo");
        undo.setOnAction(_ -> shelf.undo());
        var line = new HBox(6, words("%s is off the list; its files stay.".formatted(gone.get().name()), "muted"),
            undo);
        line.setAlignment(Pos.CENTER_LEFT);
        notes.getChildren().setAll(line);
    }

    /// Adds the model at a path to the list.
    public void add(Path path) {
        shelf.add(path, window::describe);
    }

    private void refresh() {
        int focused = focusedRow();
        shown.clear();
        var all = new ArrayList<Node>();
        shelf.sections().get().forEach((title, entries) -> {
            List<ModelRow> found = entries.stream().filter(e -> e.matches(search.getText())).map(this::row).toList();
            if (!found.isEmpty()) {
                var heading = words(title.toUpperCase(Locale.ROOT), "section-title");
                all.add(heading);
                all.addAll(found);
                shown.addAll(found);
            }
        });
        if (shelf.sections().get().isEmpty()) {
            all.add(words("Reading what is known of the models\u2026", "hint"));
        } else if (all.isEmpty()) {
            all.add(words("No model has all of these words.", "hint"));
        }
        rows.getChildren().setAll(all);
        if (focused >= 0 && !shown.isEmpty()) { // a card that is gone leaves the focus to the next
            shown.get(Math.min(focused, shown.size() - 1)).requestFocus();
        }
        tell(check.state().get(), check.state().get());
        lookSoon();
    }

    private ModelRow row(ModelEntry entry) {
        return new ModelRow(entry, new ModelRow.Actions() {
            @Override
            public void use(ModelEntry chosen) {
                ModelsPage.this.use(chosen);
            }

            @Override
            public void check(ModelEntry chosen) {
                check.start(chosen.choice());
            }

            @Override
            public void remove(ModelEntry chosen) {
                shelf.remove(chosen);
            }
        });
    }

    private void use(ModelEntry entry) {
        if (entry.kind() == ModelEntry.Kind.MAKER) {
            choose(entry).ifPresent(window::open);
        } else {
            window.use(entry.choice());
        }
    }

    private Optional<Path> choose(ModelEntry maker) {
        return switch (maker.choice().id()) {
            case "model-folder", "image-set" -> files.folder(maker.name());
            default -> files.open(maker.name(), List.of());
        };
    }

    /// After the layout that is under way: the size of the list is told before its cards have their places.
    private void lookSoon() {
        Platform.runLater(this::look);
    }

    /// Asks for the pictures of the cards that can be seen now.
    private void look() {
        if (getScene() == null) {
            return;
        }
        Bounds view = scroll.localToScene(scroll.getLayoutBounds());
        for (ModelRow row : shown.reversed()) { // the last asked for is made first
            Bounds place = row.localToScene(row.getLayoutBounds());
            boolean visible = place.getHeight() > 0 && place.getMaxY() > view.getMinY()
                && place.getMinY() < view.getMaxY();
            if (visible && !row.isLooked() && row.entry().kind() != ModelEntry.Kind.MAKER && !row.entry().isMasked()
                && row.entry().problem().isEmpty()) {
                row.look();
                pictures.show(row.entry().choice(), row::show);
            }
        }
    }

    /// Shows a check below the card that it is about.
    private void tell(HealthCheck.State before, HealthCheck.State now) {
        for (ModelRow row : shown) {
            if (now.about().filter(row.entry().choice()::equals).isPresent()) {
                row.tell(HealthView.of(now, check::stop));
            } else if (before.about().filter(row.entry().choice()::equals).isPresent()) {
                row.tell();
            }
        }
    }

    private void pressed(KeyEvent event) {
        boolean isUndo = event.isShortcutDown() && event.getCode() == KeyCode.Z;
        if (isUndo && shelf.removed().get().isPresent()) {
            shelf.undo();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            step(event.getCode() == KeyCode.DOWN ? 1 : -1);
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && search.isFocused()) {
            shown.stream().findFirst().filter(row -> row.entry().problem().isEmpty()).ifPresent(row ->
                use(row.entry()));
            event.consume();
        }
    }

    /// The index of the card that has the focus; -1 for none.
    private int focusedRow() {
        return shown.stream().filter(ModelRow::isFocusWithin).findFirst().map(shown::indexOf).orElse(-1);
    }

    /// To the next card, or from the first one back to the search.
    private void step(int by) {
        int next = Math.clamp(focusedRow() + by, -1, shown.size() - 1);
        if (next < 0) {
            search.requestFocus();
            return;
        }
        ModelRow row = shown.get(next);
        row.requestFocus();
        double hidden = rows.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            double middle = row.getBoundsInParent().getCenterY() - scroll.getViewportBounds().getHeight() / 2;
            scroll.setVvalue(Math.clamp(middle / hidden, 0.0, 1.0));
        }
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        Stream<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath);
        paths.forEach(this::add);
        event.setDropCompleted(true);
        event.consume();
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
