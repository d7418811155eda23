package samplerscope.solver;

import static java.lang.StrictMath.min;
import static samplerscope.solver.Op.term;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// A Taylor expansion of the model output in lambda around one of the outputs seen, integrated exactly.
///
/// With `m` the data or the noise prediction, `s` the level of the start, `t` the target and `k = 0 .. order - 1`:
///
///     data:   x_t = (sigma_t / sigma_s) x_s + alpha_t sum_k h^(k+1) phi_(k+1)(-h) m_s^(k)
///     noise:  x_t = (alpha_t / alpha_s) x_s - sigma_t sum_k h^(k+1) phi_(k+1)(h) m_s^(k)
///
/// Each derivative comes from a difference through its own set of outputs, exact for polynomials of as high a degree as
/// there are outputs in the set. Where all sets are full this integrates the Lagrange polynomial.
///
/// Outputs are counted by age: 0 is the newest, made at the level where the step begins.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3 and App. B.
///
/// @param prediction what is expanded
/// @param start      age of the output that it is expanded around
/// @param order      of the Taylor polynomial plus one, `>= 1`; 0 for no expansion at all
/// @param nodes      for the first, second, ... derivative the ages of the outputs in its difference; an empty set, or
///                   none, is full: the newest `order - 1` outputs
/// @param relaxation of the first derivative
public record Expansion(Parameterization prediction, int start, int order, List<Set<Integer>> nodes,
                        Relaxation relaxation) {

    /// Where nothing is expanded.
    public static final Expansion NONE =
        new Expansion(Parameterization.DATA, 0, 0, List.of(), Relaxation.NONE);

    public Expansion {
        nodes = nodes.stream().map(Set::copyOf).toList();
    }

    public boolean isNone() {
        return order == 0;
    }

    /// The target by this expansion, as far as the outputs go: with fewer of them the order is lower, a start that is
    /// not there is the newest output, and a set that lacks outputs for its derivative is full.
    Op.Combine combine(Slot into, Outputs seen, NoiseLevel target) {
        int from = start < seen.size() ? start : 0;
        NoiseLevel s = seen.level(from);
        double h = target.lambda() - s.lambda();
        var positions = new double[seen.size()];
        for (int age = 0; age < positions.length; age++) {
            positions[age] = (seen.level(age).lambda() - s.lambda()) / h;
        }
        boolean data = prediction == Parameterization.DATA;
        double[] w = weights(data ? -h : h, from, positions);
        double scale = data ? target.alpha() * h : -target.sigma() * h;
        var terms = new ArrayList<>(seen.state(from, data ? target.sigma() / s.sigma() : target.alpha() / s.alpha()));
        for (int age = 0; age < w.length; age++) {
            terms.add(term(scale * w[age], seen.output(age, prediction)));
        }
        return Op.combine(into, terms);
    }

    /// One weight per output, in units of the step.
    ///
    /// @param positions of the outputs in units of the step, 0 for the start
    private double[] weights(double z, int from, double[] positions) {
        var w = new double[positions.length];
        w[from] = Phi.of(1, z);
        int reached = min(order, positions.length);
        for (int k = 1; k < reached; k++) {
            int[] ages = ages(k, from, reached, positions.length);
            double integral = Phi.of(k + 1, z) * (k == 1 ? relaxation.factor(z) : 1);
            double[] difference = difference(k, IntStream.of(ages).mapToDouble(age -> positions[age]).toArray());
            for (int j = 0; j < ages.length; j++) {
                w[ages[j]] += integral * difference[j];
                w[from] -= integral * difference[j];
            }
        }
        return w;
    }

    private int[] ages(int derivative, int from, int reached, int outputs) {
        if (derivative <= nodes.size()) {
            int[] given = new TreeSet<>(nodes.get(derivative - 1)).stream().mapToInt(age -> age)
                .filter(age -> age != from && age < outputs).toArray();
            if (given.length >= derivative) {
                return given;
            }
        }
        return IntStream.range(0, outputs).filter(age -> age != from).limit(reached - 1).toArray();
    }

    /// Weights `c_j` with `sum_j c_j (m_j - m_s)` the derivative: `sum_j c_j r_j^i / i!` is 1 for `i = derivative` and
    /// 0 for the other `i = 1 .. n`.
    private static double[] difference(int derivative, double[] positions) {
        int n = positions.length;
        var rows = new double[n][n + 1];
        for (int j = 0; j < n; j++) {
            double power = 1;
            for (int i = 0; i < n; i++) {
                power *= positions[j];
                rows[i][j] = power;
            }
        }
        rows[derivative - 1][n] = Phi.factorial(derivative);
        return ExponentialWeights.solve(rows);
    }
}
