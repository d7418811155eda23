package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;
import static samplerscope.solver.Op.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.EmsTable;

/// A Taylor expansion of the model output in lambda around one of the outputs seen, integrated exactly.
///
/// With `m` the data or the noise prediction, `s` the level of the start, `t` the target and `k = 0 .. order - 1`:
///
///     data:   x_t = (sigma_t / sigma_s) x_s + alpha_t sum_k h^(k+1) phi_(k+1)(-h) m_s^(k)
///     noise:  x_t = (alpha_t / alpha_s) x_s - sigma_t sum_k h^(k+1) phi_(k+1)(h) m_s^(k)
///     v3:     x_t = (alpha_t / alpha_s) e^(L_s - L_t) x_s - alpha_t e^(L_s - L_t) (bias + sum_k E_k g_s^(k))
///
/// where `g` and the integrals come from model statistics, see {@link EmsTable}.
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
/// @param relaxation of the derivatives
public record Expansion(Prediction prediction, int start, int order, List<Set<Integer>> nodes,
                        Relaxation relaxation) {

    /// Where nothing is expanded.
    public static final Expansion NONE =
        new Expansion(Prediction.DATA, 0, 0, List.of(), Relaxation.NONE);

    public Expansion {
        nodes = nodes.stream().map(Set::copyOf).toList();
    }

    public boolean isNone() {
        return order == 0;
    }

    /// The target by this expansion, as far as the outputs go: with fewer of them the order is lower, a start that is
    /// not there is the newest output, and a set that lacks outputs for its derivative is full.
    ///
    /// @param ems statistics of the model, where they are known
    Op.Combine combine(Slot into, Outputs seen, NoiseLevel target, Optional<EmsTable> ems) {
        int from = start < seen.size() ? start : 0;
        NoiseLevel s = seen.level(from);
        double h = target.lambda() - s.lambda();
        var positions = new double[seen.size()];
        for (int age = 0; age < positions.length; age++) {
            positions[age] = (seen.level(age).lambda() - s.lambda()) / h;
        }
        return Op.combine(into, prediction == Prediction.STATISTICS && ems.isPresent()
            ? withStatistics(ems.get(), seen, from, positions, target)
            : plain(seen, from, positions, target));
    }

    private List<Op.Term> plain(Outputs seen, int from, double[] positions, NoiseLevel target) {
        NoiseLevel s = seen.level(from);
        double h = target.lambda() - s.lambda();
        boolean noise = prediction == Prediction.NOISE;
        double z = noise ? h : -h;
        double[] w = weights(derivatives(from, positions), z);
        double scale = noise ? -target.sigma() * h : target.alpha() * h;
        var terms = new ArrayList<>(seen.state(from, noise ? target.alpha() / s.alpha() : target.sigma() / s.sigma()));
        for (int age = 0; age < w.length; age++) {
            terms.add(term(scale * w[age],
                seen.output(age, noise ? Parameterization.NOISE : Parameterization.DATA)));
        }
        return terms;
    }

    private double[] weights(double[][] derivatives, double z) {
        var w = new double[derivatives[0].length];
        for (int k = 0; k < derivatives.length; k++) {
            double integral = Phi.of(k + 1, z) * relaxation.factor(k, z);
            for (int age = 0; age < w.length; age++) {
                w[age] += integral * derivatives[k][age];
            }
        }
        return w;
    }

    /// `g_j = e^(S_s - S_j) f_j - e^(S_s) (B_j - B_s)` with `f_j = (sigma_j (1 - l_j) eps_j) / alpha_j - l_j x0_j`.
    private List<Op.Term> withStatistics(EmsTable table, Outputs seen, int from, double[] positions,
                                         NoiseLevel target) {
        NoiseLevel s = seen.level(from);
        double h = target.lambda() - s.lambda();
        double[][] derivatives = derivatives(from, positions);
        var kernel = table.kernel(s.lambda(), target.lambda(), derivatives.length);
        var start = table.at(s.lambda());
        double[] keep = times(target.alpha() / s.alpha(), kernel.decay());
        double[] constant = times(-target.alpha(), kernel.decay(), kernel.bias());
        var terms = new ArrayList<>(seen.state(from, keep));
        for (int age = 0; age < positions.length; age++) {
            if (isUnused(derivatives, age)) {
                continue;
            }
            NoiseLevel level = seen.level(age);
            var here = table.at(level.lambda());
            double[] weight = times(-target.alpha(), kernel.decay(), integral(kernel, derivatives, age, h));
            var ofNoise = new double[weight.length];
            var ofData = new double[weight.length];
            for (int j = 0; j < weight.length; j++) {
                double scaled = weight[j] * exp(start.sumS()[j] - here.sumS()[j]);
                ofNoise[j] = scaled * level.sigma() * (1 - here.l()[j]) / level.alpha();
                ofData[j] = -scaled * here.l()[j];
                constant[j] -= weight[j] * exp(start.sumS()[j]) * (here.sumB()[j] - start.sumB()[j]);
            }
            terms.add(term(new Weight.PerElement(ofNoise), seen.output(age, Parameterization.NOISE)));
            terms.add(term(new Weight.PerElement(ofData), seen.output(age, Parameterization.DATA)));
        }
        terms.add(term(new Weight.PerElement(constant), Slot.ONE));
        return terms;
    }

    /// How far `g` of one output enters the step, per element.
    private double[] integral(EmsTable.Kernel kernel, double[][] derivatives, int age, double h) {
        var sum = new double[kernel.decay().length];
        for (int k = 0; k < derivatives.length; k++) {
            double factor = relaxation.factor(k, -h) * derivatives[k][age] / pow(h, k);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += factor * kernel.moments()[k][j];
            }
        }
        return sum;
    }

    private static double[] times(double factor, double[]... values) {
        var product = new double[values[0].length];
        Arrays.fill(product, factor);
        for (double[] each : values) {
            for (int j = 0; j < product.length; j++) {
                product[j] *= each[j];
            }
        }
        return product;
    }

    private static boolean isUnused(double[][] derivatives, int age) {
        return Arrays.stream(derivatives).allMatch(weights -> weights[age] == 0);
    }

    /// Weights of the outputs in each derivative in units of the step, `derivatives[0]` being the output at the start.
    ///
    /// @param positions of the outputs in units of the step, 0 for the start
    private double[][] derivatives(int from, double[] positions) {
        int reached = min(order, positions.length);
        var all = new double[reached][positions.length];
        all[0][from] = 1;
        for (int k = 1; k < reached; k++) {
            int[] ages = ages(k, from, reached, positions.length);
            double[] difference = difference(k, IntStream.of(ages).mapToDouble(age -> positions[age]).toArray());
            for (int j = 0; j < ages.length; j++) {
                all[k][ages[j]] += difference[j];
                all[k][from] -= difference[j];
            }
        }
        return all;
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
