package samplerscope.app.search;

import java.util.List;
import java.util.Optional;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.search.Candidate;
import samplerscope.search.Evaluation;
import samplerscope.search.plan.CellResult;
import samplerscope.search.plan.SearchFolder;

/// News of a search on its way to the FX thread.
sealed interface Heard {

    /// The folder is there and can be searched in.
    record Opened(SearchFolder folder) implements Heard {}

    /// What was pinned when the program ran before.
    record Pinned(List<Candidate> schedules) implements Heard {}

    record Began(int cell) implements Heard {}

    /// @param failure why it has no error, in words that group
    record Evaluated(int cell, Evaluation evaluation, Optional<String> failure) implements Heard {}

    /// @param total 0 when nobody knows
    record Stage(int cell, String stage, int done, int total) implements Heard {}

    record Population(int cell, List<Evaluation> members) implements Heard {}

    record Ended(int cell, CellResult result) implements Heard {}

    record BrokenOff(int cell) implements Heard {}

    record Failed(int cell, Problem problem) implements Heard {}

    /// The folder could not be used at all.
    record Refused(Problem problem) implements Heard {}

    /// Something is missing that the search can do without.
    record Missed(Problem problem) implements Heard {}

    /// Nothing more comes.
    record Rested() implements Heard {}
}
