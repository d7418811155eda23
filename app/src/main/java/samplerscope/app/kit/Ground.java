package samplerscope.app.kit;

import javafx.scene.layout.Background;
import javafx.scene.paint.Color;

/// What pictures are drawn on.
public enum Ground {
    LIGHT, DARK;

    /// Below this brightness white ink reads better than black.
    private static final double HALF = 0.5;

    /// The ground that a theme gave to a node: whatever theme is set, its background says what reads on it.
    ///
    /// @param background of a node; transparent or missing ones count as light
    public static Ground of(Background background) {
        return background.getFills().stream().findFirst()
            .filter(f -> f.getFill() instanceof Color c && c.isOpaque() && c.getBrightness() < HALF)
            .isPresent() ? DARK : LIGHT;
    }

    public static Ground ofDark(boolean dark) {
        return dark ? DARK : LIGHT;
    }
}
