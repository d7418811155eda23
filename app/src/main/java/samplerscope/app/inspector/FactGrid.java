package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Labels to the left, values to the right. Other facts are written into the rows that are there.
final class FactGrid extends GridPane {

    private static final double LABELS = 112;

    private final List<Label> labels = new ArrayList<>();
    private final List<FactValue> values = new ArrayList<>();

    FactGrid(List<Fact> facts) {
        getStyleClass().add("fact-grid");
        var left = new ColumnConstraints(LABELS);
        var right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        right.setFillWidth(true);
        getColumnConstraints().setAll(left, right);
        show(facts);
    }

    /// Shows other facts; there may be fewer or more of them.
    void show(List<Fact> facts) {
        while (labels.size() < facts.size()) {
            addRow();
        }
        while (labels.size() > facts.size()) {
            getChildren().removeAll(labels.removeLast(), values.removeLast());
        }
        for (int i = 0; i < facts.size(); i++) {
            labels.get(i).setText(facts.get(i).label());
            values.get(i).say(facts.get(i).value(), facts.get(i).exact());
        }
    }

    private void addRow() {
        var label = new Label();
        label.getStyleClass().add(Styles.TEXT_MUTED);
        setValignment(label, VPos.TOP);
        var value = new FactValue();
        addRow(labels.size(), label, value);
        labels.add(label);
        values.add(value);
    }
}
