package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Labels to the left, values to the right; hovering a value shows every digit, a click copies it.
final class FactGrid extends GridPane {

    private static final double LABELS = 112;

    FactGrid(List<Fact> facts) {
        getStyleClass().add("fact-grid");
        var left = new ColumnConstraints(LABELS);
        var right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        right.setFillWidth(true);
        getColumnConstraints().setAll(left, right);
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            var label = new Label(fact.label());
            label.getStyleClass().add(Styles.TEXT_MUTED);
            setValignment(label, VPos.TOP);
            addRow(i, label, value(fact.value(), fact.exact()));
        }
    }

    /// A number or words that can be copied as they are meant.
    static Label value(String words, String exact) {
        var label = new Label(words);
        label.getStyleClass().add("fact-value");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setTooltip(new Tooltip(exact + "\nclick copies"));
        label.setOnMouseClicked(_ -> copy(exact));
        return label;
    }

    static void copy(String text) {
        var clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
    }
}
