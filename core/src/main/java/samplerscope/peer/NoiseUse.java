package samplerscope.peer;

/// Which of a program's noise fields a draw of ours takes, and how large it is.
///
/// @param order of the fields
/// @param scale factor, the programs' `s_noise`
public record NoiseUse(Order order, double scale) {

    /// Programs draw noise that they then multiply by zero; ours is drawn only where it is used.
    public enum Order {
        /// The next field for each draw.
        NEXT,
        /// Field `i` for the draws of step `i`.
        OF_THE_STEP,
        /// Fields `2 i` and `2 i + 1` for the two draws of step `i`.
        TWO_PER_STEP
    }

    public static final NoiseUse ONE_PER_DRAW = new NoiseUse(Order.NEXT, 1);
    public static final NoiseUse ONE_PER_STEP = new NoiseUse(Order.OF_THE_STEP, 1);

    public NoiseUse times(double factor) {
        return new NoiseUse(order, scale * factor);
    }

    int field(int step, int draw, int drawnBefore) {
        return switch (order) {
            case NEXT -> drawnBefore;
            case OF_THE_STEP -> step;
            case TWO_PER_STEP -> 2 * step + draw;
        };
    }
}
