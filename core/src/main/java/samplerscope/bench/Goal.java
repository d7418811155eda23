package samplerscope.bench;

import java.util.Locale;

/// What a row must reach, and what is aimed at.
///
/// @param kind  of what number, and on which side of it
/// @param reach must hold
/// @param aim   beyond it
public record Goal(Kind kind, double reach, double aim) {

    /// What a goal is about.
    public enum Kind {
        /// The ratio, at least so much; above 1 we are ahead.
        RATIO,
        /// Our own value, at most so much, in the unit of the row.
        AT_MOST;

        /// In a file: `at-most`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How a measurement stands to a goal.
    public enum Verdict { MISSED, REACHED, AIM }

    public static Goal ratio(double reach, double aim) {
        return new Goal(Kind.RATIO, reach, aim);
    }

    public static Goal atMost(double reach, double aim) {
        return new Goal(Kind.AT_MOST, reach, aim);
    }

    public Verdict of(double value) {
        if (holds(value, aim)) {
            return Verdict.AIM;
        }
        return holds(value, reach) ? Verdict.REACHED : Verdict.MISSED;
    }

    private boolean holds(double value, double bound) {
        return kind == Kind.RATIO ? value >= bound : value <= bound;
    }
}
