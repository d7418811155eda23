package samplerscope.model.plane;

import java.util.List;
import samplerscope.model.GaussianMixture;

/// The dark fields of a 4 x 4 board; the class is the parity of the row.
public final class Checkerboard {

    private static final int FIELDS = 4;
    private static final int PER_SIDE = 4;

    private Checkerboard() {}

    public static GaussianMixture model() {
        var sketch = new Sketch();
        for (int row = 0; row < FIELDS; row++) {
            for (int column = row % 2; column < FIELDS; column += 2) {
                sketch.square(row % 2, new Sketch.Point(column - FIELDS / 2.0, row - FIELDS / 2.0), 1, PER_SIDE);
            }
        }
        return sketch.as("checkerboard", "Checkerboard", List.of("even rows", "odd rows"),
            "The dark fields of a 4 x 4 board. Fields touch at their corners only, so paths bend sharply between them.",
            "Grathwohl et al. 2019, arXiv:1810.01367, Fig. 1, as a mixture");
    }
}
