package samplerscope.peer.edm;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;

/// The second-order steps of EDM in the time of any schedule: `dx/dt = (sigma' / sigma + s' / s) x - sigma' s / sigma x0`, a
/// trial step of `share` of the whole, and the mean of both slopes that makes it second order. `share = 1` is Heun, 1/2 the
/// midpoint rule, 2/3 Ralston's. A step to `sigma = 0` is Euler.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 3.
///
/// @param share of the trial step
/// @param euler whether only the first slope is used
record AblationStep(AblationPath path, double share, boolean euler) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        double s = r.from().time();
        double h = r.to().time() - s;
        var first = new Op.Evaluate(work(0), X, r.from(), DATA);
        if (euler || r.to().sigma() == 0) {
            return new Step(r.from(), r.to(), first,
                combine(X, term(1 + h * ofState(s), X), term(h * ofData(s), work(0))));
        }
        double trial = s + share * h;
        NoiseLevel at = path.at(trial);
        double second = 1 / (2 * share);
        return new Step(r.from(), r.to(), first,
            combine(work(1), term(1 + share * h * ofState(s), X), term(share * h * ofData(s), work(0))),
            new Op.Evaluate(work(2), work(1), at, DATA),
            combine(X, term(1 + h * (1 - second) * ofState(s), X), term(h * (1 - second) * ofData(s), work(0)),
                term(h * second * ofState(trial), work(1)), term(h * second * ofData(trial), work(2))));
    }

    private double ofState(double t) {
        return path.slope(t) / path.sigma(t) + path.scaleSlope(t) / path.scale(t);
    }

    private double ofData(double t) {
        return -path.slope(t) * path.scale(t) / path.sigma(t);
    }
}
