package samplerscope.app.masked;

import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
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
import samplerscope.app.chart.ChartPane;
import samplerscope.app.command.KeyOwner;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.OwnModels;

/// The masked lab: setup on the left, the lanes' canvases in the middle with answers below, one position on the right.
///
/// Ctrl+Enter runs, Ctrl+P pauses, Ctrl+. steps, Ctrl+Z undoes; Space plays, and with Ctrl the arrows go from step to step.
public final class MaskedLabPage extends BorderPane implements KeyOwner {

    private static final double WIDTH = 1900;
    private static final double HEIGHT = 1060;
    private static final double SETUP_WIDTH = 266;
    private static final double CELL_WIDTH = 244;

    private final LabModel model;
    private final LabWindow window;
    private final FileChoice files;
    private final LabSetup setup;
    private final LabBar bar;
    private final HBox lanes = new HBox(10);
    private final CellCard cell;
    private final WhatIf whatIf;
    private final LabAnswers answers;
    private final LabTourPane tour;
    private final Label problem = new Label();
    private final Label hint = new Label();
    private final ScrollPane side;
    private final Later refresh = new Later(this::refresh);
    private Subscription life = Subscription.EMPTY;

    /// @param model outlives the page
    /// @param own   the user's models
    public MaskedLabPage(LabModel model, FileChoice files, OwnModels own, LabWindow window) {
        this.model = model;
        this.window = window;
        this.files = files;
        this.setup = new LabSetup(model, files, own, window);
        this.cell = new CellCard(model);
        this.whatIf = new WhatIf(model);
        this.answers = new LabAnswers(model, model.front());
        this.tour = new LabTourPane(model, answers);
        this.bar = new LabBar(model, tours(), export());
        this.side = scroll(new VBox(16, cell, whatIf, legend()), CELL_WIDTH);
        setId("masked-page");
        getStyleClass().addAll("card", "masked");
        for (URL sheet : Arrays.asList(ChartPane.class.getResource("chart.css"), MaskedLabPage.class.getResource("masked.css"))) {
            getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        }
        setMaxSize(WIDTH, HEIGHT);
        setTop(head());
        ScrollPane left = scroll(setup, SETUP_WIDTH);
        setLeft(left);
        setMargin(left, new Insets(10, 12, 0, 0));
        setCenter(middle());
        setRight(side);
        setMargin(side, new Insets(10, 0, 0, 12));
        tour.tour().subscribe((_, now) -> {
            setRight(now.isPresent() ? tour : side);
            setMargin(tour, new Insets(10, 0, 0, 12));
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        sceneProperty().subscribe(scene -> live(scene != null));
    }

    /// Nothing is drawn while nobody can see it; a run goes on.
    private void live(boolean seen) {
        life.unsubscribe();
        life = Subscription.EMPTY;
        bar.stopPlaying();
        if (seen) {
            life = Changes.of(refresh::request, model.draft(), model.shape(), model.runs(), model.problem(),
                model.running(), model.paused(), model.clock(), model.time(), model.sequence(), model.focus(),
                model.selected(), model.edits(), model.hovered(), model.answer());
            refresh();
        }
    }

    private Node head() {
        var title = new Label("Masked lab");
        title.getStyleClass().add("card-title");
        var words = new Label("text out of masks: samplers side by side on the same random numbers");
        words.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var shut = new Button("Close");
        shut.setId("masked-close");
        shut.setOnAction(_ -> window.close());
        var row = new HBox(12, title, words, gap, shut);
        row.setAlignment(Pos.CENTER_LEFT);
        problem.setId("masked-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(6, row, problem);
    }

    private MenuButton tours() {
        var menu = new MenuButton("Tours", new FontIcon(Feather.COMPASS));
        menu.setId("masked-tours");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (LabTours.Entry one : LabTours.all(model.catalog())) {
            var item = new MenuItem("%s   %d min".formatted(one.tour().title(), one.tour().minutes()));
            item.setId("masked-take-" + one.id());
            item.setOnAction(_ -> tour.start(one.tour()));
            menu.getItems().add(item);
        }
        return menu;
    }

    private MenuButton export() {
        var menu = new MenuButton("Step map", new FontIcon(Feather.DOWNLOAD));
        menu.setId("masked-export");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (String kind : List.of("csv", "json")) {
            var item = new MenuItem("Shown sequence of the focused lane as %s\u2026".formatted(kind.toUpperCase(Locale.ROOT)));
            item.setId("masked-export-" + kind);
            item.setOnAction(_ -> save(kind));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void save(String kind) {
        Sequence sequence = model.shown(model.focus().get());
        if (sequence.steps() == 0) {
            model.report(new Problem("the focused lane has not run", "press Run first; a stopped run can be saved too", ""));
            return;
        }
        model.shape().get().ifPresent(shape -> {
            Optional<Path> file = files.save("Save the step map", "step-map." + kind, List.of(kind));
            file.ifPresent(f -> window.write(f, kind.equals("csv") ? StepMap.csv(sequence, shape.tokens())
                : StepMap.json(sequence, shape.tokens())));
        });
    }

    private static ScrollPane scroll(Region content, double width) {
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().addAll("side", "masked-side");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(width);
        scroll.setMinWidth(width);
        return scroll;
    }

    private Node middle() {
        var scroll = new ScrollPane(lanes);
        scroll.setId("masked-lanes");
        scroll.getStyleClass().addAll("side", "masked-scroll");
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        hint.getStyleClass().add("hint");
        hint.setId("masked-hint");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var above = new VBox(6, bar, scroll, hint);
        above.setMinHeight(230);
        answers.setMinHeight(150);
        var split = new SplitPane(above, answers);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.64);
        split.getStyleClass().add("masked-split");
        setMargin(split, new Insets(10, 0, 0, 0));
        return split;
    }

    /// What the signs of a cell mean.
    private static Node legend() {
        var title = new Label("SIGNS");
        title.getStyleClass().add("section-title");
        var words = new Label("Shade and underline: confidence of the commit. Small number: its step. Pale: best guess, the "
            + "paler the less sure. Hatched: hidden again. Zigzag: another lane has another token. Corner and grey: given. "
            + "Framed: written in this step. Dotted: written together with the cell under the mouse. "
            + "Bar above: the answer. Stem in the order map: since when its token was guessed for good.");
        words.getStyleClass().add("hint");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return new VBox(4, title, words);
    }

    /// Begins a tour by its id.
    public void guide(String id) {
        LabTours.all(model.catalog()).stream().filter(t -> t.id().equals(id)).findFirst().ifPresent(t -> tour.start(t.tour()));
    }

    private void refresh() {
        List<Integer> ids = model.draft().get().lanes().stream().map(LaneSpec::id).toList();
        List<Integer> shown = lanes.getChildren().stream().map(n -> ((LaneCard) n).lane()).toList();
        if (!ids.equals(shown)) {
            lanes.getChildren().setAll(model.draft().get().lanes().stream().map(l -> (Node) new LaneCard(model, l)).toList());
        }
        problem.setVisible(model.problem().get().isPresent());
        problem.setText(model.problem().get().map(p -> p.happened() + "; " + p.remedy() + ".").orElse(""));
        lanes.getChildren().forEach(n -> ((LaneCard) n).refresh());
        hint.setText(hint());
        setup.refresh();
        bar.refresh();
        cell.refresh();
        whatIf.refresh();
        answers.refresh();
    }

    private String hint() {
        if (model.shape().get().isEmpty()) {
            return model.problem().get().isPresent() ? "" : "Opening the model\u2026";
        }
        return model.runs().get().isEmpty() ? "Type tokens into a canvas to give them, then press Run."
            : model.editsPrompt() ? "At the start: what you type is given to all lanes."
            : "After a step: what you type is what the next fork writes.";
    }

    /// Lanes of the study are not seen from here, so plain keys mean this page.
    @Override
    public boolean owns(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.ESCAPE) {
            return !model.selected().get().isEmpty() || !model.edits().get().isEmpty();
        }
        return event.isShortcutDown()
            ? List.of(KeyCode.ENTER, KeyCode.P, KeyCode.PERIOD, KeyCode.Z, KeyCode.LEFT, KeyCode.RIGHT).contains(code)
            : !code.isFunctionKey();
    }

    private void pressed(KeyEvent e) {
        boolean types = e.getTarget() instanceof TextInputControl;
        if (e.isShortcutDown() ? shortcut(e, types) : plain(e)) {
            e.consume();
        }
    }

    /// @return whether it was one of the page's keys
    private boolean shortcut(KeyEvent e, boolean types) {
        switch (e.getCode()) {
            case ENTER -> model.start();
            case P -> bar.pauseOrResume();
            case PERIOD -> model.step();
            default -> {
                return !types && travel(e);
            }
        }
        return true;
    }

    private boolean travel(KeyEvent e) {
        switch (e.getCode()) {
            case Z -> {
                if (e.isShiftDown()) {
                    model.redo();
                } else {
                    model.undo();
                }
            }
            case LEFT -> model.walk(-1);
            case RIGHT -> model.walk(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent e) {
        if (e.getCode() == KeyCode.SPACE && e.getTarget() instanceof CanvasView) {
            bar.togglePlay();
        } else if (e.getCode() == KeyCode.ESCAPE && owns(e)) {
            model.selected().set(Set.of());
            model.edits().set(Map.of());
        } else {
            return false;
        }
        return true;
    }
}
