package samplerscope.search.constrained;

import java.util.List;

/// Values of a function at several points at once, so that who computes them may do so side by side.
@FunctionalInterface
public interface Scores {

    /// In the order of the points.
    double[] at(List<double[]> points);
}
