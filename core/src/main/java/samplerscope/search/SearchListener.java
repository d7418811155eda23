package samplerscope.search;

import java.util.List;
import samplerscope.search.surrogate.Certificate;

/// Hears what a search does while it does it, on the thread of the search: whoever shows it passes it on.
public interface SearchListener {

    SearchListener NONE = _ -> { };

    /// A candidate was evaluated.
    void evaluated(Evaluation evaluation);

    /// The reference is computed, baselines are measured, and the like.
    ///
    /// @param done  0 to `total`
    /// @param total 0 when nobody knows
    default void at(String stage, int done, int total) {}

    /// What the method works on now.
    default void population(List<Evaluation> members) {}

    /// The method knows something about its result beyond the score.
    default void found(Finding finding) {}

    /// A branch and bound has looked at one more box; thousands of times a second.
    default void bounded(Certificate.Bounds bounds) {}
}
