package samplerscope.search.surrogate;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;

/// A differentiable function of a vector.
@FunctionalInterface
interface Smooth {

    /// Value and gradient at a point.
    Slope at(double[] x);

    /// @param value    of the function
    /// @param gradient by coordinate
    record Slope(double value, double[] gradient) {
    }

    /// A local minimum over a box, by BFGS whose steps are projected onto it. Never worse than the start.
    ///
    /// Source: Bertsekas 1982, Projected Newton Methods, Sec. 2 (active set); Nocedal and Wright 2006, Eq. 6.17.
    ///
    /// @param iterations at most
    default double[] descend(double[] start, Box box, int iterations) {
        var descent = new Descent(this, box, start);
        for (int i = 0; i < iterations && !descent.isStationary(); i++) {
            if (!descent.step()) {
                break;
            }
        }
        return descent.x;
    }

    /// One descent under way.
    final class Descent {

        private static final double SUFFICIENT = 1e-4;
        private static final int HALVINGS = 40;
        private static final double STATIONARY = 1e-10;

        private final Smooth function;
        private final Box box;
        private double[] x;
        private Slope here;
        private double[][] inverse;

        private Descent(Smooth function, Box box, double[] start) {
            this.function = function;
            this.box = box;
            this.x = start.clone();
            for (int j = 0; j < x.length; j++) {
                x[j] = box.clamp(j, x[j]);
            }
            this.here = function.at(x);
            this.inverse = identity();
        }

        /// Whether a step along the projected gradient would lead nowhere.
        private boolean isStationary() {
            double largest = 0;
            for (int j = 0; j < x.length; j++) {
                largest = max(largest, abs(box.clamp(j, x[j] - here.gradient()[j]) - x[j]));
            }
            return !(largest > STATIONARY * max(1, abs(here.value())));
        }

        private boolean step() {
            double[] direction = direction();
            if (!(Vec.dot(direction, here.gradient()) < 0)) {
                inverse = identity();
                direction = direction();
            }
            if (search(direction)) {
                return true;
            }
            inverse = identity();
            return search(direction());
        }

        /// Of the coordinates that are free to move; the others are held by the box.
        private double[] direction() {
            double[] direction = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                for (int k = 0; k < x.length; k++) {
                    if (isFree(j) && isFree(k)) {
                        direction[j] -= inverse[j][k] * here.gradient()[k];
                    }
                }
            }
            return direction;
        }

        private boolean isFree(int j) {
            double g = here.gradient()[j];
            return g > 0 ? x[j] > box.low()[j] : x[j] < box.high()[j];
        }

        private boolean search(double[] direction) {
            double length = 1;
            for (int i = 0; i < HALVINGS; i++, length /= 2) {
                double[] next = x.clone();
                for (int j = 0; j < next.length; j++) {
                    next[j] = box.clamp(j, x[j] + length * direction[j]);
                }
                double[] moved = Vec.minus(next, x);
                Slope there = function.at(next);
                double expected = Vec.dot(here.gradient(), moved);
                if (expected < 0 && there.value() <= here.value() + SUFFICIENT * expected) {
                    update(moved, Vec.minus(there.gradient(), here.gradient()));
                    x = next;
                    here = there;
                    return true;
                }
            }
            return false;
        }

        private void update(double[] s, double[] y) {
            double sy = Vec.dot(s, y);
            if (!(sy > 1e-12 * Vec.dot(s, s))) {
                return; // no positive curvature along the step: the old metric stays
            }
            double[] hy = new double[s.length];
            for (int j = 0; j < s.length; j++) {
                hy[j] = Vec.dot(inverse[j], y);
            }
            double gain = (1 + Vec.dot(y, hy) / sy) / sy;
            for (int j = 0; j < s.length; j++) {
                for (int k = 0; k < s.length; k++) {
                    inverse[j][k] += gain * s[j] * s[k] - (hy[j] * s[k] + s[j] * hy[k]) / sy;
                }
            }
        }

        private double[][] identity() {
            double[][] identity = new double[x.length][x.length];
            for (int j = 0; j < x.length; j++) {
                identity[j][j] = 1;
            }
            return identity;
        }
    }
}
