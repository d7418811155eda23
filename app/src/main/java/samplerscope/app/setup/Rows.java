package samplerscope.app.setup;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Rows of a form.
final class Rows {

    private static final int GAP = 8;
    private static final int LABEL_WIDTH = 76;
    /// From the edge of a text area to its first line.
    private static final int TEXT_INSET = 9;

    private Rows() {}

    /// A control behind its name; what has several lines has its name beside the first.
    static HBox labelled(String text, Region control) {
        var label = new Label(text);
        label.setMinWidth(LABEL_WIDTH);
        label.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        var row = new HBox(GAP, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        if (control instanceof TextArea) {
            row.setAlignment(Pos.TOP_LEFT);
            label.setPadding(new Insets(TEXT_INSET, 0, 0, 0));
        }
        return row;
    }
}
