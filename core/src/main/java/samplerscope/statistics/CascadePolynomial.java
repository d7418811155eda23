package samplerscope.statistics;

import static java.lang.StrictMath.clamp;
import static java.lang.StrictMath.pow;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/// Ratios of DC-Solver as a function of the step, the number of steps and the guidance scale: cascade polynomial
/// regression. A cubic in `u = step / steps`, whose coefficients are quadratics in `c = guidance / 12`, whose
/// coefficients are quadratics in `n = steps / 50`.
///
/// Source: Zhao et al. 2024, arXiv:2409.03755, Sec. 3.4; powers, scales and layout as in the released code,
/// `cascade_polynomial_regression`.
///
/// @param coefficients of `u^k c^(2-p) n^(2-q)` at `[(3 k + p) 3 + q]`, k = 0 to 3, p and q = 0 to 2
public record CascadePolynomial(List<Double> coefficients) {

    /// Number of coefficients per power of `u`, of `c` and of `n`.
    public static final List<Integer> SHAPE = List.of(4, 3, 3);
    public static final int SIZE = 36;

    private static final double GUIDANCE_UNIT = 12;
    private static final double STEPS_UNIT = 50;
    private static final double LOWEST = 0;
    private static final double HIGHEST = 2;

    /// A ratio that was found.
    ///
    /// @param step     from 1
    /// @param steps    of its run
    /// @param guidance scale
    public record Observation(int step, int steps, double guidance, double ratio) {}

    /// @throws IllegalArgumentException unless there are 36 finite coefficients; who reads a file checks before
    public CascadePolynomial {
        coefficients = List.copyOf(coefficients);
        if (coefficients.size() != SIZE || !coefficients.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("not %d finite coefficients: %s".formatted(SIZE, coefficients));
        }
    }

    /// The least squares fit; of several equally good ones, that with the smallest coefficients. Few numbers of steps
    /// or guidance scales leave several: the fit is then meant for those seen and what lies between them.
    ///
    /// @param observations at least one
    public static CascadePolynomial fit(List<Observation> observations) {
        var rows = new double[observations.size()][];
        var ratios = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Observation o = observations.get(i);
            rows[i] = monomials(o.step(), o.steps(), o.guidance());
            ratios[i] = o.ratio();
        }
        var solved = new SingularValueDecomposition(new Array2DRowRealMatrix(rows)).getSolver()
            .solve(new ArrayRealVector(ratios));
        var coefficients = new ArrayList<Double>();
        for (double c : solved.toArray()) {
            coefficients.add(c);
        }
        return new CascadePolynomial(coefficients);
    }

    /// The ratio of one step; may lie outside 0 to 2 where nothing was observed.
    ///
    /// @param step from 1
    public double at(int step, int steps, double guidance) {
        double[] monomials = monomials(step, steps, guidance);
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += coefficients.get(i) * monomials[i];
        }
        return sum;
    }

    /// The ratios of a run, each kept within 0 to 2; 1 while there are fewer outputs than points.
    ///
    /// @param points that the newest output is interpolated from; 3 in the paper
    public List<Double> ratios(int steps, double guidance, int points) {
        var ratios = new ArrayList<Double>();
        for (int step = 1; step <= steps; step++) {
            ratios.add(step < points ? 1 : clamp(at(step, steps, guidance), LOWEST, HIGHEST));
        }
        return List.copyOf(ratios);
    }

    private static double[] monomials(int step, int steps, double guidance) {
        double u = (double) step / steps;
        double c = guidance / GUIDANCE_UNIT;
        double n = steps / STEPS_UNIT;
        var values = new double[SIZE];
        int i = 0;
        for (int k = 0; k < SHAPE.get(0); k++) {
            for (int p = 0; p < SHAPE.get(1); p++) {
                for (int q = 0; q < SHAPE.get(2); q++) {
                    values[i++] = pow(u, k) * pow(c, 2 - p) * pow(n, 2 - q);
                }
            }
        }
        return values;
    }
}
