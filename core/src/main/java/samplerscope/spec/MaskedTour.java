package samplerscope.spec;

import java.util.List;
import java.util.Optional;

/// A lesson about masked diffusion in steps, each with its own lanes in the masked lab. A value that a file holds whole;
/// see {@link MaskedTourReader} for the file.
///
/// @param title   names the tour in a list
/// @param summary one sentence: what one knows afterwards
/// @param minutes how long it takes, about
/// @param steps   never empty
public record MaskedTour(String title, String summary, int minutes, List<Step> steps) {

    public static final int CURRENT_VERSION = 1;

    public MaskedTour {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a tour has at least one step");
        }
    }

    /// What the lab answers below the lanes.
    public enum Ask { DECISION, EMERGENCE, PARALLEL, ERROR, PRECISION, FRONT, COST }

    /// What the time axis counts.
    public enum Clock { PASSES, TOKENS, MILLIS }

    /// What the front compares with passes.
    public enum Quality { PATH_KL, PERPLEXITY, NEIGHBOURS, SURPRISE }

    /// @param text    paragraphs, with `**bold**`, `*italic*` and `` `code` ``
    /// @param run     of the first lane; model, prompt, sequences and seed are those of all
    /// @param others  samplers of the other lanes
    /// @param ask     what is shown below
    /// @param clock   of the time axis
    /// @param quality of the front, which is then measured; empty to measure nothing
    /// @param at      where the cursor stands, in [0, 1] of the longest lane
    public record Step(String title, List<String> text, RunSpec.Unmask run, List<Choice> others, Ask ask, Clock clock,
                       Optional<Quality> quality, double at) {
        public Step {
            text = List.copyOf(text);
            others = List.copyOf(others);
        }
    }
}
