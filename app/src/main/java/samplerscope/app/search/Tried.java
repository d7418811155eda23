package samplerscope.app.search;

import samplerscope.search.Candidate;
import samplerscope.search.Evaluation;

/// A schedule that was evaluated, and where.
public record Tried(SearchCell cell, Evaluation evaluation) {

    public Candidate candidate() {
        return evaluation.candidate();
    }

    double error() {
        return evaluation.score();
    }

    int nfe() {
        return evaluation.nfe();
    }
}
