package samplerscope.registry;

import java.util.List;

/// The value of one parameter, in the four shapes that JSON has for it.
public sealed interface Setting {

    record Num(double value) implements Setting {
        @Override
        public String toString() {
            return plain(value);
        }

        /// `8` rather than `8.0`.
        static String plain(double value) {
            return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
                ? Long.toString((long) value) : Double.toString(value);
        }
    }

    record Word(String value) implements Setting {
        @Override
        public String toString() {
            return "'" + value + "'";
        }
    }

    record Flag(boolean value) implements Setting {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Numbers(List<Double> values) implements Setting {
        public Numbers {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }
}
