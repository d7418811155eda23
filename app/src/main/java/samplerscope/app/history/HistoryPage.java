package samplerscope.app.history;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.command.KeyOwner;
import samplerscope.app.kit.Changes;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.history.History;
import samplerscope.history.HistoryEntry;

/// Every run that was kept: found by search and filters, marked, restored, compared, deleted and brought back.
public final class HistoryPage extends BorderPane implements KeyOwner {

    private static final double WIDTH = 1400;
    private static final double HEIGHT = 920;
    private static final double MIB = 1 << 20;
    private static final int MOST_LANES = 9;

    private final HistoryModel history;
    private final Runnable close;
    private final HistoryFilters filters;
    private final HistoryTable table;
    private final HistoryDetail detail;
    private final Label usage = new Label();
    private final Label problem = new Label();
    private final Label undoWords = new Label();
    private final HBox undo = new HBox(8);
    private final Label empty = new Label();
    private final VBox placeholder = new VBox(12);
    private Subscription life = Subscription.EMPTY;

    /// @param close leaves the page
    public HistoryPage(HistoryModel history, Runnable close) {
        this.history = history;
        this.close = close;
        filters = new HistoryFilters(history);
        table = new HistoryTable(history, new Thumbnails(history.place()));
        detail = new HistoryDetail(history);
        setId("history");
        getStyleClass().addAll("card", "history");
        setMaxSize(WIDTH, HEIGHT);
        setTop(head());
        setCenter(middle());
        setBottom(bottom());
        table.onSelected(detail::show);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        focusedProperty().subscribe(focused -> {
            if (focused) {
                filters.search().requestFocus();
            }
        });
        sceneProperty().subscribe(scene -> {
            life.unsubscribe();
            if (scene == null) {
                history.close();
                life = Subscription.EMPTY;
            } else {
                history.open();
                life = Changes.of(this::refresh, history.surroundings(), history.problem(), history.undoable());
            }
        });
        refresh();
    }

    private Node head() {
        var title = new Label("History");
        title.getStyleClass().add("card-title");
        usage.setId("history-usage");
        usage.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(12, title, gap, usage);
        line.setAlignment(Pos.CENTER_LEFT);
        problem.setId("history-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(10, line, filters, problem);
    }

    private Node middle() {
        empty.setId("history-empty");
        empty.getStyleClass().add("hint");
        placeholder.setAlignment(Pos.CENTER);
        table.setPlaceholder(placeholder);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !table.selection().isEmpty()) {
                restore();
            }
        });
        HBox.setHgrow(table, Priority.ALWAYS);
        var middle = new HBox(14, table, detail);
        setMargin(middle, new Insets(12, 0, 12, 0));
        return middle;
    }

    private Node bottom() {
        var back = new Button("Undo");
        back.setId("history-undo");
        back.setTooltip(new Tooltip("Brings them back  Ctrl+Z"));
        back.setOnAction(_ -> history.undoDelete());
        undoWords.setId("history-deleted-words");
        undo.getChildren().setAll(new FontIcon(Feather.TRASH_2), undoWords, back);
        undo.getStyleClass().add("history-undo");
        undo.setAlignment(Pos.CENTER_LEFT);
        undo.managedProperty().bind(undo.visibleProperty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button restore = button("restore", "Restore", "Gives the spec to the focused lane  Enter", 1, 1,
            _ -> restore());
        restore.getStyleClass().add(Styles.ACCENT);
        Button delete = button("delete", "Delete", "They can be brought back for %d days  Del"
            .formatted(History.REGRET.toDays()), 1, Integer.MAX_VALUE, _ -> deleteOrBringBack());
        delete.textProperty().bind(Bindings.when(history.deleted()).then("Bring back").otherwise("Delete"));
        var shut = new Button("Close");
        shut.setId("history-close");
        shut.setOnAction(_ -> close.run());
        var row = new HBox(8, undo, gap, delete,
            button("compare", "Compare in lanes", "Runs them again side by side, in the place of the lanes there are",
                2, MOST_LANES, entries -> history.compare(entries, close)),
            button("add", "Add as lanes", "Adds a lane for each  Shift+Enter", 1, MOST_LANES, _ -> addLanes()),
            restore, shut);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    /// A button for what can be done with the selected runs, when there are neither too few nor too many.
    private Button button(String what, String words, String tip, int least, int most,
                          Consumer<List<HistoryEntry>> action) {
        var button = new Button(words);
        button.setId("history-" + what);
        button.setTooltip(new Tooltip(tip));
        var count = Bindings.size(table.getSelectionModel().getSelectedItems());
        button.disableProperty().bind(count.lessThan(least).or(count.greaterThan(most)));
        button.setOnAction(_ -> action.accept(table.selection()));
        return button;
    }

    private void restore() {
        if (table.selection().size() == 1) {
            history.restore(table.selection().getFirst(), close);
        }
    }

    private void addLanes() {
        List<HistoryEntry> selected = table.selection();
        if (!selected.isEmpty() && selected.size() <= MOST_LANES) {
            history.addLanes(selected, close);
        }
    }

    private void deleteOrBringBack() {
        if (history.deleted().get()) {
            history.bringBack(table.selection());
        } else {
            history.delete(table.selection());
        }
    }

    /// Nobody sees the lanes from here, so undo means the last deletion, or what was typed into a field.
    @Override
    public boolean owns(KeyEvent event) {
        return event.isShortcutDown() && event.getCode() == KeyCode.Z;
    }

    private void pressed(KeyEvent event) {
        boolean inTable = table.isFocused();
        KeyCode key = event.getCode();
        if (key == KeyCode.DOWN && filters.search().isFocused()) {
            table.requestFocus();
        } else if (key == KeyCode.F && event.isShortcutDown()) {
            filters.search().requestFocus();
        } else if (owns(event) && !(event.getTarget() instanceof TextInputControl)) {
            history.undoDelete();
        } else if (key == KeyCode.ENTER && event.isShiftDown() && inTable) {
            addLanes();
        } else if (key == KeyCode.ENTER && inTable) {
            restore();
        } else if (key == KeyCode.DELETE && inTable) {
            deleteOrBringBack();
        } else if (key == KeyCode.F && inTable && !table.selection().isEmpty()) {
            boolean on = !table.selection().stream().allMatch(e -> e.marks().favourite());
            history.mark(table.selection(), m -> m.withFavourite(on));
        } else {
            return;
        }
        event.consume();
    }

    private void refresh() {
        var known = history.surroundings().get();
        known.ifPresent(found -> {
            filters.offer(found.words());
            usage.setText(usage(found));
        });
        problem.setVisible(history.problem().get().isPresent());
        problem.setText(history.problem().get().map(HistoryPage::words).orElse(""));
        int deleted = history.undoable().get().size();
        undo.setVisible(deleted > 0);
        undoWords.setText(deleted == 1 ? "Deleted one run." : "Deleted %,d runs.".formatted(deleted));
        empty.setText(history.isFiltered() ? "No run is like that. Take something out of the search."
            : history.isKeeping()
            ? "Every run is kept here as it ends. Press Ctrl+Enter in the window to run its lanes."
            : "Runs are not kept now: the settings say so.");
        placeholder.getChildren().setAll(known.isPresent() || history.problem().get().isPresent()
            ? List.of(icon(), empty) : List.of(new ProgressIndicator()));
    }

    private static Node icon() {
        var icon = new FontIcon(Feather.CLOCK);
        icon.getStyleClass().add("history-clock");
        return icon;
    }

    private static String words(Problem problem) {
        return sentence(problem.happened()) + " " + sentence(problem.remedy());
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String usage(HistoryModel.Surroundings found) {
        History.Usage usage = found.usage();
        String budget = found.budget().isPresent()
            ? String.format(Locale.ROOT, " of %.1f GiB", found.budget().getAsLong() / MIB / 1024) : "";
        return String.format(Locale.ROOT, "%,d run%s, %.1f MiB%s", usage.runs(), usage.runs() == 1 ? "" : "s",
            usage.bytes() / MIB, budget);
    }
}
