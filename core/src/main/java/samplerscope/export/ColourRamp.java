package samplerscope.export;

/// Dark to bright, even to the eye and safe for the colour blind: the colours of viridis on a nearly black ground.
///
/// Source: Smith, van der Walt & Firing 2015, viridis (CC0); the two darkest stops are ours, so that nothing is dark.
final class ColourRamp {

    private static final int[] STOPS = {
        0x0C0D14, 0x241038, 0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
        0xFDE725};

    private ColourRamp() {}

    /// @param share in [0, 1]; clipped
    /// @return `0xRRGGBB`
    static int at(double share) {
        double position = StrictMath.clamp(share, 0.0, 1.0) * (STOPS.length - 1);
        int stop = StrictMath.min((int) position, STOPS.length - 2);
        double part = position - stop;
        return mix(stop, part, 16) | mix(stop, part, 8) | mix(stop, part, 0);
    }

    private static int mix(int stop, double part, int shift) {
        int below = STOPS[stop] >> shift & 0xFF;
        int above = STOPS[stop + 1] >> shift & 0xFF;
        return (int) StrictMath.rint(below + (above - below) * part) << shift;
    }
}
