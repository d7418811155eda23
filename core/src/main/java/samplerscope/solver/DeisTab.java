package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import samplerscope.schedule.NoiseLevel;

/// DEIS tAB: exponential Adams-Bashforth whose polynomial runs through the noise predictions as a function of time.
///
/// The linear part is exact; `C_j = -alpha_t integral e^{-lambda} l_j(time(lambda)) d lambda` by quadrature, with `l_j`
/// the Lagrange basis over the newest outputs. One evaluation per step. With no past it is Euler, and it gains an order
/// with each step.
///
/// Source: Zhang & Chen 2023, arXiv:2204.13902, Eq. 15.
///
/// @param degree of the polynomial, the paper's number in "tAB3"; the global order is one more
public record DeisTab(int degree) implements Solver {

    public static final SolverFamily TAB1 = family(1);
    public static final SolverFamily TAB2 = family(2);
    public static final SolverFamily TAB3 = family(3);

    private static SolverFamily family(int degree) {
        return new SolverFamily("deis-tab" + degree, "DEIS tAB" + degree, degree + 1,
            "Zhang & Chen 2023, arXiv:2204.13902, Eq. 15", List.of(),
            _ -> new DeisTab(degree)).in(SolverFamily.Group.MULTISTEP)
            .noting("Coefficients are exact integrals; the released code sums 10 000 left rectangles, which moves them by "
                + "up to 3e-4 and the end of a five-step run by up to 2e-3.");
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        var nodes = new ArrayList<>(List.of(s));
        nodes.addAll(r.nodes(degree));
        if (nodes.size() == 1) {
            return new Euler().plan(r);
        }
        var terms = new ArrayList<>(List.of(term(t.alpha() / s.alpha(), X)));
        for (int j = 0; j < nodes.size(); j++) {
            terms.add(term(t.alpha() * weight(r, nodes, j), j == 0 ? work(0) : past(j - 1, NOISE)));
        }
        return new Step(s, t, new Op.Evaluate(work(0), X, s, NOISE), combine(X, terms));
    }

    private static double weight(StepRequest r, List<NoiseLevel> nodes, int j) {
        double[] times = nodes.stream().mapToDouble(NoiseLevel::time).toArray();
        DoubleUnaryOperator integrand =
            lambda -> -exp(-lambda) * Lagrange.basis(times, j, r.schedule().timeOfLambda(lambda));
        return GaussLegendre.integrate(integrand, r.from().lambda(), r.to().lambda());
    }
}
