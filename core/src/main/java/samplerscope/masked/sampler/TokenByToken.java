package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import samplerscope.masked.Canvas;
import samplerscope.masked.Move;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// Draws tokens one after another, each from what is said after those before it.
///
/// @param base    what is said before the first
/// @param count   tokens, at most those hidden
/// @param entropy whether the least uncertain position comes next; otherwise random ones in ascending order
/// @param drawing of tokens
/// @param clip    whether what is said is kept within what the marginals of `base` allow
record TokenByToken(Saying base, int count, boolean entropy, Drawing drawing, boolean clip) implements Move {

    /// What is said of a canvas within a step.
    ///
    /// @param prediction now
    /// @param after      what is said of the canvas with one more token
    record Saying(Prediction prediction, Function<int[], Saying> after) {}

    /// Between two tokens.
    ///
    /// @param prediction what the next token is drawn from
    /// @param r          product of the base marginals of the tokens written so far
    private record Moment(Saying said, Prediction prediction, double r) {

        int surest(int[] state) {
            return Ranking.top(Canvas.maskedPositions(state), 1, j -> -prediction.entropy(j))[0];
        }
    }

    @Override
    public Outcome draw(int[] state, Streams random) {
        int[] planned = entropy ? new int[count] : lot(state).draw(random.positions());
        int[] after = state.clone();
        var committed = new ArrayList<UnmaskStep.Commit>();
        Moment now = first();
        for (int k = 0; k < count; k++) {
            int i = entropy ? now.surest(after) : planned[k];
            Laws laws = drawing.laws(now.prediction());
            after[i] = laws.draw().drawn(laws.at(i), random.tokens());
            committed.add(new UnmaskStep.Commit(i, after[i], laws.told(i, after[i])));
            now = k + 1 < count ? next(now, after, i) : now;
        }
        committed.sort(Comparator.comparingInt(UnmaskStep.Commit::position));
        return new Outcome(after, committed, List.of());
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        UnknownLawException.check(drawing.draw());
        if (entropy) {
            write(state.clone(), new int[count], 0, first(), 1, sink);
        } else {
            lot(state).forEach((planned, probability) -> write(state.clone(), planned, 0, first(), probability, sink));
        }
    }

    private void write(int[] state, int[] planned, int k, Moment now, double probability, Sink sink) {
        if (k == count) {
            sink.add(state, probability);
            return;
        }
        int i = entropy ? now.surest(state) : planned[k];
        double[] law = drawing.law(now.prediction(), i);
        for (int v = 0; v < law.length; v++) {
            if (law[v] > 0) {
                state[i] = v;
                write(state, planned, k + 1, k + 1 < count ? next(now, state, i) : now, probability * law[v], sink);
            }
        }
        state[i] = Canvas.MASK;
    }

    private Selection lot(int[] state) {
        return Selection.Lot.uniform(Canvas.maskedPositions(state), count);
    }

    private Moment first() {
        return new Moment(base, base.prediction(), 1);
    }

    /// @param written position whose token was just drawn
    private Moment next(Moment now, int[] state, int written) {
        Saying said = now.said().after().apply(state.clone());
        double r = now.r() * base.prediction().p(written, state[written]);
        return new Moment(said, clip ? FeasibleInterval.clipped(said.prediction(), base.prediction(), r, state)
            : said.prediction(), r);
    }
}
