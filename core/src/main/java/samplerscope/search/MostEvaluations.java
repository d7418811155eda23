package samplerscope.search;

import samplerscope.SamplerscopeException;

/// Ends an optimizer of a library after a number of evaluations.
final class MostEvaluations {

    private int left;

    MostEvaluations(int most) {
        this.left = most;
    }

    /// Thrown through the optimizer; never seen outside.
    static final class Reached extends SamplerscopeException {
        private Reached() {
            super("the evaluations of one descent are spent", "go on with the best so far");
        }
    }

    Candidate counting(Candidate candidate) {
        if (left-- == 0) {
            throw new Reached();
        }
        return candidate;
    }
}
