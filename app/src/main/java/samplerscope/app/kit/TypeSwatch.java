package samplerscope.app.kit;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// Brings the size of the window's type from the style sheets to code that draws, so that what is drawn grows with it for
/// an audience: a text without letters. Stands among the nodes of whoever draws.
///
/// Not to be made invisible, or the style sheets pass it by, and it keeps the size that it had.
public final class TypeSwatch extends Text {

    /// Points of the window's type when nobody presents, as the style sheet has it.
    private static final double USUAL = 13;

    /// @param changed called on the FX thread when the size has changed
    public TypeSwatch(Runnable changed) {
        setManaged(false);
        setMouseTransparent(true);
        fontProperty().addListener((_, before, now) -> {
            if (before.getSize() != now.getSize()) {
                changed.run();
            }
        });
    }

    /// The size now of what has `usual` points when nobody presents.
    public double points(double usual) {
        return usual * getFont().getSize() / USUAL;
    }

    /// Type of `usual` points when nobody presents.
    public Font font(double usual) {
        return Font.font(points(usual));
    }

    public Font bold(double usual) {
        return Font.font(null, FontWeight.BOLD, points(usual));
    }
}
