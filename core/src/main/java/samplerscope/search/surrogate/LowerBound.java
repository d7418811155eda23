package samplerscope.search.surrogate;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.List;

/// A number that a kernel sum does not go below on a box. Never wrong, only more or less tight.
public sealed interface LowerBound {

    /// The kernel-norm bound, with the one term by term where boxes are still large.
    LowerBound DEFAULT = new Tightest(List.of(new KernelNorm(), new Termwise()));

    /// @param sum in coordinates of the box
    double over(KernelSum sum, Box box);

    /// Every term at the distance where it is smallest. Cheap, and hopeless where large weights cancel.
    ///
    /// Source: Tang, Kudva, Tsay, Paulson 2026, arXiv:2605.00855 (closed form of the unimportant terms).
    record Termwise() implements LowerBound {
        @Override
        public double over(KernelSum sum, Box box) {
            double bound = 0;
            for (int i = 0; i < sum.terms(); i++) {
                bound += smallest(sum, i, box);
            }
            return bound - margin(sum);
        }

        private static double smallest(KernelSum sum, int i, Box box) {
            double a = sum.weight(i);
            double d = a > 0 ? box.farthest(sum.point(i)) : box.nearest(sum.point(i));
            return a * sum.kernel().at(d);
        }
    }

    /// The hybrid of the paper: terms that matter in a box are replaced by convex functions below them, which are
    /// minimised together; the rest is bounded term by term.
    ///
    /// The paper relaxes the terms that matter piecewise linearly and asks a mixed-integer solver. Here a negative
    /// term, concave in the squared distance, becomes its chord, and a positive one, convex and decreasing in it, is
    /// taken at the chord of the squared distance; both are convex in `x`. The minimum need not be exact: from any
    /// point the tangent plane bounds a convex function on the whole box.
    ///
    /// Source: Tang, Kudva, Tsay, Paulson 2026, arXiv:2605.00855.
    ///
    /// @param importance the size from which a term matters, `tau`; 0.01 in the paper
    record Hybrid(double importance) implements LowerBound {

        private static final int ITERATIONS = 60;

        @Override
        public double over(KernelSum sum, Box box) {
            double rest = 0;
            var relaxed = new ConvexRelaxation(sum, box);
            for (int i = 0; i < sum.terms(); i++) {
                if (abs(sum.weight(i)) * sum.kernel().at(box.nearest(sum.point(i))) >= importance) {
                    relaxed.add(i);
                } else {
                    rest += Termwise.smallest(sum, i, box);
                }
            }
            return rest + relaxed.bound(ITERATIONS) - margin(sum);
        }
    }

    /// Taylor polynomials of order 0, 1 and 2 at the centre, each less the most that a function of this norm can
    /// differ from it. Does not suffer from weights that cancel, since the norm does not.
    ///
    /// By the reproducing property the remainder of `m` is its inner product with the remainder of the kernel, so
    /// Cauchy and Schwarz bound it by {@link KernelSum#norm} times {@link Kernel#remainder}.
    record KernelNorm() implements LowerBound {
        @Override
        public double over(KernelSum sum, Box box) {
            double[] w = box.halfWidths();
            double r = sqrt(Vec.dot(w, w));
            KernelSum.Taylor taylor = sum.taylorAt(box.centre());
            double bound = taylor.value() - sum.norm() * sum.kernel().remainder(0, r);
            bound = max(bound, linear(taylor, w) - sum.norm() * sum.kernel().remainder(1, r));
            bound = max(bound, quadratic(taylor, w) - sum.norm() * sum.kernel().remainder(2, r));
            return bound - margin(sum);
        }

        private static double linear(KernelSum.Taylor t, double[] w) {
            double lowest = t.value();
            for (int j = 0; j < w.length; j++) {
                lowest -= abs(t.gradient()[j]) * w[j];
            }
            return lowest;
        }

        /// Coordinates apart, with the exact diagonal; what couples them counts against the bound.
        private static double quadratic(KernelSum.Taylor t, double[] w) {
            double lowest = t.value();
            for (int j = 0; j < w.length; j++) {
                lowest += parabola(t.gradient()[j], t.hessian()[j][j], w[j]);
                for (int k = 0; k < j; k++) {
                    lowest -= abs(t.hessian()[j][k]) * w[j] * w[k];
                }
            }
            return lowest;
        }

        /// Minimum of `g x + h x^2 / 2` on `[-w, w]`.
        private static double parabola(double g, double h, double w) {
            return h > 0 && abs(g) < h * w ? -g * g / (2 * h) : -abs(g) * w + h * w * w / 2;
        }
    }

    /// The best of several.
    record Tightest(List<LowerBound> bounds) implements LowerBound {

        public Tightest {
            bounds = List.copyOf(bounds);
        }

        @Override
        public double over(KernelSum sum, Box box) {
            return bounds.stream().mapToDouble(b -> b.over(sum, box)).max().orElse(Double.NEGATIVE_INFINITY);
        }
    }

    /// What rounding may have added to a sum of so large terms.
    static double margin(KernelSum sum) {
        return 1e-9 * sum.absoluteWeight();
    }
}
