package samplerscope.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A lesson in steps, each with its own lanes and words about what they show. A value that a file holds whole; see
/// {@link TourReader} for the file.
///
/// @param title   names the tour in a list
/// @param summary one sentence: what one knows afterwards
/// @param minutes how long it takes a reader who tries things, about
/// @param steps   never empty
public record Tour(String title, String summary, int minutes, List<Step> steps) {

    public static final int CURRENT_VERSION = 1;

    public Tour {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a tour has at least one step");
        }
    }

    /// What a plane lane draws.
    public enum Layer { POINTS, PATHS, CONTOURS, FIELD, ERRORS }

    /// The chart that answers the step's question.
    public enum Chart { ALONG, PER_STEP, AGAINST_NFE, SCORES }

    /// @param text   paragraphs, with `**bold**`, `*italic*`, `` `code` `` and lines that begin with `- `
    /// @param lanes  what is compared; never empty
    /// @param names  of the lanes, as many; empty to name each after its solver
    /// @param look   how the lanes are shown once they have run
    /// @param trials what the reader may try
    public record Step(String title, List<String> text, List<RunSpec.Denoise> lanes, List<String> names, Look look,
                       List<Trial> trials) {

        public Step {
            text = List.copyOf(text);
            lanes = List.copyOf(lanes);
            names = List.copyOf(names);
            if (!names.isEmpty() && names.size() != lanes.size()) {
                throw new IllegalArgumentException("%d names for %d lanes".formatted(names.size(), lanes.size()));
            }
            trials = List.copyOf(trials);
        }
    }

    /// @param chart  empty to leave the chart that is there
    /// @param layers empty for the standard ones
    /// @param cursor where the cursor stands in the end
    /// @param target id of the part of the window that the text speaks about
    public record Look(Optional<Chart> chart, Optional<Set<Layer>> layers, Cursor cursor, Optional<String> target) {}

    /// Where the cursor is once the lanes have run.
    public sealed interface Cursor {

        /// At a place along the run.
        ///
        /// @param position in [0, 1], from noise to data
        record At(double position) implements Cursor {}

        /// Moving from noise to data.
        record Playing() implements Cursor {}
    }

    /// An edit that answers a question.
    ///
    /// @param text        one sentence
    /// @param lane        the lane to change, from 0; empty for all
    /// @param assignments as {@link SpecEdit} reads them: `grid.steps=5`
    public record Trial(String text, Optional<Integer> lane, List<String> assignments) {

        public Trial {
            assignments = List.copyOf(assignments);
        }

        /// Whether a lane is changed.
        ///
        /// @param column of the lane, from 0
        public boolean changes(int column) {
            return lane.isEmpty() || lane.get() == column;
        }
    }
}
