package samplerscope.app.search;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Presence;
import samplerscope.app.search.SearchModel.Phase;
import samplerscope.search.Budget;
import samplerscope.search.SearchResult;

/// Starts, pauses and stops a search, says how far it is, and brings back earlier ones.
final class SearchBar extends HBox {

    private final SearchModel model;
    private final Runnable start;
    private final Button search = button("start", "Search", Feather.SEARCH);
    private final Button goOn = button("go-on", "Go on", Feather.PLAY);
    private final Button pause = button("pause", "Pause", Feather.PAUSE);
    private final Button stop = button("stop", "Stop", Feather.SQUARE);
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final MenuButton earlier = new MenuButton("Earlier searches", new FontIcon(Feather.CLOCK));

    private List<SearchShelf.Kept> listed = List.of();

    /// @param start begins what the goal says
    SearchBar(SearchModel model, Runnable start) {
        super(8);
        this.model = model;
        this.start = start;
        setAlignment(Pos.CENTER_LEFT);
        var title = new Label("Search for a schedule");
        title.getStyleClass().add("card-title");
        words.setId("search-progress");
        words.getStyleClass().add("hint");
        words.setWrapText(false);
        words.setMinWidth(0);
        bar.setId("search-bar");
        bar.setPrefWidth(110);
        earlier.setId("search-earlier");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox.setHgrow(words, Priority.SOMETIMES);
        getChildren().setAll(title, bar, words, gap, earlier, goOn, pause, stop, search);
        actions();
    }

    private void actions() {
        search.getStyleClass().add(Styles.ACCENT);
        search.setTooltip(new Tooltip("Searches for what the goal says  Ctrl+Enter"));
        search.setOnAction(_ -> start.run());
        goOn.setTooltip(new Tooltip("Goes on with what has no result, where it was left"));
        goOn.setOnAction(_ -> model.goOn());
        pause.setTooltip(new Tooltip("Waits when the schedules under way are evaluated  Ctrl+P"));
        pause.setOnAction(_ -> pauseOrResume());
        stop.getStyleClass().add(Styles.DANGER);
        stop.setTooltip(new Tooltip("Ends when the schedules under way are evaluated, "
            + "and judges what was found on fresh noises"));
        stop.setOnAction(_ -> model.stop());
    }

    void pauseOrResume() {
        if (model.phase().get() == Phase.PAUSED) {
            model.resume();
        } else {
            model.pause();
        }
    }

    private static Button button(String what, String text, Ikon icon) {
        var button = new Button(text, new FontIcon(icon));
        button.setId("search-" + what);
        button.setMinWidth(USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    void refresh() {
        Phase phase = model.phase().get();
        boolean active = phase == Phase.RUNNING || phase == Phase.PAUSED || phase == Phase.STOPPING;
        search.setVisible(!active);
        pause.setVisible(phase == Phase.RUNNING || phase == Phase.PAUSED);
        pause.setText(phase == Phase.PAUSED ? "Resume" : "Pause");
        pause.setGraphic(new FontIcon(phase == Phase.PAUSED ? Feather.PLAY : Feather.PAUSE));
        stop.setVisible(active);
        stop.setText(phase == Phase.STOPPING ? "Leave out the check" : "Stop");
        goOn.setVisible(phase == Phase.RESTED && model.cells().stream().anyMatch(c -> c.result().isEmpty()));
        Presence.show(bar, active);
        bar.setProgress(share());
        words.setText(words(phase));
        refreshEarlier(active);
    }

    private void refreshEarlier(boolean active) {
        earlier.setDisable(active || model.kept().get().isEmpty());
        if (!model.kept().get().equals(listed)) { // an open menu stays as it is
            listed = model.kept().get();
            earlier.getItems().setAll(listed.stream().map(this::menu).toList());
        }
    }

    private Menu menu(SearchShelf.Kept kept) {
        var menu = new Menu("%s   %s, %d of %d done".formatted(kept.folder().getFileName(), kept.words(), kept.done(),
            kept.cells()));
        menu.getItems().add(item("Show", () -> model.show(kept)));
        if (!kept.isDone()) {
            menu.getItems().add(item("Go on", () -> model.goOn(kept)));
        }
        menu.getItems().add(item("Delete", () -> model.discard(kept)));
        return menu;
    }

    private static MenuItem item(String words, Runnable action) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// Of all cells; a cell under way counts by its budget of schedules or evaluations, if it has one.
    private double share() {
        double done = model.cells().stream().mapToDouble(SearchBar::share).sum();
        return model.cells().isEmpty() ? ProgressBar.INDETERMINATE_PROGRESS : done / model.cells().size();
    }

    private static double share(SearchCell cell) {
        Budget budget = cell.cell().request().budget();
        return switch (cell.state()) {
            case DONE, FAILED -> 1;
            case WAITING, BROKEN_OFF -> 0;
            case RUNNING -> budget.candidates() > 0 ? Math.min(1, (double) cell.log().size() / budget.candidates())
                : budget.nfe() > 0 ? Math.min(1, (double) cost(cell) / budget.nfe()) : 0;
        };
    }

    private static long cost(SearchCell cell) {
        return cell.log().stream().mapToLong(e -> e.cost()).sum();
    }

    private String words(Phase phase) {
        int count = model.cells().stream().mapToInt(c -> c.log().size()).sum();
        long done = model.cells().stream().filter(c -> c.result().isPresent()).count();
        String counts = String.format(Locale.ROOT, "%,d schedule%s, %d of %d search%s done", count,
            count == 1 ? "" : "s", done, model.cells().size(), model.cells().size() == 1 ? "" : "es");
        counts += stalled();
        return switch (phase) {
            case NONE -> "";
            case RUNNING -> counts + stage();
            case PAUSED -> "paused: " + counts;
            case STOPPING -> "stopping: " + counts + stage();
            case RESTED -> counts;
        };
    }

    private String stalled() {
        long stalled = model.cells().stream().flatMap(c -> c.result().stream())
            .filter(r -> r.ending() == SearchResult.Ending.STALLED).count();
        return stalled == 0 ? "" : ", %d ended without a gain".formatted(stalled);
    }

    private String stage() {
        SearchModel.Stage stage = model.stage();
        return stage.words().isEmpty() ? "" : stage.total() == 0 ? "; " + stage.words()
            : "; %s %d of %d".formatted(stage.words(), stage.done(), stage.total());
    }
}
