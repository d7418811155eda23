package samplerscope.masked.sampler;

import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;

/// What marginals allow a conditional law to be: after tokens of joint probability `r` are known, a token of marginal
/// probability `pi` has one in `[(pi - 1 + r) / r, pi / r]`, whatever the joint law (Frechet's bounds, divided by `r`).
///
/// With the product of the tokens' own marginals for `r`, which is what a decoder knows, the interval is a guess.
final class FeasibleInterval {

    private FeasibleInterval() {}

    /// Every hidden position's law moved into the interval.
    ///
    /// @param said by a head
    /// @param base before any token of the step was written
    /// @param r    probability of the tokens written since, in (0, 1]
    static Prediction clipped(Prediction said, Prediction base, double r, int[] state) {
        double[] p = said.p().clone();
        for (int i = 0; i < state.length; i++) {
            if (state[i] == Canvas.MASK) {
                double[] law = law(said.at(i), base.at(i), r);
                System.arraycopy(law, 0, p, i * law.length, law.length);
            }
        }
        return new Prediction(said.vocabulary(), p);
    }

    /// One law: cut off at the bounds; what its sum then lacks is given, and what is too much is taken, in proportion
    /// to the room that is left. Lower bounds sum to at most 1 and upper ones to at least 1, so there is room.
    static double[] law(double[] said, double[] base, double r) {
        var p = new double[said.length];
        double sum = 0;
        double above = 0;
        double below = 0;
        for (int v = 0; v < p.length; v++) {
            p[v] = StrictMath.max(least(base[v], r), StrictMath.min(said[v], most(base[v], r)));
            sum += p[v];
            above += most(base[v], r) - p[v];
            below += p[v] - least(base[v], r);
        }
        double missing = 1 - sum;
        double room = missing > 0 ? above : below;
        for (int v = 0; v < p.length && room > 0; v++) {
            double own = missing > 0 ? most(base[v], r) - p[v] : p[v] - least(base[v], r);
            p[v] += missing * (own / room);
        }
        return p;
    }

    static double least(double marginal, double r) {
        return StrictMath.max(0, (marginal - 1 + r) / r);
    }

    static double most(double marginal, double r) {
        return StrictMath.min(1, marginal / r);
    }
}
