package samplerscope.model.plane;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.GaussianMixture;

/// Twenty-five round spots on a square grid; the class is the row.
public final class GaussianGrid {

    private static final int SIDE = 5;
    private static final double SPACING = 0.9;
    private static final double STD = 0.08;

    private GaussianGrid() {}

    public static GaussianMixture model() {
        var sketch = new Sketch();
        var names = new ArrayList<String>();
        for (int row = 0; row < SIDE; row++) {
            names.add("row " + (row + 1));
            for (int column = 0; column < SIDE; column++) {
                sketch.spot(row, 1, new Sketch.Point(SPACING * (column - SIDE / 2), SPACING * (row - SIDE / 2)), STD);
            }
        }
        return sketch.as("gaussian-grid", "Grid of Gaussians", names,
            "Twenty-five round spots of equal weight. Lost or doubled modes are easy to see.",
            "Dumoulin et al. 2017, arXiv:1606.00704, Sec. 4.4, with other sizes");
    }
}
