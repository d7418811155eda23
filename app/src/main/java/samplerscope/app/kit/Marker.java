package samplerscope.app.kit;

/// The shape that repeats what a lane's colour says, in a box of 12 x 12.
public enum Marker {
    CIRCLE("M6 1 A5 5 0 1 1 5.99 1 Z"),
    SQUARE("M1.5 1.5 H10.5 V10.5 H1.5 Z"),
    TRIANGLE("M6 1 L11.5 10.5 H0.5 Z"),
    DIAMOND("M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z"),
    PLUS("M4.5 1 H7.5 V4.5 H11 V7.5 H7.5 V11 H4.5 V7.5 H1 V4.5 H4.5 Z"),
    CROSS("M1 3 L3 1 L6 4 L9 1 L11 3 L8 6 L11 9 L9 11 L6 8 L3 11 L1 9 L4 6 Z");

    private final String outline;

    Marker(String outline) {
        this.outline = outline;
    }

    /// As SVG path data.
    public String outline() {
        return outline;
    }
}
