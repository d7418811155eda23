package samplerscope.masked.sampler;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// Checks of settings for those who make a sampler without a form.
final class Checked {

    private Checked() {}

    /// @throws InvalidParameterException outside [0, 1]
    static void share(String id, double value) {
        range(id, value, 0, 1);
    }

    /// @throws InvalidParameterException outside [min, max]
    static void range(String id, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new InvalidParameterException(id, new Setting.Num(value), "must be between %s and %s".formatted(
                new Setting.Num(min), new Setting.Num(max)));
        }
    }

    /// @throws InvalidParameterException below `min`
    static void atLeast(String id, double value, double min) {
        if (!(value >= min)) {
            throw new InvalidParameterException(id, new Setting.Num(value), "must be at least " + new Setting.Num(min));
        }
    }

    /// A step may be told to write more than is left to it, but not more than there ever is.
    ///
    /// @param count  of positions
    /// @param length of the canvas
    /// @throws InvalidParameterException for more positions than the canvas has
    static void fits(String id, int count, int length) {
        if (count > length) {
            throw new InvalidParameterException(id, new Setting.Num(count),
                "must be at most %d, the positions of the canvas".formatted(length));
        }
    }
}
