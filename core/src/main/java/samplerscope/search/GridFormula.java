package samplerscope.search;

import java.util.List;

/// A grid that needs no search: levels from a formula, or from paths of the model and one optimization.
@FunctionalInterface
interface GridFormula {

    /// Times of the levels with noise, both ends of the problem included.
    ///
    /// @param steps `>= 1`, one less than the levels
    List<Double> times(SearchProblem problem, int steps);
}
