package samplerscope.app.inspector;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

/// A number or words that can be copied as they are meant: hovering shows every digit, a click copies it.
final class FactValue extends Label {

    private String exact = "";

    FactValue() {
        getStyleClass().add("fact-value");
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
        setOnMouseEntered(_ -> explain());
        setOnMouseClicked(_ -> copy(exact));
    }

    FactValue(String words, String exact) {
        this();
        say(words, exact);
    }

    /// @param exact what hovering shows and a click copies
    void say(String words, String exact) {
        setText(words);
        this.exact = exact;
        if (getTooltip() != null) {
            explain();
        }
    }

    /// A tooltip is a window of its own, too much to make for every value that nobody points at.
    private void explain() {
        if (getTooltip() == null) {
            setTooltip(new Tooltip());
        }
        getTooltip().setText(exact + "\nclick copies");
    }

    static void copy(String text) {
        var clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
    }
}
