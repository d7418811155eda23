package samplerscope.app.search;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
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
import samplerscope.SamplerscopeException;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.command.KeyOwner;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.search.SearchModel.Phase;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.library.ExportTarget;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// The search for a schedule: its goal on the left, what happens on the right, what to do with what was found below.
public final class SearchPage extends BorderPane implements KeyOwner {

    private static final double WIDTH = 1500;
    private static final double HEIGHT = 940;
    private static final double GOAL_WIDTH = 310;

    private final SearchModel model;
    private final SearchWindow window;
    private final SearchContents contents;
    private final GoalForm goal;
    private final SearchBar bar;
    private final ChartPane curves = new ChartPane("search-curves", "Least error of each method so far");
    private final FrontPane front;
    private final Leaderboard table;
    private final ComboBox<Leaderboard.Which> which = new ComboBox<>(FXCollections.observableArrayList(
        Leaderboard.Which.ALL, Leaderboard.Which.FRONT, Leaderboard.Which.PINNED, Leaderboard.Which.POPULATION));
    private final VerdictPane verdict;
    private final Label problem = new Label();
    private final Label unfinishedWords = new Label();
    private final HBox unfinished = new HBox(8);
    private final Label removedWords = new Label();
    private final HBox removed = new HBox(8);
    private final Button pin = button("pin", "Pin", "Keeps it in sight  P", Feather.BOOKMARK, this::pin);
    private final Later refresh = new Later(this::refresh);
    /// Why the goal cannot be searched.
    private Optional<Problem> goalProblem = Optional.empty();
    private Subscription life = Subscription.EMPTY;

    public SearchPage(SearchModel model, FileChoice files, SearchWindow window) {
        this.model = model;
        this.window = window;
        contents = new SearchContents(model);
        goal = new GoalForm(files);
        bar = new SearchBar(model, this::start);
        front = new FrontPane(model);
        table = new Leaderboard(model);
        verdict = new VerdictPane(model);
        setId("search-page");
        getStyleClass().addAll("card", "search");
        getStylesheets().add(Objects.requireNonNull(SearchPage.class.getResource("search.css")).toExternalForm());
        setMaxSize(WIDTH, HEIGHT);
        setTop(head());
        setLeft(goalSide());
        setCenter(progress());
        setBottom(bottom());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        which.valueProperty().subscribe(_ -> table.refresh(which.getValue()));
        sceneProperty().subscribe(scene -> live(scene != null));
    }

    /// Nothing is drawn while nobody can see it; the search goes on.
    private void live(boolean seen) {
        life.unsubscribe();
        life = Subscription.EMPTY;
        if (seen) {
            life = Changes.of(refresh::request, model.changes(), model.phase(), model.problem(), model.kept(),
                model.selected(), model.removed());
            model.lookForKept();
            goal.startsFrom(window.letter(), window.start().model().id());
            refresh();
        }
    }

    private Node head() {
        problem.setId("search-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        unfinishedWords.setId("search-unfinished-words");
        unfinished.getStyleClass().add("history-undo");
        unfinished.setAlignment(Pos.CENTER_LEFT);
        unfinished.managedProperty().bind(unfinished.visibleProperty());
        unfinished.getChildren().setAll(new FontIcon(Feather.CLOCK), unfinishedWords,
            button("unfinished-go-on", "Go on", "Searches on where it was left", Feather.PLAY,
                () -> newest().ifPresent(model::goOn)),
            button("unfinished-show", "Show", "Shows what it had found", Feather.EYE,
                () -> newest().ifPresent(model::show)),
            button("unfinished-delete", "Delete", "Until the next is deleted it can be brought back", Feather.TRASH_2,
                () -> newest().ifPresent(model::discard)));
        removedWords.setId("search-removed-words");
        removed.getStyleClass().add("history-undo");
        removed.setAlignment(Pos.CENTER_LEFT);
        removed.managedProperty().bind(removed.visibleProperty());
        removed.getChildren().setAll(new FontIcon(Feather.TRASH_2), removedWords,
            button("removed-undo", "Undo", "Brings it back", Feather.ROTATE_CCW, model::bringBack));
        return new VBox(8, bar, unfinished, removed, problem);
    }

    private Node goalSide() {
        var scroll = new ScrollPane(goal);
        scroll.getStyleClass().add("side");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(GOAL_WIDTH);
        scroll.setMinWidth(GOAL_WIDTH);
        setMargin(scroll, new Insets(10, 12, 10, 0));
        return scroll;
    }

    private Node progress() {
        VBox.setVgrow(curves, Priority.ALWAYS);
        var left = new VBox(2, curves, curves.legend());
        var charts = new HBox(10, left, front);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(front, Priority.ALWAYS);
        left.setPrefWidth(300);
        front.setPrefWidth(300);
        which.setId("search-which");
        which.setValue(Leaderboard.Which.ALL);
        which.setTooltip(new Tooltip("Which schedules the table lists"));
        VBox.setVgrow(table, Priority.ALWAYS);
        var list = new VBox(6, which, table);
        HBox.setHgrow(list, Priority.ALWAYS);
        verdict.setPrefWidth(310);
        verdict.setMinWidth(220);
        var below = new HBox(10, list, verdict);
        var split = new SplitPane(charts, below);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.5);
        split.getStyleClass().add("search-split");
        setMargin(split, new Insets(10, 0, 10, 0));
        return split;
    }

    private Node bottom() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button lane = button("open", "Open as lane", "Adds a lane and runs it  Enter", Feather.PLUS, this::open);
        lane.getStyleClass().add(Styles.ACCENT);
        var shut = new Button("Close");
        shut.setId("search-close");
        shut.setOnAction(_ -> window.close());
        var row = new HBox(8, gap, pin, export(),
            button("edit", "Edit the schedule", "Adds a lane and opens the editor of schedules", Feather.EDIT_3,
                () -> withFound((name, spec) -> window.edit(name, spec))),
            button("compare", "Compare with start", "Lanes side by side: what the search started from, and this",
                Feather.COLUMNS, this::compare), lane, shut);
        row.setAlignment(Pos.CENTER_RIGHT);
        for (Node node : row.getChildren()) {
            if (node != shut && node != gap) {
                node.disableProperty().bind(model.selected().map(Optional::isEmpty));
            }
        }
        return row;
    }

    private MenuButton export() {
        var menu = new MenuButton("Export", new FontIcon(Feather.DOWNLOAD));
        menu.setId("search-export");
        menu.getItems().setAll(
            item("save", "Spec as JSON\u2026", () -> withFound(window::save)),
            item("copy", "Copy spec as JSON", () -> withFound((_, spec) -> window.copy(spec))),
            item("diffusers", "diffusers code\u2026",
                () -> withFound((_, spec) -> window.code(spec, ExportTarget.DIFFUSERS))),
            item("comfyui", "ComfyUI code\u2026",
                () -> withFound((_, spec) -> window.code(spec, ExportTarget.COMFYUI))));
        return menu;
    }

    private static MenuItem item(String what, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId("search-export-" + what);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static Button button(String what, String words, String tip, Feather icon, Runnable action) {
        var button = new Button(words, new FontIcon(icon));
        button.setId("search-" + what);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private interface Use {
        void with(String name, RunSpec.Denoise spec);
    }

    private void withFound(Use use) {
        model.selected().get().ifPresent(t -> model.base().ifPresent(base ->
            use.with("%s %d".formatted(t.cell().cell().method().id(), t.nfe()), t.candidate().in(base))));
    }

    private void open() {
        withFound(window::open);
    }

    private void compare() {
        withFound((name, spec) -> window.compare(model.base().orElseThrow(), name, spec));
    }

    private void pin() {
        model.pin();
    }

    /// Begins what the goal says, or says why that cannot be searched.
    private void start() {
        try {
            goalProblem = Optional.empty();
            model.start(goal.plan(window.start()));
        } catch (SamplerscopeException e) {
            goalProblem = Optional.of(Problem.of(e));
            refresh();
        }
    }

    /// Replaces the methods of the goal.
    public void choose(List<Choice> methods) {
        goal.choose(methods);
    }

    private void tell(Optional<Problem> trouble) {
        problem.setVisible(trouble.isPresent());
        problem.setText(trouble.map(VerdictPane::words).orElse(""));
    }

    private Optional<SearchShelf.Kept> newest() {
        return model.kept().get().stream().filter(k -> !k.isDone()).findFirst();
    }

    private void refresh() {
        bar.refresh();
        tell(goalProblem.or(() -> model.problem().get()));
        goal.setDisable(isActive());
        unfinished.setVisible(model.phase().get() == Phase.NONE && newest().isPresent());
        newest().ifPresent(k ->
            unfinishedWords.setText("A search is unfinished: %s, %d of %d done.".formatted(k.words(),
            k.done(), k.cells())));
        removed.setVisible(model.removed().get().isPresent());
        removedWords.setText(model.removed().get().map(k -> "Deleted the search " + k.words() + ".").orElse(""));
        curves.show(contents.bestSoFar());
        front.refresh(contents);
        table.refresh(which.getValue());
        verdict.refresh();
        pin.setText(model.selected().get().filter(t -> model.isPinned(t.candidate())).isPresent() ? "Unpin" : "Pin");
    }

    private boolean isActive() {
        Phase phase = model.phase().get();
        return phase == Phase.RUNNING || phase == Phase.PAUSED || phase == Phase.STOPPING;
    }

    /// Nobody sees the lanes from here, so these mean the search.
    @Override
    public boolean owns(KeyEvent event) {
        KeyCode key = event.getCode();
        return event.isShortcutDown() && !event.isShiftDown() && (key == KeyCode.ENTER || key == KeyCode.P)
            || !event.isShortcutDown() && key == KeyCode.P;
    }

    private void pressed(KeyEvent event) {
        KeyCode key = event.getCode();
        if (event.isShortcutDown() && key == KeyCode.ENTER && !isActive()) {
            start();
        } else if (event.isShortcutDown() && key == KeyCode.P && isActive()) {
            bar.pauseOrResume();
        } else if (key == KeyCode.P && !event.isShortcutDown() && !(event.getTarget() instanceof TextInputControl)) {
            pin();
        } else if (key == KeyCode.ENTER && table.isFocused()) {
            open();
        } else {
            return;
        }
        event.consume();
    }
}
