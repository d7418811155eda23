package samplerscope.peer.authors;

import static samplerscope.schedule.Parameterization.NOISE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Op;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;

/// DEIS tAB or rhoAB with integrals summed from 10 000 left rectangles, as the released code has them: they are off by up to
/// some 1e-4. Ours are exact.
///
/// @param path   to ask for what stands under the integral
/// @param degree of the polynomial, once there are enough outputs
/// @param inRho  whether the polynomial and the rectangles lie in rho; in time otherwise
record SummedAdamsBashforth(DeisPath path, int degree, boolean inRho) implements Solver {

    private static final int RECTANGLES = 10_000;

    @Override
    public Step plan(StepRequest r) {
        var nodes = new ArrayList<>(List.of(r.from()));
        nodes.addAll(r.nodes(degree));
        var terms = new ArrayList<>(List.of(Op.term(r.to().alpha() / r.from().alpha(), Slot.X)));
        for (int j = 0; j < nodes.size(); j++) {
            terms.add(Op.term(weight(nodes, j, r.to()), j == 0 ? Slot.work(0) : Slot.past(j - 1, NOISE)));
        }
        return new Step(r.from(), r.to(), new Op.Evaluate(Slot.work(0), Slot.X, r.from(), NOISE),
            Op.combine(Slot.X, terms));
    }

    private double weight(List<NoiseLevel> nodes, int j, NoiseLevel to) {
        double[] at = nodes.stream().mapToDouble(inRho ? NoiseLevel::rho : NoiseLevel::time).toArray();
        if (inRho) {
            return to.alpha() * sum(u -> basis(at, j, u), at[0], to.rho());
        }
        return sum(t -> to.alpha() / path.at(t).alpha() * -0.5 * path.slope(t) / path.at(t).sigma() * basis(at, j, t),
            at[0], to.time());
    }

    private static double sum(DoubleUnaryOperator integrand, double from, double to) {
        double sum = 0;
        double width = (to - from) / RECTANGLES;
        for (int i = 0; i < RECTANGLES; i++) {
            sum += integrand.applyAsDouble(from + i * width);
        }
        return sum * width;
    }

    /// The Lagrange polynomial that is 1 at node `j` and 0 at the others.
    private static double basis(double[] nodes, int j, double u) {
        double product = 1;
        for (int k = 0; k < nodes.length; k++) {
            product *= k == j ? 1 : (u - nodes[k]) / (nodes[j] - nodes[k]);
        }
        return product;
    }
}
