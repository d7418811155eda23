package samplerscope.app.anatomy;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.anatomy.Anatomy.Quantity;
import samplerscope.app.anatomy.AnatomyModel.Place;
import samplerscope.app.anatomy.AnatomyModel.View;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// The anatomy of the focused lane's error, and of another lane's beside it.
public final class AnatomyPane extends BorderPane {

    private final AnatomyModel model;
    private final AnatomyLane first;
    private final AnatomyLane second;
    private final HBox lanes = new HBox();
    private final HBox legend = new HBox();
    private final ComboBox<Place> place = new ComboBox<>();
    private final MenuButton beside = new MenuButton("Beside");
    private final Later refresh = new Later(this::refresh);
    private final Later look = new Later(this::look);

    public AnatomyPane(StudyModel study) {
        model = new AnatomyModel(study);
        first = new AnatomyLane(model, 0);
        second = new AnatomyLane(model, 1);
        setId("anatomy");
        getStyleClass().add("anatomy");
        getStylesheets().add(Objects.requireNonNull(AnatomyPane.class.getResource("anatomy.css")).toExternalForm());
        HBox.setHgrow(first, Priority.ALWAYS);
        HBox.setHgrow(second, Priority.ALWAYS);
        lanes.getStyleClass().add("anatomy-lanes");
        legend.getStyleClass().add("anatomy-legend");
        setTop(new VBox(tools(), second()));
        first.onDrawn(this::fillLegend);
        setCenter(lanes);
        listen();
        refresh();
    }

    /// What is measured, for scenes and tests.
    public AnatomyModel model() {
        return model;
    }

    /// The chart of the focused lane, for export.
    public ChartPane chart() {
        return first.chart();
    }

    private void listen() {
        StudyModel study = model.study();
        Changes.of(refresh::request, model.changes(), model.view(), model.beside(), study.study());
        Changes.of(look::request, model.quantity(), model.place(), model.hovered(), study.selection().position(),
            study.selection().following(), study.axis());
        study.lanes().addListener((ListChangeListener<LaneModel>) _ -> refresh.request());
        study.eachLane(lane -> Changes.of(this::opened, lane.planned()));
        sceneProperty().addListener((_, _, _) -> opened());
    }

    /// What takes a moment only is measured as soon as somebody looks.
    private void opened() {
        if (getScene() != null && model.of(model.study().focusedLane()).isEmpty()) {
            model.startIfCheap();
        }
        refresh.request();
    }

    private FlowPane tools() {
        var start = new Button("Take apart", new FontIcon(Feather.SCISSORS));
        start.setId("anatomy-start");
        start.getStyleClass().add(Styles.SMALL);
        start.setTooltip(new Tooltip("Measures, for every step: its local error, what is left of it at the end, its stability, "
            + "and what of it is the network's"));
        start.setOnAction(_ -> model.start());
        shownWhile(start, false);
        var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
        stop.setId("anatomy-stop");
        stop.getStyleClass().add(Styles.SMALL);
        stop.setOnAction(_ -> model.cancel());
        shownWhile(stop, true);
        var progress = new ProgressBar();
        progress.setId("anatomy-progress");
        progress.setPrefWidth(70);
        progress.progressProperty().bind(model.progress());
        shownWhile(progress, true);
        var remark = new Label();
        remark.setId("anatomy-remark");
        remark.textProperty().bind(model.remark());
        remark.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        remark.managedProperty().bind(remark.textProperty().isNotEmpty());
        var whole = new Tooltip();
        whole.textProperty().bind(model.remark());
        remark.setTooltip(whole);
        var tools = new FlowPane(start, stop, progress, views(), besideMenu(), remark);
        tools.getStyleClass().add("anatomy-tools");
        return tools;
    }

    /// What the colours mean, and what the map shows.
    private HBox second() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var map = new Label("Map");
        map.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        map.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(legend, gap, map, quantity(), placeBox());
        row.getStyleClass().add("anatomy-second");
        return row;
    }

    private void shownWhile(Node node, boolean running) {
        node.visibleProperty().bind(running ? model.running() : model.running().not());
        node.managedProperty().bind(node.visibleProperty());
    }

    private HBox views() {
        var group = new ToggleGroup();
        var segments = new HBox();
        for (View v : View.values()) {
            var tab = new ToggleButton(v.words());
            tab.setId("anatomy-view-" + v.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            tab.setTooltip(new Tooltip(v.meaning()));
            tab.setToggleGroup(group);
            tab.setMinWidth(Region.USE_PREF_SIZE);
            tab.getStyleClass().addAll(Styles.SMALL, v.ordinal() == 0 ? Styles.LEFT_PILL
                : v.ordinal() == View.values().length - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            tab.setSelected(v == model.view().get());
            tab.setOnAction(_ -> {
                tab.setSelected(true); // one is always chosen
                model.view().set(v);
            });
            segments.getChildren().add(tab);
        }
        return segments;
    }

    private ComboBox<Quantity> quantity() {
        var box = new ComboBox<Quantity>();
        box.setId("anatomy-quantity");
        box.getItems().setAll(Quantity.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Quantity q) {
                return q.words();
            }

            @Override
            public Quantity fromString(String words) {
                throw new UnsupportedOperationException(words);
            }
        });
        box.setPrefWidth(170);
        box.setTooltip(new Tooltip("What the map shows"));
        box.getStyleClass().add(Styles.SMALL);
        box.valueProperty().bindBidirectional(model.quantity());
        return box;
    }

    private ComboBox<Place> placeBox() {
        place.setId("anatomy-place");
        place.getItems().setAll(Place.values());
        place.getStyleClass().add(Styles.SMALL);
        place.setTooltip(new Tooltip("Where a particle stands on the map: where it started or where it ended"));
        place.valueProperty().bindBidirectional(model.place());
        place.managedProperty().bind(place.visibleProperty());
        return place;
    }

    private MenuButton besideMenu() {
        beside.setId("anatomy-beside");
        beside.getStyleClass().add(Styles.SMALL);
        beside.setTooltip(new Tooltip("Another lane side by side with the focused one"));
        beside.setOnShowing(_ -> fillBeside());
        fillBeside();
        return beside;
    }

    private void fillBeside() {
        beside.getItems().setAll(besideItem("nothing", Optional.empty()));
        for (LaneModel lane : model.study().lanes()) {
            if (lane != model.study().focusedLane()) {
                beside.getItems().add(besideItem("lane " + model.study().study().get().letterOf(lane.id()),
                    Optional.of(lane.id())));
            }
        }
    }

    private MenuItem besideItem(String words, Optional<Integer> lane) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> showBeside(lane));
        return item;
    }

    /// Puts a lane beside the focused one, or takes it away.
    public void showBeside(Optional<Integer> lane) {
        model.beside().set(lane);
        model.startIfCheap();
    }

    private void refresh() {
        List<LaneModel> shown = model.lanes();
        first.show(shown.getFirst());
        if (shown.size() > 1) {
            second.show(shown.getLast());
            lanes.getChildren().setAll(first, second);
        } else {
            lanes.getChildren().setAll(first);
        }
        beside.setText(shown.size() > 1 ? "Beside: " + model.study().study().get().letterOf(shown.getLast().id()) : "Beside");
        place.setVisible(shown.stream().anyMatch(l -> model.of(l).filter(f -> f.sampleShape().equals(List.of(2))).isPresent()));
        fillLegend();
        look();
    }

    private void fillLegend() {
        legend.getChildren().setAll(Bars.parts(model.view().get()).stream().map(AnatomyPane::entry).toList());
        first.chart().content().curves().stream().filter(c -> c.form() != Curve.Form.GUIDE)
            .forEach(c -> legend.getChildren().add(new Label(c.name(), first.chart().glyph(c.style()))));
        legend.getChildren().forEach(l -> ((Region) l).setMinWidth(Region.USE_PREF_SIZE));
    }

    private static Label entry(Bars.Part part) {
        var swatch = new Rectangle(12, 10);
        swatch.getStyleClass().addAll("anatomy-bar", part.style());
        return new Label(part.words(), swatch);
    }

    /// Both maps have one scale, or they could not be compared.
    private void look() {
        List<AnatomyLane> shown = lanes.getChildren().size() > 1 ? List.of(first, second) : List.of(first);
        shown.forEach(AnatomyLane::look);
        double most = shown.stream().flatMap(l -> l.grid().stream()).mapToDouble(ErrorGrid::most).max().orElse(0);
        shown.forEach(l -> l.paint(most));
    }
}
