package samplerscope.app.chart;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import samplerscope.app.kit.TypeSwatch;

/// Brings looked-up colours and the size of type from the style sheet to code that draws: tiny nodes that the theme sets.
public final class InkSwatches extends Group {

    private final Rectangle paper = swatch("ink-paper");
    private final Rectangle text = swatch("ink-text");
    private final Rectangle muted = swatch("ink-muted");
    private final Rectangle line = swatch("ink-line");
    private final Rectangle accent = swatch("ink-accent");
    private final TypeSwatch type;

    /// @param changed called on the FX thread when the theme or the size of its type has changed
    public InkSwatches(Runnable changed) {
        var all = List.of(paper, text, muted, line, accent);
        type = new TypeSwatch(changed);
        getChildren().setAll(all);
        getChildren().add(type);
        setManaged(false);
        setMouseTransparent(true);
        all.forEach(s -> s.fillProperty().addListener((_, _, _) -> changed.run()));
    }

    public ChartInk ink() {
        return new ChartInk(color(paper), color(text), color(muted), color(line), color(accent));
    }

    public TypeSwatch type() {
        return type;
    }

    private static Rectangle swatch(String styleClass) {
        // Not invisible, or the style sheet would pass it by; without size there is nothing to see.
        var swatch = new Rectangle(0, 0);
        swatch.getStyleClass().add(styleClass);
        return swatch;
    }

    private static Color color(Rectangle swatch) {
        Paint paint = swatch.getFill();
        return paint instanceof Color color ? color : Color.GRAY;
    }
}
