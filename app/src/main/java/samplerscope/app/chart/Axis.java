package samplerscope.app.chart;

import java.util.Optional;

/// What an axis measures, and how.
///
/// @param label  quantity and unit
/// @param scale  how values become lengths
/// @param fixed  a range that does not follow the data, such as the clock of a study
/// @param whole  whether it counts, so that nothing lies between whole numbers
public record Axis(String label, Scale scale, Optional<Span> fixed, boolean whole) {

    public enum Scale {
        LINEAR, LOG;

        Scale other() {
            return this == LINEAR ? LOG : LINEAR;
        }
    }

    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, Optional.empty(), false);
    }

    /// A linear axis of whole numbers, such as steps.
    public static Axis counting(String label) {
        return new Axis(label, Scale.LINEAR, Optional.empty(), true);
    }

    public static Axis log(String label) {
        return new Axis(label, Scale.LOG, Optional.empty(), false);
    }

    public Axis over(Span range) {
        return new Axis(label, scale, Optional.of(range), whole);
    }

    Axis with(Scale changed) {
        return new Axis(label, changed, fixed, whole);
    }
}
