package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
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

    private final List<String> labels;
    private final List<Label> values = new ArrayList<>();

    FactGrid(List<Fact> facts) {
        getStyleClass().add("fact-grid");
        var left = new ColumnConstraints(LABELS);
        var right = new ColumnConstraints();
        right.setHgrow(Priority.ALWAYS);
        right.setFillWidth(true);
        getColumnConstraints().setAll(left, right);
        this.labels = facts.stream().map(Fact::label).toList();
        for (int i = 0; i < facts.size(); i++) {
            var label = new Label(labels.get(i));
            label.getStyleClass().add(Styles.TEXT_MUTED);
            setValignment(label, VPos.TOP);
            values.add(value("", ""));
            addRow(i, label, values.get(i));
        }
        update(facts);
    }

    /// Writes other values beside the same labels.
    ///
    /// @return whether the labels are the same; if not, nothing has changed
    boolean update(List<Fact> facts) {
        if (!facts.stream().map(Fact::label).toList().equals(labels)) {
            return false;
        }
        for (int i = 0; i < facts.size(); i++) {
            say(values.get(i), facts.get(i).value(), facts.get(i).exact());
        }
        return true;
    }

    /// A number or words that can be copied as they are meant.
    static Label value(String words, String exact) {
        var label = new Label();
        label.getStyleClass().add("fact-value");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        say(label, words, exact);
        return label;
    }

    private static void say(Label label, String words, String exact) {
        label.setText(words);
        label.setTooltip(null);
        label.setOnMouseEntered(_ -> explain(label, exact));
        label.setOnMouseClicked(_ -> copy(exact));
    }

    /// A tooltip is a window of its own, too much to make for every value that nobody points at.
    private static void explain(Label label, String exact) {
        if (label.getTooltip() == null) {
            label.setTooltip(new Tooltip(exact + "\nclick copies"));
        }
    }

    static void copy(String text) {
        var clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
    }
}
