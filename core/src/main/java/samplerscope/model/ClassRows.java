package samplerscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import samplerscope.tensor.Rows;

/// Rows of a batch that are asked for the same class.
///
/// @param label the class, or empty for the whole law
record ClassRows(OptionalInt label, Rows rows) {

    /// How a condition divides a batch whose row 0 is sample `firstSample`.
    ///
    /// @param classes number of classes of the model
    static List<ClassRows> of(Condition condition, int firstSample, int classes) {
        return switch (condition) {
            case Condition.None _, Condition.OfText _ -> List.of(new ClassRows(OptionalInt.empty(), Rows.ALL));
            case Condition.OfClass(int label) -> List.of(new ClassRows(OptionalInt.of(label), Rows.ALL));
            case Condition.EachClass _ -> {
                var rows = new ArrayList<ClassRows>();
                for (int label = 0; label < classes; label++) {
                    int first = StrictMath.floorMod(label - firstSample, classes);
                    rows.add(new ClassRows(OptionalInt.of(label), new Rows(first, classes)));
                }
                yield List.copyOf(rows);
            }
        };
    }

    /// The class that a single point is asked about.
    ///
    /// @throws ConditionException for a condition that depends on the sample
    static OptionalInt only(Condition condition) {
        return switch (condition) {
            case Condition.None _, Condition.OfText _ -> OptionalInt.empty();
            case Condition.OfClass(int label) -> OptionalInt.of(label);
            case Condition.EachClass _ -> throw new ConditionException(
                "one point has no sample number to take a class from", "ask for a class or for the whole law");
        };
    }

    /// The batch row of the `i`-th row asked for.
    int row(int i) {
        return rows.row(i);
    }

    /// How many rows of a batch.
    int count(int batch) {
        return rows.count(batch);
    }
}
