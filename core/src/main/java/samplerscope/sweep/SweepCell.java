package samplerscope.sweep;

import java.util.List;

/// One combination of values.
///
/// @param index  place among all cells, the last axis running fastest
/// @param places of the values on their axes, from 0
/// @param values one per axis
public record SweepCell(int index, List<Integer> places, List<String> values) {

    public SweepCell {
        places = List.copyOf(places);
        values = List.copyOf(values);
    }

    /// `ddim, 10`.
    public String words() {
        return String.join(", ", values);
    }
}
