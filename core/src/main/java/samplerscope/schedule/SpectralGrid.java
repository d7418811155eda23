package samplerscope.schedule;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Chooses the levels of a run by dynamic programming over the error that one Euler step makes, which the variances of the
/// data give in closed form.
///
/// Along a principal direction of variance `w` the exact path is `x / alpha ~ sqrt(w + rho^2)` with slope
/// `rho / sqrt(w + rho^2)`. A jump from `rho_i` to `rho_j` therefore misses the path by
/// `e = (w + rho_i rho_j) / sqrt(w + rho_i^2) - sqrt(w + rho_j^2)`, and costs the root of the sum of `e^2` over all
/// directions. The cheapest `n` jumps are found exactly; each later jump weighs `gamma` times the one before it.
///
/// Source: the programme is GITS, Chen et al. 2024, arXiv:2405.11326, Sec. 4, with a network's trajectories as teacher;
/// the cost from the variances of the data is this project's.
final class SpectralGrid {

    /// Longer grids are read off the curve of one with this many steps: the density of levels has settled by then, while
    /// the work grows with the third power.
    private static final int MOST_STEPS = 120;
    /// Up to here each later jump weighs `gamma` times the one before it; in a longer run the last weighs as much more than
    /// the first as it does here.
    private static final int FEW_STEPS = 36;
    /// Candidates are spread over finite levels: from pure noise on, the first lies this many standard deviations out.
    private static final double FIRST_FINITE = 200;

    private final double[] variances;
    private final int[] counts;

    /// @param spectrum variances along all directions, in falling order
    SpectralGrid(double[] spectrum) {
        double[] distinct = Arrays.stream(spectrum).distinct().toArray();
        this.variances = distinct;
        this.counts = Arrays.stream(distinct)
            .mapToInt(w -> (int) Arrays.stream(spectrum).filter(v -> v == w).count()).toArray();
    }

    /// @param steps      intervals, the one to zero included
    /// @param candidates intervals between the ends to choose from; 0 is 120, or six per step where that is more
    /// @param toZero     whether the last interval goes to `sigma = 0` from a level that is chosen too
    /// @throws InvalidGridException if there are fewer candidates than steps
    List<NoiseLevel> levels(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, int steps, int candidates,
                            double gamma, boolean toZero) {
        if (steps > MOST_STEPS) {
            return stretched(levels(schedule, from, to, MOST_STEPS, candidates, gamma, toZero), schedule, steps);
        }
        int m = candidates == 0 ? max(120, 6 * steps) : candidates;
        if (m < steps) {
            throw new InvalidGridException("%d steps were to be chosen from %d candidates".formatted(steps, m),
                "use more candidates, or 0 to leave their number to the program");
        }
        List<NoiseLevel> all = candidates(schedule, from, to, m);
        if (toZero) {
            all.add(new NoiseLevel(0, schedule.at(0).alpha(), 0));
        }
        double[] rho = all.stream().mapToDouble(NoiseLevel::rho).toArray();
        return Arrays.stream(CheapestJumps.nodes(costs(rho), steps, perJump(gamma, steps))).mapToObj(all::get).toList();
    }

    /// A weight that grew with every jump of a long run would leave its first jumps as long as those of a short one.
    private static double perJump(double gamma, int steps) {
        return steps <= FEW_STEPS ? gamma : pow(gamma, (double) FEW_STEPS / steps);
    }

    private List<NoiseLevel> candidates(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, int m) {
        double first = from.alpha() > 0 ? from.lambda() : -log(FIRST_FINITE * max(sqrt(variances[0]), to.rho()));
        int skipped = from.alpha() > 0 ? 0 : 1;
        var all = new ArrayList<NoiseLevel>();
        all.add(from);
        for (int i = 1; i < m; i++) {
            double share = (i - skipped) / (double) (m - skipped);
            all.add(schedule.atLambda(first + (to.lambda() - first) * share));
        }
        all.add(to);
        return all;
    }

    private double[][] costs(double[] rho) {
        var cost = new double[rho.length][rho.length];
        for (int i = 0; i < rho.length; i++) {
            for (int j = i + 1; j < rho.length; j++) {
                cost[i][j] = cost(rho[i], rho[j]);
            }
        }
        return cost;
    }

    /// Of one Euler step in `x / alpha`; from pure noise (`rho = infinity`) its limit.
    private double cost(double from, double to) {
        double sum = 0;
        for (int m = 0; m < variances.length; m++) {
            double w = variances[m];
            double jump = Double.isInfinite(from) ? to : (w + from * to) / sqrt(w + from * from);
            double e = jump - sqrt(w + to * to);
            sum += counts[m] * e * e;
        }
        return sqrt(sum);
    }

    /// More steps along the same curve of lambda over the share of the steps; the ends stay.
    private static List<NoiseLevel> stretched(List<NoiseLevel> coarse, NoiseSchedule schedule, int steps) {
        // Neither end need have a finite lambda: their intervals are kept whole.
        int head = coarse.getFirst().alpha() > 0 ? 0 : 1;
        int tail = coarse.getLast().sigma() > 0 ? 0 : 1;
        int inside = coarse.size() - 1 - head - tail;
        int wanted = steps - head - tail;
        var levels = new ArrayList<NoiseLevel>(coarse.subList(0, head + 1));
        for (int i = 1; i < wanted; i++) {
            double position = i * (double) inside / wanted;
            int below = (int) position;
            double a = coarse.get(head + below).lambda();
            double b = coarse.get(head + below + 1).lambda();
            levels.add(schedule.atLambda(a + (b - a) * (position - below)));
        }
        levels.addAll(coarse.subList(coarse.size() - 1 - tail, coarse.size()));
        return levels;
    }
}
