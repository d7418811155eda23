package samplerscope.masked.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.sampler.Reveal;
import samplerscope.masked.sampler.Selection;

/// The chain that draws a random pair of positions anew, both from their marginals.
record RandomPairs(MaskedWorld world, List<int[]> pairs) {

    static RandomPairs on(MaskedWorld world, int apart) {
        var pairs = new ArrayList<int[]>();
        for (int i = 0; i < world.length(); i++) {
            for (int j = i + apart; j < world.length(); j++) {
                pairs.add(new int[] {i, j});
            }
        }
        return new RandomPairs(world, pairs);
    }

    /// `KL(p || q)` of its stationary law, from `p` by going on until a step changes less than 1e-5.
    double stationary() {
        var numbering = new Numbering(world.vocabulary(), world.length());
        var p = new double[numbering.count()];
        for (int number = 0; number < p.length; number++) {
            int[] state = numbering.state(number);
            p[number] = Canvas.masked(state) == 0 ? Math.exp(world.logMass(state)) : 0;
        }
        double[] q = p;
        double change = 1;
        while (change > 1e-5) {
            double[] next = moved(q, numbering);
            change = 0;
            for (int k = 0; k < q.length; k++) {
                change += Math.abs(next[k] - q[k]);
            }
            q = next;
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += p[k] > 0 ? p[k] * Math.log(p[k] / q[k]) : 0;
        }
        return sum;
    }

    private double[] moved(double[] q, Numbering numbering) {
        var next = new double[q.length];
        for (int[] pair : pairs) {
            var hidden = new double[q.length]; // what the move sees: the canvas without the pair
            for (int number = 0; number < q.length; number++) {
                if (q[number] > 0) {
                    int[] state = numbering.state(number);
                    Arrays.stream(pair).forEach(i -> state[i] = Canvas.MASK);
                    hidden[numbering.number(state)] += q[number] / pairs.size();
                }
            }
            for (int number = 0; number < q.length; number++) {
                if (hidden[number] > 0) {
                    double mass = hidden[number];
                    int[] state = numbering.state(number);
                    Prediction now = world.evaluate(List.of(state)).getFirst();
                    new Reveal(new Selection.Chosen(pair), Drawing.FAITHFUL.laws(now))
                        .outcomes(state, (after, probability) -> next[numbering.number(after)] += mass * probability);
                }
            }
        }
        return next;
    }
}
