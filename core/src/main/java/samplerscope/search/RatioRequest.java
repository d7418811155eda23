package samplerscope.search;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// How ratios are searched and judged.
///
/// @param points  noises that the ratios are fitted to, `>= 1`; ten suffice in the paper
/// @param heldOut other noises that the found ratios are judged by, `>= 2`
/// @param seed    of the first noise; the others follow it, those held out after the points
/// @param teacher whose path the states are compared with
public record RatioRequest(int points, int heldOut, long seed, Teacher teacher) {

    /// As the tables of this project were made.
    public static final RatioRequest STANDARD = new RatioRequest(10, 64, 100_000, Teacher.AUTO);

    private static final int MOST = 100_000;

    public RatioRequest {
        inRange("points", points, 1);
        inRange("held-out", heldOut, 2);
    }

    private static void inRange(String place, int value, int least) {
        if (value < least || value > MOST) {
            throw new InvalidParameterException(place, new Setting.Num(value),
                "must be a whole number from %d to %d".formatted(least, MOST));
        }
    }
}
