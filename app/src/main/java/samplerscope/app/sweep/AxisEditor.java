package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.Presence;

/// One axis: a field of the spec, and its values as text, with a menu of ids where the field takes ids.
final class AxisEditor extends VBox {

    private static final String NOTHING = "not used";

    private final SweepModel model;
    private final SweepDraft.Line line;
    private final MenuButton ids = new MenuButton();
    private final TextField values = new TextField();

    /// @param name of the axis: X, Y, Z or W
    /// @param what it is along: columns, rows, ...
    AxisEditor(SweepModel model, SweepDraft.Line line, String name, String what) {
        super(3);
        this.model = model;
        this.line = line;
        var title = new Label(name);
        title.getStyleClass().add("letter");
        title.setTooltip(new Tooltip(what));
        var field = field(name, what);
        HBox.setHgrow(field, Priority.ALWAYS);
        var head = new HBox(4, title, field);
        head.setAlignment(Pos.CENTER_LEFT);
        values.setId("sweep-values-" + name.toLowerCase(Locale.ROOT));
        values.setPromptText("4,6,8   4..20 step 4   1e-3..1 log 7");
        values.setAccessibleText("Values along " + name);
        values.setTooltip(new Tooltip("A list, 4,6,8; even steps, 4..20 step 4; even ratios, 1e-3..1 log 7"));
        values.textProperty().bindBidirectional(line.values());
        HBox.setHgrow(values, Priority.ALWAYS);
        ids.setId("sweep-ids-" + name.toLowerCase(Locale.ROOT));
        ids.setText("\u2026");
        ids.setAccessibleText("Choose values along " + name);
        ids.getStyleClass().addAll(Styles.SMALL, "sweep-ids");
        ids.setOnShowing(_ -> offer());
        ids.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(4, values, ids);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(head, row);
        line.field().subscribe(chosen -> {
            Presence.show(row, !chosen.isBlank());
            Presence.show(ids, !SweepDraft.choices(chosen, model.services().resolver().catalog()).isEmpty());
        });
    }

    private ComboBox<String> field(String name, String what) {
        var box = new ComboBox<String>();
        box.setId("sweep-field-" + name.toLowerCase(Locale.ROOT));
        box.setEditable(true); // any path of a spec
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().add(NOTHING);
        box.getItems().addAll(SweepDraft.FIELDS);
        box.setAccessibleText(what);
        box.setTooltip(new Tooltip(what + ": a field, or any path of a spec, as in grid.rho"));
        Supplier<String> shown = () -> line.field().get().isBlank() ? NOTHING : line.field().get();
        box.setValue(shown.get());
        line.field().subscribe((_, _) -> box.setValue(shown.get()));
        box.valueProperty().subscribe((_, now) -> take(Objects.requireNonNullElse(now, "")));
        return box;
    }

    private void take(String chosen) {
        String field = chosen.equals(NOTHING) ? SweepDraft.NONE : chosen.strip();
        if (!field.equals(line.field().get())) {
            String usual = SweepDraft.usualValues(field, model.base(), model.draft().samples().get());
            line.set(field, usual);
        }
    }

    /// Every id with a tick where it is among the values.
    private void offer() {
        var chosen = new ArrayList<>(List.of(line.values().get().isBlank() ? new String[0]
            : line.values().get().split("\\s*,\\s*")));
        ids.getItems().setAll(SweepDraft.choices(line.field().get(), model.services().resolver().catalog()).stream().map(id -> {
            var item = new CheckMenuItem(id);
            item.setSelected(chosen.contains(id));
            item.setOnAction(_ -> {
                if (item.isSelected()) {
                    chosen.add(id);
                } else {
                    chosen.remove(id);
                }
                line.values().set(String.join(",", chosen));
            });
            return item;
        }).toList());
    }
}
