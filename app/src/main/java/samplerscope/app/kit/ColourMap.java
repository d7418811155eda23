package samplerscope.app.kit;

/// A perceptually even map from [0, 1] to colours.
public enum ColourMap {
    /// For sizes. Smith & van der Walt 2015, matplotlib (CC0).
    VIRIDIS(Palette.VIRIDIS),
    /// For sizes, even for people who see two hues. Nunez et al. 2018, doi:10.1371/journal.pone.0199239 (CC0).
    CIVIDIS(Palette.CIVIDIS),
    /// For signed numbers, 0.5 is none. Crameri 2018, Scientific colour maps, doi:10.5281/zenodo.1243862 (MIT).
    VIK(Palette.VIK);

    /// Colours that are told apart.
    public static final int SIZE = 256;

    private final int[] table;

    ColourMap(int[] anchors) {
        this.table = table(anchors);
    }

    /// Opaque ARGB of a value; values outside [0, 1] take the colour of the end, NaN that of 0.
    public int at(double value) {
        return table[(int) (Math.clamp(value, 0.0, 1.0) * (SIZE - 1) + 0.5)];
    }

    /// Linear between anchors at even distances, `0xRRGGBB`.
    private static int[] table(int[] anchors) {
        var table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double place = (double) i / (SIZE - 1) * (anchors.length - 1);
            int below = Math.min((int) place, anchors.length - 2);
            table[i] = Argb.mix(Argb.opaque(anchors[below]), Argb.opaque(anchors[below + 1]), place - below);
        }
        return table;
    }
}
