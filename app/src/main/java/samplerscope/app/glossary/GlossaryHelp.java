package samplerscope.app.glossary;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.util.Duration;

/// Explains the labels of a window that are words of the glossary, when somebody points at one. On the FX thread.
public final class GlossaryHelp {

    private static final double WIDTH = 380;
    private static final Duration STAYS = Duration.seconds(40);

    private Glossary glossary = Glossary.EMPTY;

    /// Explains by these entries from now on.
    public void use(Glossary changed) {
        glossary = changed;
    }

    public Glossary glossary() {
        return glossary;
    }

    /// Watches the mouse in a scene. A label that explains itself already is left alone.
    public void watch(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, event -> {
            Object at = event.getTarget() instanceof Text text ? text.getParent() : event.getTarget();
            if (at instanceof Label label && label.getTooltip() == null && label.getText() != null) {
                glossary.find(label.getText()).ifPresent(entry -> label.setTooltip(tooltip(entry)));
            }
        });
    }

    private static Tooltip tooltip(Glossary.Entry entry) {
        var tooltip = new Tooltip(words(entry));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        tooltip.setShowDuration(STAYS);
        return tooltip;
    }

    static String words(Glossary.Entry entry) {
        return entry.unit().isEmpty() ? entry.meaning() : "%s\n%s".formatted(entry.unit(), entry.meaning());
    }
}
