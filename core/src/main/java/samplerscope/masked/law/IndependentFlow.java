package samplerscope.masked.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Patterns patterns;
    private @Nullable M next;
    private double[] hide = {};
    private double[] table = {};
    private int base;

    IndependentFlow(Numbering numbering, Patterns patterns) {
        this.numbering = numbering;
        this.patterns = patterns;
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
        write(state, move, mass);
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

    /// All that may be written on a canvas: the outer product of what may happen at each hidden position.
    private void write(int[] state, Independent move, double mass) {
        int[] hidden = Canvas.maskedPositions(state);
        double[] products = {mass};
        for (int i : hidden) {
            products = outer(products, changes(move, i));
        }
        int written = 0;
        for (int token : state) {
            written = written * base + (token == Canvas.MASK ? 0 : token);
        }
        int[] places = patterns.places(hidden, base);
        for (int k = 0; k < products.length; k++) {
            table[written + places[k]] += products[k];
        }
    }

    /// Stays hidden, or becomes each token, shape [K + 1].
    private double[] changes(Independent move, int position) {
        double change = move.write()[position];
        double[] law = move.laws().at(position);
        var changes = new double[law.length + 1];
        changes[0] = 1 - change;
        for (int v = 0; v < law.length; v++) {
            changes[v + 1] = change * law[v];
        }
        return changes;
    }

    private static double[] outer(double[] a, double[] b) {
        var product = new double[a.length * b.length];
        for (int n = 0; n < a.length; n++) {
            for (int m = 0; m < b.length; m++) {
                product[n * b.length + m] = a[n] * b[m];
            }
        }
        return product;
    }

    /// Where the outcomes of a mask pattern stand in the table; the same for all canvases and steps.
    static final class Patterns {
        private final Numbering numbering;
        private final Map<List<Integer>, int[]> known = new HashMap<>();

        Patterns(Numbering numbering) {
            this.numbering = numbering;
        }

        /// Summed digits of every outcome, in the order of {@link #outer}.
        int[] places(int[] hidden, int base) {
            var key = new ArrayList<Integer>(List.of(base));
            for (int i : hidden) {
                key.add(i);
            }
            return known.computeIfAbsent(key, _ -> summed(hidden, base));
        }

        private int[] summed(int[] hidden, int base) {
            int vocabulary = numbering.vocabulary();
            int first = base > vocabulary + 1 ? vocabulary + 1 : 0; // new tokens, where they differ from old ones
            int[] places = {0};
            for (int i : hidden) {
                int unit = (int) StrictMath.rint(StrictMath.pow(base, numbering.length() - 1 - i));
                var longer = new int[places.length * (vocabulary + 1)];
                for (int n = 0; n < longer.length; n++) {
                    int outcome = n % (vocabulary + 1);
                    longer[n] = places[n / (vocabulary + 1)] + unit * (outcome == 0 ? vocabulary : first + outcome - 1);
                }
                places = longer;
            }
            return places;
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
