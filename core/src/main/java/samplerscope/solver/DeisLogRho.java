package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.Arrays;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DEIS with a polynomial in log rho: exponential Adams-Bashforth through the noise predictions as a function of lambda,
/// one evaluation per step.
///
/// With no past it is DDIM, and it gains an order with each step. Undefined at `sigma = 0` once it has a past.
///
/// Source: Zhang & Chen 2023, arXiv:2204.13902, Eq. 15 with `V = log rho`; what diffusers calls DEIS.
///
/// @param degree of the polynomial, 0 to 3; the global order is one more
public record DeisLogRho(int degree) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("deis-log-rho", "DEIS log-rho AB", 3,
        "Zhang & Chen 2023, arXiv:2204.13902, Eq. 15",
        List.of(Parameter.whole("degree", "degree", "of the polynomial in lambda; the order is one more", 2, 0, 3),
            Layout.LOWER_ORDER_FINAL),
        s -> new DeisLogRho(s.whole("degree")))
        .laidOut(Layout.fallingOrder(s -> s.whole("degree") + 1, (_, order) -> new DeisLogRho(order - 1)))
        .in(SolverFamily.Group.MULTISTEP);

    @Override
    public Step plan(StepRequest r) {
        List<NoiseLevel> nodes = r.nodes(degree);
        if (nodes.isEmpty()) {
            return new Ddim(0).plan(r);
        }
        MultistepForm noise = MultistepForm.NOISE;
        double[] positions = MultistepForm.positions(nodes, r.from(), r.to());
        return new Step(r.from(), r.to(), new Op.Evaluate(work(0), X, r.from(), noise.output()),
            combine(X, noise.sum(r.from(), r.to(), X, work(0), noise.pastOutputs(0, nodes.size()),
                ExponentialWeights.ofDifferences(r.h(), positions))));
    }
}
