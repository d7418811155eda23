package samplerscope.app.setup;

import javafx.scene.control.Label;
import javafx.scene.text.Text;

/// The name of a setting, which wraps between words and never inside one, whatever the type is as large as.
final class FormLabel extends Label {

    /// So that the controls of short names stand below each other in every form.
    private static final double LEAST = 84;

    FormLabel(String words) {
        super(words);
        setWrapText(true);
    }

    @Override
    protected double computeMinWidth(double height) {
        var word = new Text();
        word.setFont(getFont());
        double widest = LEAST;
        for (String part : getText().split("\\s+")) {
            word.setText(part);
            widest = Math.max(widest, Math.ceil(word.getLayoutBounds().getWidth()) + snappedLeftInset()
                + snappedRightInset());
        }
        return widest;
    }
}
