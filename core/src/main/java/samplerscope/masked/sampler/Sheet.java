package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnmaskStep.Commit;
import samplerscope.masked.UnmaskStep.RuleView;

/// A canvas that is being written, and what has happened to it since the last step was told.
final class Sheet {

    private final int[] state;
    private final boolean[] fixed;
    private final Passes model;
    private final int first;
    private final int toWrite;
    private final List<Commit> written = new ArrayList<>();
    private final TreeSet<Integer> hidden = new TreeSet<>();
    private int index;

    /// @throws samplerscope.masked.UnfitCanvasException if the model cannot read the canvas
    Sheet(int[] start, Passes model) {
        this.state = Canvas.starting(start, model.model());
        this.model = model;
        this.fixed = new boolean[state.length];
        for (int i = 0; i < state.length; i++) {
            fixed[i] = state[i] != Canvas.MASK;
        }
        int[] masked = masked();
        this.first = masked.length == 0 ? state.length : masked[0];
        this.toWrite = masked.length;
    }

    Passes model() {
        return model;
    }

    /// The canvas now, a copy that nobody changes.
    int[] state() {
        return state.clone();
    }

    int[] masked() {
        return Canvas.maskedPositions(state);
    }

    /// Positions with a token that was written, not given; ascending.
    int[] decided() {
        return IntStream.range(0, state.length).filter(i -> !fixed[i] && state[i] != Canvas.MASK).toArray();
    }

    boolean isFixed(int position) {
        return fixed[position];
    }

    boolean isMasked(int position) {
        return state[position] == Canvas.MASK;
    }

    boolean isDone() {
        return Canvas.masked(state) == 0;
    }

    /// Steps told so far.
    int index() {
        return index;
    }

    /// Positions that were hidden at the start.
    int toWrite() {
        return toWrite;
    }

    /// The first block with something hidden, blocks counted from the first position that was hidden at the start.
    ///
    /// @param size of a block; 0 makes the whole canvas one
    int block(int size) {
        int[] masked = masked();
        return size == 0 || masked.length == 0 ? 0 : (masked[0] - first) / size;
    }

    /// The hidden positions of a block, ascending.
    int[] maskedIn(int block, int size) {
        return size == 0 ? masked() : Arrays.stream(masked()).filter(i -> (i - first) / size == block).toArray();
    }

    /// One pass on the canvas as it is.
    Prediction evaluate() {
        return model.evaluate(state());
    }

    void write(int position, int token, double probability) {
        if (fixed[position]) {
            throw new IllegalArgumentException("position " + position + " was given");
        }
        state[position] = token;
        written.add(new Commit(position, token, probability));
    }

    void hide(int position) {
        if (fixed[position]) {
            throw new IllegalArgumentException("position " + position + " was given");
        }
        state[position] = Canvas.MASK;
        hidden.add(position);
    }

    /// Ends a step.
    ///
    /// @param now what the model said before; empty when it was not asked anew
    UnmaskStep told(int block, Optional<Prediction> now, RuleView view, Map<String, Double> scalars) {
        written.sort(Comparator.comparingInt(Commit::position));
        var step = new UnmaskStep(index, model.passes(), model.rows(), model.positions(), progress(), block, written,
            List.copyOf(hidden), state(), now, Optional.of(view), scalars);
        written.clear();
        hidden.clear();
        index++;
        return step;
    }

    /// Part of the tokens that stands.
    private double progress() {
        return toWrite == 0 ? 1 : 1 - (double) Canvas.masked(state) / toWrite;
    }

    /// A view of scores at positions.
    static RuleView view(String name, int[] positions, IntToDoubleFunction score) {
        return new RuleView(name, boxed(positions), numbers(positions, score), Optional.empty());
    }

    static RuleView view(String name, int[] positions, IntToDoubleFunction score, double threshold,
                         Map<String, List<Double>> also) {
        return new RuleView(name, boxed(positions), numbers(positions, score), Optional.of(threshold), also);
    }

    static List<Double> numbers(int[] positions, IntToDoubleFunction score) {
        return Arrays.stream(positions).mapToObj(score::applyAsDouble).toList();
    }

    private static List<Integer> boxed(int[] positions) {
        return Arrays.stream(positions).boxed().toList();
    }
}
