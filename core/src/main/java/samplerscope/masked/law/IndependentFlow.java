package samplerscope.masked.law;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samplerscope.masked.Canvas;
import samplerscope.masked.Plan;
import samplerscope.masked.sampler.Independent;
import samplerscope.masked.sampler.TokenDraw;

/// The probability of one step of {@link Independent} moves, from all canvases at once.
///
/// What tokens are written depends on the canvas, what is hidden does not. So writes go canvas by canvas into a table with
/// a digit for each old token, the mask, and each new token; hiding then folds old tokens position by position. This takes
/// `(2K + 1)^L` operations a step where going through all outcomes takes `(3K + 1)^L`.
final class IndependentFlow<M> {

    private static final int MOST = 1 << 23;

    private final Numbering numbering;
    private @Nullable M next;
    private double[] hide = {};
    private double[] table = {};
    private int base;

    IndependentFlow(Numbering numbering) {
        this.numbering = numbering;
    }

    /// Adds a canvas.
    ///
    /// @return whether it fits: an independent move to the memory of the others, with their probabilities of hiding
    boolean takes(Plan<M> plan, int[] state, double mass) {
        if (!(plan.move() instanceof Independent move) || !(plan.next() instanceof Plan.Always<M>(M memory))
            || move.laws().draw() != TokenDraw.INVERSE_CDF) {
            return false;
        }
        if (next == null && !begins(memory, move.hide())) {
            return false;
        }
        if (!memory.equals(next) || !Arrays.equals(hide, move.hide())) {
            return false;
        }
        write(state, move, 0, 0, mass);
        return true;
    }

    private boolean begins(M memory, double[] hide) {
        int vocabulary = numbering.vocabulary();
        int digits = Arrays.stream(hide).anyMatch(h -> h > 0) ? 2 * vocabulary + 1 : vocabulary + 1;
        double size = StrictMath.pow(digits, numbering.length());
        if (size > MOST) {
            return false;
        }
        this.next = memory;
        this.hide = hide;
        this.base = digits;
        this.table = new double[(int) StrictMath.rint(size)];
        return true;
    }

    private void write(int[] state, Independent move, int i, int number, double mass) {
        if (i == state.length) {
            table[number] += mass;
            return;
        }
        int vocabulary = numbering.vocabulary();
        if (state[i] != Canvas.MASK) {
            write(state, move, i + 1, number * base + state[i], mass);
            return;
        }
        double change = move.write()[i];
        if (change < 1) {
            write(state, move, i + 1, number * base + vocabulary, mass * (1 - change));
        }
        if (change > 0) {
            double[] law = move.laws().at(i);
            int first = number * base + (base > vocabulary + 1 ? vocabulary + 1 : 0); // new tokens, where they differ
            for (int v = 0; v < vocabulary; v++) {
                if (law[v] > 0) {
                    write(state, move, i + 1, first + v, mass * change * law[v]);
                }
            }
        }
    }

    /// What is remembered after the step; empty where nothing was taken.
    Optional<M> next() {
        return Optional.ofNullable(next);
    }

    /// Hides, and hands the probability on.
    void drain(Masses into) {
        double[] folded = table;
        if (base > numbering.vocabulary() + 1) {
            for (int i = 0; i < numbering.length(); i++) {
                folded = folded(folded, i);
            }
        }
        for (int number = 0; number < folded.length; number++) {
            if (folded[number] > 0) {
                into.add(number, folded[number]);
            }
        }
    }

    /// Position `i` without the difference of old and new: those before it have lost it already.
    private double[] folded(double[] from, int i) {
        int vocabulary = numbering.vocabulary();
        int after = (int) StrictMath.rint(StrictMath.pow(base, numbering.length() - 1 - i));
        int before = from.length / after / base;
        var to = new double[before * (vocabulary + 1) * after];
        for (int b = 0; b < before; b++) {
            int old = b * base * after;
            int mask = old + vocabulary * after;
            int fresh = mask + after;
            int now = b * (vocabulary + 1) * after;
            int hidden = now + vocabulary * after;
            for (int a = 0; a < after; a++) {
                double sum = from[mask + a];
                for (int v = 0; v < vocabulary; v++) {
                    double token = from[old + v * after + a];
                    sum += token * hide[i];
                    to[now + v * after + a] = token * (1 - hide[i]) + from[fresh + v * after + a];
                }
                to[hidden + a] = sum;
            }
        }
        return to;
    }
}
