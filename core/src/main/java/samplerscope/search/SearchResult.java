package samplerscope.search;

import java.util.List;
import java.util.Optional;
import samplerscope.spec.RunSpec;

/// What a search found, and what it is worth on noises that no search has seen.
///
/// @param state     all that was evaluated
/// @param ending    why it ended
/// @param perNfe    the best of each number of model evaluations on the search bank, judged on the held-out bank
/// @param findings  what the method knows beyond the scores, in the order it was found; often nothing
public record SearchResult(SearchState state, Ending ending, List<Judged> perNfe, List<Finding> findings) {

    /// Why a search ended.
    public enum Ending {
        /// The method has nothing more to try.
        COMPLETE,
        /// The budget is spent.
        BUDGET,
        /// As many candidates in a row as the budget has patience for were no gain.
        STALLED,
        /// Somebody stopped it.
        STOPPED
    }

    /// @param found      the best on the search bank
    /// @param heldOut    its error on the held-out bank
    /// @param bestSingle the library solver that is best on the held-out bank with as many evaluations, over the
    ///                   standard grids; empty where there is none
    /// @param auto       the solver and the grid `auto` with as many evaluations; empty where they have no such run
    public record Judged(Evaluation found, HeldOut heldOut, Optional<Baseline> bestSingle, Optional<Baseline> auto) {}

    /// A known schedule that a found one is compared with.
    ///
    /// @param name       solver and grid, by their ids
    /// @param spec       a run of it
    /// @param search     its score on the search bank
    /// @param difference the found schedule's error less this one's, sample by sample; below 0 the found one is better
    public record Baseline(String name, RunSpec.Denoise spec, double search, HeldOut heldOut, Interval difference) {

        /// How much smaller the found schedule's error is, as a share: 0.4 is 40 %.
        public double improvement(HeldOut found) {
            return 1 - found.error().value() / heldOut.error().value();
        }
    }

    /// @param error     as the objective aggregates it, with its 95 % interval
    /// @param perSample shape [B]; empty where the objective compares sets
    public record HeldOut(Interval error, double[] perSample) {}

    /// A number between two bounds that hold it in 95 of 100 repetitions.
    public record Interval(double value, double low, double high) {}

    public SearchResult {
        perNfe = List.copyOf(perNfe);
        findings = List.copyOf(findings);
    }

    /// Without findings.
    public SearchResult(SearchState state, Ending ending, List<Judged> perNfe) {
        this(state, ending, perNfe, List.of());
    }

    SearchResult with(List<Finding> found) {
        return new SearchResult(state, ending, perNfe, found);
    }

    /// The best of all on the search bank.
    public Optional<Judged> best() {
        return perNfe.stream().min((a, b) -> Double.compare(a.found().score(), b.found().score()));
    }
}
