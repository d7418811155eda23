package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;

/// DPM-Solver-12 and -23: a single-step DPM-Solver and the one of the order below from the same evaluations. The step ends
/// with the higher order; the difference of the two is the error estimate.
///
/// A step from `alpha = 0` or to `sigma = 0` is DDIM, with no error estimated.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, App. C (noise form); arXiv:2211.01095, released code (data form).
///
/// @param form  what is extrapolated
/// @param order the higher of the two, 2 or 3
/// @param slope how slopes are integrated
public record DpmPair(MultistepForm form, int order, SlopeForm slope) implements EmbeddedSolver {

    private static final Slot LOWER = work(4);
    private static final Slot ERROR = work(5);
    private static final double THIRD = 1.0 / 3;

    public DpmPair {
        if (order < 2 || order > 3) {
            throw new IllegalArgumentException("order " + order + " of a pair; there are 2 and 3");
        }
    }

    @Override
    public Step plan(StepRequest r) {
        Step higher = higher(r);
        var ops = new ArrayList<>(higher.ops());
        if (r.isEndless()) {
            ops.add(combine(ERROR, term(0, X)));
            return new Step(r.from(), r.to(), ops);
        }
        // The lower order starts from the same state, so it is taken before the last instruction replaces that.
        ops.add(ops.size() - 1, combine(LOWER, lower(r)));
        ops.add(combine(ERROR, term(1, X), term(-1, LOWER)));
        return new Step(r.from(), r.to(), ops);
    }

    private Step higher(StepRequest r) {
        return order == 2 ? SingleStep.second(r, form, 0.5, slope)
            : SingleStep.third(r, form, THIRD, 2 * THIRD, slope);
    }

    private List<Op.Term> lower(StepRequest r) {
        return order == 2 ? form.sum(r.from(), r.to(), X, work(0), List.of(), new double[0])
            : form.sum(r.from(), r.to(), X, work(0), List.of(work(1)),
                new double[] {slope.weight(form.z(r.h())) / THIRD});
    }

    @Override
    public Slot errorEstimate() {
        return ERROR;
    }

    @Override
    public int weakerOrder() {
        return order - 1;
    }
}
