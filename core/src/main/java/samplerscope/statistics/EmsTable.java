package samplerscope.statistics;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.floor;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.List;

/// Empirical model statistics of DPM-Solver-v3 on a table uniform in lambda, and the integrals that its steps need.
///
/// The solver splits the noise prediction into a linear part `l x` and `f = (sigma eps - l x) / alpha`, and expands `g
/// = e^(-S) f - integral e^(-S) b`, with `S` the integral of `s`; the statistics make `g` vary as little as possible.
/// All integrals are by the trapezoidal rule over the table, and linear between its points.
///
/// Source: Zheng et al. 2023, arXiv:2310.13268, Eqs. 5 to 11.
public final class EmsTable {

    private final double from;
    private final double cell;
    private final double[][] l;
    private final double[][] s;
    private final double[][] b;
    /// Integrals from the first point: of `l`, of `s`, and of `e^(-S) b`.
    private final double[][] sumL;
    private final double[][] sumS;
    private final double[][] sumB;

    /// @param from first lambda
    /// @param to   last lambda, `> from`
    /// @param l    [N + 1][D], one row per point; taken as it is, not copied
    /// @param s    same shape
    /// @param b    same shape
    public EmsTable(double from, double to, double[][] l, double[][] s, double[][] b) {
        if (l.length < 2 || s.length != l.length || b.length != l.length || !(to > from)) {
            throw new IllegalArgumentException("a table of %d, %d and %d points from %s to %s".formatted(
                l.length, s.length, b.length, from, to));
        }
        this.from = from;
        this.cell = (to - from) / (l.length - 1);
        this.l = l;
        this.s = s;
        this.b = b;
        this.sumL = new double[l.length][dimension()];
        this.sumS = new double[l.length][dimension()];
        this.sumB = new double[l.length][dimension()];
        for (int i = 1; i < l.length; i++) {
            for (int j = 0; j < dimension(); j++) {
                sumL[i][j] = sumL[i - 1][j] + cell * (l[i - 1][j] + l[i][j]) / 2;
                sumS[i][j] = sumS[i - 1][j] + cell * (s[i - 1][j] + s[i][j]) / 2;
                sumB[i][j] = sumB[i - 1][j]
                    + cell * (exp(-sumS[i - 1][j]) * b[i - 1][j] + exp(-sumS[i][j]) * b[i][j]) / 2;
            }
        }
    }

    /// The rows of `l`, `s` and `b`, [3][N + 1][D]; not copied.
    public double[][][] statistics() {
        return new double[][][] {l, s, b};
    }

    /// `D`, elements of a sample.
    public int dimension() {
        return l[0].length;
    }

    /// First lambda.
    public double from() {
        return from;
    }

    /// Last lambda.
    public double to() {
        return from + cell * intervals();
    }

    public int intervals() {
        return l.length - 1;
    }

    /// The lambda of the table nearest to another.
    public double nearest(double lambda) {
        return from + cell * max(0, min(intervals(), StrictMath.rint((lambda - from) / cell)));
    }

    /// The statistics at one lambda, [D] each.
    ///
    /// @param l    linear part
    /// @param sumL integral of `l` from the first point
    /// @param sumS integral of `s`
    /// @param sumB integral of `e^(-S) b`
    public record Point(double lambda, double[] l, double[] sumL, double[] sumS, double[] sumB) {}

    /// Linear between points of the table; outside, as at its ends.
    public Point at(double lambda) {
        double position = max(0, min(intervals(), (lambda - from) / cell));
        int i = (int) min(intervals() - 1, floor(position));
        double share = position - i;
        int d = dimension();
        var point = new Point(lambda, new double[d], new double[d], new double[d], new double[d]);
        for (int j = 0; j < d; j++) {
            point.l[j] = mix(l[i][j], l[i + 1][j], share);
            point.sumL[j] = sumL[i][j] + share * cell * (l[i][j] + point.l[j]) / 2;
            point.sumS[j] = sumS[i][j] + share * cell * (s[i][j] + mix(s[i][j], s[i + 1][j], share)) / 2;
            point.sumB[j] = sumB[i][j] + share * cell
                * (exp(-sumS[i][j]) * b[i][j] + exp(-point.sumS[j]) * mix(b[i][j], b[i + 1][j], share)) / 2;
        }
        return point;
    }

    /// What a step from `start` to `end` integrates, per element.
    ///
    /// @param decay   `e^(L_start - L_end)`
    /// @param moments `integral e^(L + S - L_start - S_start) (lambda - lambda_start)^k / k!`, [order][D]
    /// @param bias    `integral e^(L + S - L_start - S_start) e^(S_start) (B - B_start)`
    public record Kernel(double[] decay, double[][] moments, double[] bias) {}

    /// @param order how many moments
    public Kernel kernel(double start, double end, int order) {
        Point first = at(start);
        Point last = at(end);
        int d = dimension();
        var kernel = new Kernel(new double[d], new double[order][d], new double[d]);
        List<Point> points = between(first, last);
        for (int j = 0; j < d; j++) {
            kernel.decay[j] = exp(first.sumL[j] - last.sumL[j]);
            double[] before = integrands(first, first, j, order);
            for (int i = 1; i < points.size(); i++) {
                double[] here = integrands(first, points.get(i), j, order);
                double half = (points.get(i).lambda() - points.get(i - 1).lambda()) / 2;
                for (int k = 0; k < order; k++) {
                    kernel.moments[k][j] += half * (before[k] + here[k]);
                }
                kernel.bias[j] += half * (before[order] + here[order]);
                before = here;
            }
        }
        return kernel;
    }

    /// The points of a step in its direction: both ends and those of the table between.
    private List<Point> between(Point first, Point last) {
        double low = (min(first.lambda(), last.lambda()) - from) / cell;
        double high = (max(first.lambda(), last.lambda()) - from) / cell;
        var inner = new ArrayList<Point>();
        for (int i = (int) max(0, floor(low) + 1); i <= intervals() && i < high; i++) {
            inner.add(new Point(from + i * cell, l[i], sumL[i], sumS[i], sumB[i]));
        }
        var points = new ArrayList<>(List.of(first));
        points.addAll(last.lambda() < first.lambda() ? inner.reversed() : inner);
        points.add(last);
        return points;
    }

    /// One per moment, then that of the bias.
    private static double[] integrands(Point start, Point here, int j, int order) {
        double weight = exp(here.sumL[j] + here.sumS[j] - start.sumL[j] - start.sumS[j]);
        var values = new double[order + 1];
        double power = weight;
        for (int k = 0; k < order; k++) {
            values[k] = power;
            power *= (here.lambda() - start.lambda()) / (k + 1);
        }
        values[order] = weight * exp(start.sumS[j]) * (here.sumB[j] - start.sumB[j]);
        return values;
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
