package samplerscope.app.kit;

import javafx.scene.paint.Color;

/// Colours as the numbers that pixels are: `0xAARRGGBB`, opaque unless said otherwise.
public final class Argb {

    private static final int OPAQUE = 0xFF000000;

    private Argb() {}

    public static int of(Color colour) {
        return OPAQUE | channel(colour.getRed()) << 16 | channel(colour.getGreen()) << 8 | channel(colour.getBlue());
    }

    static int opaque(int rgb) {
        return OPAQUE | rgb;
    }

    public static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
    }

    /// `(1 - share) from + share to`, channel by channel, `share` in [0, 1].
    public static int mix(int from, int to, double share) {
        return mix256(from, to, (int) (share * 256 + 0.5));
    }

    /// As {@link #mix} with the share in 256ths: two channels per multiplication, for inner loops.
    static int mix256(int from, int to, int share) {
        int keep = 256 - share;
        int redBlue = ((from & 0xFF00FF) * keep + (to & 0xFF00FF) * share >>> 8) & 0xFF00FF;
        int green = ((from & 0xFF00) * keep + (to & 0xFF00) * share >>> 8) & 0xFF00;
        return OPAQUE | redBlue | green;
    }

    private static int channel(double share) {
        return (int) (share * 255 + 0.5);
    }
}
