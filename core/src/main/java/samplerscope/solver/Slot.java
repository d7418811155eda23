package samplerscope.solver;

import java.util.Locale;
import samplerscope.schedule.Parameterization;

/// A register of the machine that runs a plan.
public sealed interface Slot {

    /// The sample, `x`.
    State X = new State();

    record State() implements Slot {
        @Override
        public String toString() {
            return "x";
        }
    }

    /// The number 1 in every element, so that a weight per element is a constant such as a mean. Read only.
    One ONE = new One();

    record One() implements Slot {
        @Override
        public String toString() {
            return "1";
        }
    }

    /// The output of this step, as later steps read it; written by {@link Op.Remember} only.
    Output OUTPUT = new Output();

    record Output() implements Slot {
        @Override
        public String toString() {
            return "output";
        }
    }

    /// Scratch for one step.
    record Work(int index) implements Slot {
        @Override
        public String toString() {
            return "w" + index;
        }
    }

    /// The first model output of an earlier step, in the form asked for; age 0 is the step just before this one.
    record Past(int age, Parameterization as) implements Slot {
        @Override
        public String toString() {
            return "%s[-%d]".formatted(as.name().toLowerCase(Locale.ROOT), age + 1);
        }
    }

    /// A register that survives into the next step, and no further. Its name says what it holds, whoever wrote it,
    /// so that solvers can be mixed along a run.
    record Kept(String name) implements Slot {

        /// The state at which the step that wrote it began, after any correction.
        public static final Kept START = new Kept("start");

        @Override
        public String toString() {
            return name;
        }
    }

    static Work work(int index) {
        return new Work(index);
    }

    static Past past(int age, Parameterization as) {
        return new Past(age, as);
    }
}
