package samplerscope.search;

import java.util.List;
import samplerscope.search.surrogate.Certificate;

/// What a search method sees: the problem, and a judge of candidates. Called from one thread.
public interface Trials {

    SearchProblem problem();

    /// Scores of candidates on the search bank, in their order; smaller is better, infinite for what cannot run.
    /// Several are evaluated at once, so a method that asks for many at a time is faster, never different. One that was
    /// asked for before costs nothing.
    ///
    /// @param stage what the method is doing, for people: `warm start`
    double[] scores(String stage, List<Candidate> candidates);

    default double score(String stage, Candidate candidate) {
        return scores(stage, List.of(candidate))[0];
    }

    /// Scores them, and says where each ends instead of where it should: states less the truth, [B * D] for the noises
    /// of the search bank. Empty for what cannot run, and for all where the objective compares sets.
    List<double[]> missed(String stage, List<Candidate> candidates);

    /// All that was evaluated so far.
    SearchState state();

    /// Random choices for one purpose. The same purpose gives the same sequence, whatever else is drawn.
    SearchRandom random(String purpose);

    /// Tells views what the method works on, such as its population; never changes a result.
    void population(List<Evaluation> members);

    /// Adds what the method knows about its result beyond the score to the result of the search.
    void found(Finding finding);

    /// Tells views how narrow the bounds of a branch and bound are by now.
    void bounded(Certificate.Bounds bounds);
}
