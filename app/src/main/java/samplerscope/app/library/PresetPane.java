package samplerscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.Presence;
import samplerscope.library.Measured;
import samplerscope.library.Preset;

/// Samplers as published programs run them: what each does otherwise than its solver does by itself, and lanes to compare.
final class PresetPane extends HBox {

    private final PresetList list;
    private final ScrollPane page = new ScrollPane();
    private final LaneMaker add;
    private final int steps;
    private final Measured measured;

    /// @param steps of the focused lane, which a new lane takes too where the program has such a run
    PresetPane(int steps, Measured measured, LaneMaker add) {
        super(16);
        this.measured = measured;
        this.add = add;
        this.steps = steps;
        list = new PresetList("presets", Preset.all().all());
        list.setPrefWidth(480);
        list.setMinWidth(320);
        list.onSelected(this::show);
        list.onTaken(2, preset -> add(preset, false));
        page.setFitToWidth(true);
        page.setId("preset-page");
        page.getStyleClass().add("side");
        HBox.setHgrow(page, Priority.ALWAYS);
        setPadding(new Insets(12, 0, 0, 0));
        getChildren().setAll(list, page);
        show(list.selection());
    }

    private void show(Optional<Preset> preset) {
        page.setContent(preset.map(this::pageOf).orElseGet(() -> hint("No published sampler has all of these words: "
            + list.words() + ".\nClear the search to see all.")));
        page.setVvalue(0);
    }

    private Region pageOf(Preset preset) {
        var title = new Label(preset.name());
        title.getStyleClass().add("card-title");
        title.setWrapText(true);
        var id = new Label("--preset " + preset.id());
        id.getStyleClass().add("mono");
        var facts = new GridPane(16, 6);
        facts.getStyleClass().add("form");
        fact(facts, "program", preset.origin().title());
        fact(facts, "solver", preset.solver());
        fact(facts, "source", preset.source());
        fact(facts, "steps", counts(preset.counts()));
        fact(facts, "differs", preset.difference().isEmpty() ? "in nothing" : preset.difference());
        fact(facts, "accuracy", preset.faulty() ? "the difference costs accuracy without need"
            : "the difference is a choice, or none");
        var page = new VBox(12, title, id, facts, buttons(preset));
        measured.preset(preset.id()).ifPresent(compared -> page.getChildren().addAll(
            hint("Root mean square against the converged ODE:"), MeasuredTables.compared(compared)));
        page.getStyleClass().add("library-page");
        return page;
    }

    private Node buttons(Preset preset) {
        var theirs = new Button("Add as a lane");
        theirs.setId("preset-add");
        theirs.getStyleClass().add(Styles.ACCENT);
        theirs.setOnAction(_ -> add(preset, false));
        var ours = new Button("Add both: theirs and ours");
        ours.setId("preset-add-both");
        ours.setOnAction(_ -> add(preset, true));
        Presence.show(ours, preset.isComparable());
        return new FlowPane(8, 8, theirs, ours);
    }

    private void add(Preset preset, boolean both) {
        int wanted = Math.clamp(steps, preset.counts().least(), preset.counts().most());
        add.make(preset.name(), spec -> preset.in(spec, wanted));
        if (both) {
            add.make(preset.name() + " (as it should be)", spec -> preset.corrected(spec, wanted));
        }
    }

    private static String counts(Preset.Range range) {
        return range.least() == range.most() ? "only " + range.least()
            : range.least() == 1 ? "any number" : "from " + range.least() + " on";
    }

    private static void fact(GridPane grid, String name, String value) {
        var label = new Label(name);
        label.setMinWidth(80);
        GridPane.setValignment(label, VPos.TOP);
        label.getStyleClass().add("muted");
        grid.addRow(grid.getRowCount(), label, text(value));
    }

    private static Label text(String words) {
        var label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Region hint(String words) {
        Label label = text(words);
        label.getStyleClass().add("hint");
        return label;
    }
}
