package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// One sequence of a lane, step by step. Immutable.
///
/// Step -1 is the canvas before the first one.
///
/// @param start  the canvas before the first step, shape [L]
/// @param frames in order
record Sequence(int[] start, List<Frame> frames) {

    static final int BEFORE = -1;

    /// What the time axis counts.
    enum Clock {
        PASSES("passes", "Passes"), TOKENS("tokens written", "Tokens"), MILLIS("milliseconds", "Milliseconds");

        private final String unit;
        private final String word;

        Clock(String unit, String word) {
            this.unit = unit;
            this.word = word;
        }

        String unit() {
            return unit;
        }

        String word() {
            return word;
        }
    }

    Sequence {
        frames = List.copyOf(frames);
    }

    Sequence adding(Frame frame) {
        var all = new ArrayList<>(frames);
        all.add(frame);
        return new Sequence(start, all);
    }

    int length() {
        return start.length;
    }

    int steps() {
        return frames.size();
    }

    /// Whether nothing is hidden at its end.
    boolean isWhole() {
        return steps() > 0 && Canvas.masked(state(steps() - 1)) == 0;
    }

    /// The canvas after a step.
    int[] state(int step) {
        return step == BEFORE ? start : frames.get(step).step().state();
    }

    /// The newest answer of the model about the canvas after a step: that of the next pass, which looked at it, else the
    /// last one there was.
    Optional<Prediction> guess(int step) {
        if (step + 1 < steps() && prediction(step + 1).isPresent()) {
            return prediction(step + 1);
        }
        for (int k = step; k >= 0; k--) {
            if (prediction(k).isPresent()) {
                return prediction(k);
            }
        }
        return Optional.empty();
    }

    private Optional<Prediction> prediction(int step) {
        return frames.get(step).step().prediction();
    }

    /// Where a step stands on the clock, after it is done.
    double at(Clock clock, int step) {
        if (step == BEFORE) {
            return 0;
        }
        return switch (clock) {
            case PASSES -> frames.get(step).step().passes();
            case TOKENS -> Canvas.masked(start) - (double) Canvas.masked(state(step));
            case MILLIS -> frames.subList(0, step + 1).stream().mapToDouble(Frame::millis).sum();
        };
    }

    double end(Clock clock) {
        return at(clock, steps() - 1);
    }

    /// The last step that is done at a time. Where tokens are hidden again the clock of tokens goes back; then the
    /// last step that has not got further.
    int stepAt(Clock clock, double time) {
        int step = BEFORE;
        double at = 0;
        for (int k = 0; k < steps(); k++) {
            at = switch (clock) {
                case MILLIS -> at + frames.get(k).millis();
                case PASSES, TOKENS -> at(clock, k);
            };
            if (at <= time + 1e-9) {
                step = k;
            }
        }
        return step;
    }

    /// The step at which the token that stands there after `step` was written; empty where it was given or is hidden.
    Optional<Integer> writtenAt(int position, int step) {
        for (int k = step; k >= 0; k--) {
            if (commit(position, k).isPresent()) {
                return Optional.of(k);
            }
            if (frames.get(k).step().remasked().contains(position)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    Optional<UnmaskStep.Commit> commit(int position, int step) {
        return frames.get(step).step().committed().stream().filter(c -> c.position() == position).findFirst();
    }

    /// How often a position was hidden again up to a step.
    int timesHidden(int position, int step) {
        return (int) frames.subList(0, step + 1).stream().filter(f -> f.step().remasked().contains(position)).count();
    }
}
