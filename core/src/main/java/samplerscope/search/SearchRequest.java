package samplerscope.search;

import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// Everything needed to repeat a search, and nothing else.
///
/// @param base   the model, the noise schedule, the guidance and, by its grid, where runs start and stop; its solvers,
///               number of steps and seed do not matter
/// @param method by id, with its settings
/// @param seed   of the method's own choices
public record SearchRequest(RunSpec.Denoise base, SearchSpace space, Objective objective, Choice method, Budget budget,
                            long seed) {

    /// The standard search at one number of model evaluations.
    public static SearchRequest of(RunSpec.Denoise base, int nfe) {
        return new SearchRequest(base, SearchSpace.at(nfe), Objective.ToPath.STANDARD, Choice.of("s3"),
            Budget.ofCandidates(600), 1);
    }

    public SearchRequest with(SearchSpace changed) {
        return new SearchRequest(base, changed, objective, method, budget, seed);
    }

    public SearchRequest with(Objective changed) {
        return new SearchRequest(base, space, changed, method, budget, seed);
    }

    public SearchRequest withMethod(Choice changed) {
        return new SearchRequest(base, space, objective, changed, budget, seed);
    }

    public SearchRequest with(Budget changed) {
        return new SearchRequest(base, space, objective, method, changed, seed);
    }

    public SearchRequest withSeed(long changed) {
        return new SearchRequest(base, space, objective, method, budget, changed);
    }
}
