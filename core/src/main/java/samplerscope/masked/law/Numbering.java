package samplerscope.masked.law;

import samplerscope.masked.Canvas;

/// Canvases as whole numbers: one digit a position, the mask the highest.
///
/// @param vocabulary `K`; digits are 0 to `K`
/// @param length     `L`
record Numbering(int vocabulary, int length) {

    private static final int MOST = 1 << 22;

    /// @throws WorldTooLargeException above 4 million canvases
    Numbering {
        double states = StrictMath.pow(vocabulary + 1.0, length);
        if (states > MOST) {
            throw new WorldTooLargeException(vocabulary, length, MOST);
        }
    }

    int count() {
        return (int) StrictMath.rint(StrictMath.pow(vocabulary + 1.0, length));
    }

    int number(int[] state) {
        int number = 0;
        for (int token : state) {
            number = number * (vocabulary + 1) + (token == Canvas.MASK ? vocabulary : token);
        }
        return number;
    }

    int[] state(int number) {
        var state = new int[length];
        int left = number;
        for (int i = length - 1; i >= 0; i--) {
            int digit = left % (vocabulary + 1);
            state[i] = digit == vocabulary ? Canvas.MASK : digit;
            left /= vocabulary + 1;
        }
        return state;
    }
}
