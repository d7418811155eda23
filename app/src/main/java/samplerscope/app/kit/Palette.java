package samplerscope.app.kit;

import javafx.scene.paint.Color;

/// Every colour that is not the theme's: lanes, data, the reference. The only class with colour literals.
///
/// Colour is never the only sign: a lane's marker and dash say the same.
public final class Palette {

    /// Lanes with a colour of their own; after these the colours repeat with hollow markers.
    public static final int COLOURS = 6;

    /// At least 3:1 against both grounds and apart for the three common colour-vision deficiencies; after
    /// Petroff 2021, arXiv:2107.02270.
    private static final int[] LANES_ON_LIGHT = {0x5790FC, 0xD67C00, 0xE42536, 0x964A8B, 0x939398, 0x7A21DD};
    private static final int[] LANES_ON_DARK = {0x5790FC, 0xF89C20, 0xE42536, 0xB565A9, 0x9C9CA1, 0x9A55F0};
    private static final double[][] DASHES = {{}, {8, 4}, {2, 3}, {8, 3, 2, 3}, {12, 4}, {4, 2}};

    private static final int INK_ON_LIGHT = 0x1F2328;
    private static final int INK_ON_DARK = 0xE6EDF3;
    private static final int MUTED_ON_LIGHT = 0x6E7781;
    private static final int MUTED_ON_DARK = 0x7D8590;
    private static final int PAPER_LIGHT = 0xFFFFFF;
    private static final int PAPER_DARK = 0x0D1117;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;

    /// Anchors at even distances along the maps.
    static final int[] VIRIDIS = {0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26828E,
        0x21918C, 0x1F9F88, 0x27AD81, 0x3DBC74, 0x5CC863, 0x81D34D, 0xAADC32, 0xD5E21A, 0xFDE725};
    static final int[] CIVIDIS = {0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x535A6D, 0x61656F, 0x6F7073,
        0x7D7C78, 0x8B8778, 0x9A9376, 0xAAA073, 0xBBAD6D, 0xCCBA64, 0xDDC858, 0xEFD748, 0xFEE838};
    static final int[] VIK = {0x001261, 0x033E7D, 0x1E6F9D, 0x71A8C4, 0xC9DDE7, 0xECE5E0, 0xEACEBD, 0xD39774,
        0xBE6533, 0x8B2706, 0x590008};

    /// Share of the density scale at which the lane's own colour stands.
    private static final double TURN = 0.7;

    private Palette() {}

    /// The colour of a lane's style.
    public static Color lane(int style, Ground ground) {
        return Argb.colour(laneArgb(style, ground));
    }

    /// The same as opaque ARGB, for pixels.
    public static int laneArgb(int style, Ground ground) {
        return Argb.opaque(pick(ground, LANES_ON_LIGHT, LANES_ON_DARK)[Math.floorMod(style, COLOURS)]);
    }

    public static Marker marker(int style) {
        return Marker.values()[Math.floorMod(style, COLOURS)];
    }

    /// Whether the marker is drawn as an outline: the sign of the second six lanes.
    public static boolean hollow(int style) {
        return style / COLOURS % 2 == 1;
    }

    /// Lengths of dashes and gaps of a lane's lines, in logical pixels; empty is solid.
    public static double[] dash(int style) {
        return DASHES[Math.floorMod(style + style / COLOURS, COLOURS)].clone();
    }

    /// The truth: thin and always on top.
    public static Color reference(Ground ground) {
        return Argb.colour(referenceArgb(ground));
    }

    public static int referenceArgb(Ground ground) {
        return Argb.opaque(pick(ground, BLACK, WHITE));
    }

    /// Text and lines in pictures.
    public static Color ink(Ground ground) {
        return Argb.colour(Argb.opaque(pick(ground, INK_ON_LIGHT, INK_ON_DARK)));
    }

    /// Axes, ticks and other lines that should not speak.
    public static Color muted(Ground ground) {
        return Argb.colour(Argb.opaque(pick(ground, MUTED_ON_LIGHT, MUTED_ON_DARK)));
    }

    /// What pictures are drawn on before the theme has spoken.
    public static Color paper(Ground ground) {
        return Argb.colour(Argb.opaque(pick(ground, PAPER_LIGHT, PAPER_DARK)));
    }

    /// Colours of growing density in one lane's hue, from `paper` to the far side of the lane's colour.
    ///
    /// @param paper what lies below, opaque ARGB
    public static int[] density(int style, Ground ground, int paper) {
        int hue = laneArgb(style, ground);
        int far = Argb.mix(hue, Argb.opaque(pick(ground, BLACK, WHITE)), 0.55);
        var table = new int[ColourMap.SIZE];
        for (int i = 0; i < table.length; i++) {
            double t = (double) i / (table.length - 1);
            table[i] = t < TURN ? Argb.mix(paper, hue, t / TURN) : Argb.mix(hue, far, (t - TURN) / (1 - TURN));
        }
        return table;
    }

    private static int pick(Ground ground, int light, int dark) {
        return ground == Ground.LIGHT ? light : dark;
    }

    private static int[] pick(Ground ground, int[] light, int[] dark) {
        return ground == Ground.LIGHT ? light : dark;
    }
}
