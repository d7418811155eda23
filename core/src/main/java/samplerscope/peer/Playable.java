package samplerscope.peer;

import java.util.List;

/// A run that can be repeated on the exact model it was recorded on.
@FunctionalInterface
public interface Playable {

    /// Every state that the program recorded, or would have: entry `i` is its trajectory's index `i`, shape [B, D]
    /// row-major. The last one is its final state.
    List<double[]> states(Stage stage);
}
