package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// Linear multistep: Adams-Bashforth on `d(x / alpha) / d rho = eps`, the polynomial in rho integrated exactly, one
/// evaluation per step. The same as DEIS rhoAB with a degree one lower.
///
/// With no past it is Euler, and it gains an order with each step. It reaches `sigma = 0`.
///
/// Source: Crowson 2022, k-diffusion, `sample_lms`; Zhang & Chen 2023, arXiv:2204.13902, Eq. 15 with `V = rho`.
///
/// @param order   outputs that the polynomial runs through, 1 to 4
/// @param weights whether they are right
public record Lms(int order, Weights weights) implements Solver {

    /// The weights of the outputs.
    public enum Weights {
        /// The integrals.
        EXACT("exact"),
        /// Those of the variable-step iPNDM of the AMED toolbox: meant to be the same, with a parenthesis misplaced.
        IPNDM_V("ipndm-v");

        static final Parameter SETTING = Parameter.oneOf("weights", "weights",
            "exact integrates the polynomial; ipndm-v repeats a misplaced parenthesis of the AMED toolbox",
            EXACT.word, IPNDM_V.word);

        private final String word;

        Weights(String word) {
            this.word = word;
        }

        static Weights of(Settings settings) {
            return settings.word(SETTING.id()).equals(IPNDM_V.word) ? IPNDM_V : EXACT;
        }
    }

    private static final Parameter ORDER =
        Parameter.whole("order", "order", "outputs that the polynomial runs through", 4, 1, 4);

    public static final SolverFamily FAMILY = new SolverFamily("lms", "LMS", 4,
        "Crowson 2022, k-diffusion, sample_lms", List.of(ORDER, Weights.SETTING),
        s -> new Lms(s.whole("order"), Weights.of(s)))
        .in(SolverFamily.Group.MULTISTEP)
        .noting("The same solver as DEIS rhoAB. diffusers and k-diffusion integrate the polynomial by adaptive quadrature, "
            + "which agrees to 1e-4 of a coefficient or better. The variable-step iPNDM of the AMED toolbox is meant to be "
            + "this, but has a misplaced parenthesis in its weights of orders 3 and 4; 'ipndm-v' repeats it.");
    public static final SolverFamily RHO_AB = new SolverFamily("deis-rho-ab", "DEIS rhoAB", 4,
        "Zhang & Chen 2023, arXiv:2204.13902, Eq. 15",
        List.of(Parameter.whole("degree", "degree", "of the polynomial in rho; the order is one more", 3, 0, 3)),
        s -> new Lms(s.whole("degree") + 1)).in(SolverFamily.Group.MULTISTEP);

    /// With exact weights.
    public Lms(int order) {
        this(order, Weights.EXACT);
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        var nodes = new ArrayList<>(List.of(s));
        nodes.addAll(r.nodes(order - 1));
        if (nodes.size() == 1 || s.alpha() == 0) {
            return new Euler().plan(r);
        }
        var terms = new ArrayList<>(List.of(term(t.alpha() / s.alpha(), X)));
        double[] rho = nodes.stream().mapToDouble(NoiseLevel::rho).toArray();
        double[] w = weights == Weights.EXACT ? exact(rho, t.rho()) : IpndmV.weights(rho, t.rho());
        for (int j = 0; j < nodes.size(); j++) {
            terms.add(term(t.alpha() * w[j], j == 0 ? work(0) : past(j - 1, NOISE)));
        }
        return new Step(s, t, new Op.Evaluate(work(0), X, s, NOISE), combine(X, terms));
    }

    /// The integrals over rho of the Lagrange polynomials that are 1 at one node and 0 at the others.
    private static double[] exact(double[] rho, double to) {
        return IntStream.range(0, rho.length)
            .mapToDouble(j -> GaussLegendre.integrate(u -> Lagrange.basis(rho, j, u), rho[0], to)).toArray();
    }
}
