package samplerscope.search;

/// A candidate that was evaluated on the search bank: one line of a search's log.
///
/// @param index      position in the log, from 0
/// @param stage      what the method was doing, such as `warm start`
/// @param score      smaller is better; infinite where the run left the finite numbers
/// @param cost       network evaluations spent, over all noises, guidance included
public record Evaluation(int index, String stage, Candidate candidate, double score, long cost) {

    public int nfe() {
        return candidate.nfe();
    }

    public boolean isFinite() {
        return Double.isFinite(score);
    }
}
