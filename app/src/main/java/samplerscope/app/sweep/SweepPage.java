package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.net.URL;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.command.KeyOwner;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Presence;
import samplerscope.app.setup.FileChoice;

/// The compare grid: axes on the left, the cells in the middle as tiles, curves, a table or settling metrics, and the
/// chosen cell on the right.
///
/// Ctrl+Enter runs, with Shift it goes on with what was stopped, Esc lets the chosen samples go and then closes, B blinks,
/// X blinks while it is held, Enter makes the chosen cells lanes.
public final class SweepPage extends BorderPane implements KeyOwner {

    private static final double WIDTH = 1840;
    private static final double HEIGHT = 1000;

    private final SweepModel model;
    private final Blink blink = new Blink();
    private final TilePane tiles;
    private final SweepSide side;
    private final ToggleGroup views = new ToggleGroup();
    private final ToggleGroup looks = new ToggleGroup();
    private final Label scale = new Label();
    private final HBox lookButtons = new HBox();
    private final BorderPane middle = new BorderPane();

    /// @param close leaves the page; a sweep goes on without it
    public SweepPage(SweepModel model, FileChoice files, Runnable close) {
        this.model = model;
        this.tiles = new TilePane(model, blink);
        this.side = new SweepSide(model, blink);
        setId("sweep");
        getStyleClass().addAll("card", "sweep");
        for (URL sheet : Arrays.asList(ChartPane.class.getResource("chart.css"), SweepPage.class.getResource("sweep.css"))) {
            getStylesheets().add(Objects.requireNonNull(sheet).toExternalForm());
        }
        setMaxSize(WIDTH, HEIGHT);
        setTop(head(close));
        var shelf = new SweepShelf(model);
        setLeft(shelf);
        setMargin(shelf, new Insets(10, 14, 0, 0));
        setCenter(middle);
        setRight(side);
        setMargin(side, new Insets(10, 0, 0, 14));
        middle.setTop(bar(files));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventFilter(KeyEvent.KEY_RELEASED, e -> {
            if (e.getCode() == KeyCode.X) {
                blink.held().set(false);
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                blink.on().set(false);
                blink.held().set(false);
            }
        });
        focusedProperty().subscribe(focused -> {
            if (focused) {
                tiles.requestFocus();
            }
        });
        Changes.of(this::tellScale, model.results());
        tellScale();
    }

    private Node head(Runnable close) {
        var title = new Label("Compare grid");
        title.getStyleClass().add("card-title");
        var hint = new Label("every combination from the same noise");
        hint.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var earlier = new EarlierSweeps(model);
        var shut = new Button("Close");
        shut.setId("sweep-close");
        shut.setOnAction(_ -> close.run());
        var head = new HBox(12, title, hint, gap, earlier, shut);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node bar(FileChoice files) {
        var segments = new HBox(view("Tiles", "The cells as small pictures", tiles, Styles.LEFT_PILL),
            view("Front", "Error against evaluations or seconds", new ParetoView(model), Styles.CENTER_PILL),
            view("Table", "Every number", new SweepTableView(model), Styles.CENTER_PILL),
            view("Metrics", "Distances to the exact law as samples are added", new SettlingView(model, files),
                Styles.RIGHT_PILL));
        for (Look look : Look.values()) {
            lookButtons.getChildren().add(look(look));
        }
        scale.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(12, segments, gap, scale, lookButtons);
        bar.getStyleClass().add("sweep-bar");
        front((ToggleButton) segments.getChildren().getFirst(), tiles);
        return bar;
    }

    private ToggleButton view(String words, String tip, Region view, String pill) {
        var tab = new ToggleButton(words);
        tab.setId("sweep-view-" + words.toLowerCase(Locale.ROOT));
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setToggleGroup(views);
        tab.setTooltip(new Tooltip(tip));
        tab.getStyleClass().addAll(pill, Styles.SMALL);
        tab.setOnAction(_ -> front(tab, view));
        return tab;
    }

    private void front(ToggleButton tab, Region view) {
        tab.setSelected(true);
        middle.setCenter(view);
        boolean isTiles = view == tiles;
        for (Region part : new Region[] {lookButtons, scale}) {
            Presence.show(part, isTiles);
        }
    }

    private ToggleButton look(Look look) {
        var button = new ToggleButton(look.word());
        button.setId("sweep-look-" + look.name().toLowerCase(Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(looks);
        button.setTooltip(new Tooltip(look.tip()));
        button.getStyleClass().addAll(Styles.SMALL, look == Look.SAMPLES ? Styles.LEFT_PILL
            : look == Look.COLOUR ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
        button.setSelected(look == Look.SAMPLES);
        button.setOnAction(_ -> {
            button.setSelected(true);
            tiles.show(look);
            side.show(look);
        });
        return button;
    }

    private void tellScale() {
        scale.setText(model.results().get().filter(r -> !r.cells().isEmpty()).map(r -> CellColours.of(r).scale()).orElse(""));
    }

    /// Lanes are not seen from here, so plain keys mean the grid; `Esc` closes unless there are samples to let go.
    @Override
    public boolean owns(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            return !model.selection().samples().get().isEmpty();
        }
        return event.isShortcutDown() ? event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.C
            : !event.getCode().isFunctionKey();
    }

    private void pressed(KeyEvent e) {
        boolean types = e.getTarget() instanceof TextInputControl;
        if (e.getCode() == KeyCode.ENTER && e.isShortcutDown() && e.isShiftDown()) {
            model.goOn();
        } else if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) {
            model.start();
        } else if (e.getCode() == KeyCode.ESCAPE && owns(e)) {
            model.selection().samples().set(Set.of());
        } else if (e.getCode() == KeyCode.X && !types && !e.isShortcutDown()) {
            blink.held().set(true);
        } else if (e.getCode() == KeyCode.B && !types && !e.isShortcutDown()) {
            blink.on().set(!blink.on().get());
        } else {
            return;
        }
        e.consume();
    }
}
