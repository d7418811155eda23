package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// SA-Solver: stochastic Adams predictor and corrector, one evaluation per step.
///
/// With noise `tau` the step of length `h` in lambda is `x_t = e^{-tau^2 h} (sigma_t / sigma_s) x_s + (1 + tau^2)
/// alpha_t h sum_j w_j x0_j + sigma_t sqrt(1 - e^{-2 tau^2 h}) z`, the weights those of a polynomial against `e^{(1 +
/// tau^2) lambda}`. The evaluation at the start of a step also corrects the step before it, with the noise that one
/// drew. `tau = 0` is UniPC with all coefficients solved for, then its order is that of the corrector, at most one more
/// than the predictor's.
///
/// With noise the weak order is 2 for every predictor of two outputs or more. The drift follows the noise within a
/// step, `int W dt`, whose part independent of the step's one draw has variance `h^3 / 12`; the variance of each step
/// lacks it.
///
/// Source: Xue et al. 2023, arXiv:2309.05019, Eqs. 13 to 18; the few-step weights and the noise form from its released code.
///
/// @param form      what is extrapolated
/// @param predictor outputs that the predictor runs through, 1 to 4
/// @param corrector outputs that the corrector runs through, the new one included, 1 to 4; 0 corrects nothing
/// @param tau       noise of this step
/// @param tauBefore noise of the step before, which is corrected here
/// @param again     outputs that a corrector of this very step runs through, after another evaluation at its predicted end;
///                  0 for none
/// @param fewSteps  changes weights through two outputs by a term of third order, as the released code does
public record SaSolver(MultistepForm form, int predictor, int corrector, double tau, double tauBefore, int again,
                       boolean fewSteps)
    implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("sa-solver", "SA-Solver", 2,
        "Xue et al. 2023, arXiv:2309.05019, Eqs. 13 to 18",
        List.of(Parameter.whole("predictor", "predictor order", "outputs that the predictor runs through", 3, 1, 4),
            Parameter.whole("corrector", "corrector order",
                "outputs that the corrector runs through, the new one included; 0 corrects nothing", 4, 0, 4),
            Parameter.real("tau", "tau", "noise: 0 is the ODE, 1 the reverse SDE", 1, 0, 2),
            Parameter.real("tau-from", "tau from", "no noise where sigma / alpha is above this", 1e6, 0, 1e6),
            Parameter.real("tau-to", "tau to", "no noise where sigma / alpha is below this", 0, 0, 1e6),
            MultistepForm.SETTING,
            Parameter.onOff("few-steps", "few steps",
                "the released code's change of the weights through two outputs, meant for few steps", false),
            Layout.LOWER_ORDER_FINAL,
            Parameter.real("tau-before", "tau before",
                "of a single step: noise of the step before, which it corrects; -1 is tau", -1, -1, 2),
            Parameter.whole("again", "again", "of a single step: outputs that a corrector of its own end runs through, after "
                + "one more evaluation; 0 corrects nothing", 0, 0, 4)),
        SaSolver::of)
        .laidOut(SaSolver::along).in(SolverFamily.Group.STOCHASTIC).withoutNoise("tau", 4)
        .noting("The last step draws no noise. diffusers appends the last sigma twice on its ladders, so that its last "
            + "evaluation moves nothing, and changes the weights through two outputs (few-steps).");

    private static final Slot NOW = work(0);
    private static final Slot FRESH = work(1);
    private static final Slot NEXT = work(2);
    /// What the step before drew.
    private static final Slot.Kept NOISE = new Slot.Kept("noise");

    private static SaSolver of(Settings s) {
        double before = s.number("tau-before");
        return new SaSolver(MultistepForm.of(s), s.whole("predictor"), s.whole("corrector"), s.number("tau"),
            before < 0 ? s.number("tau") : before, s.whole("again"), s.flag("few-steps"));
    }

    private static SaSolver of(Settings s, int predictor, int corrector, double tau, double tauBefore) {
        return new SaSolver(MultistepForm.of(s), predictor, corrector, tau, tauBefore, 0, s.flag("few-steps"));
    }

    private static List<Solver> along(Settings s, Layout.Run run) {
        var solvers = new ArrayList<Solver>();
        int steps = run.steps();
        boolean falls = s.flag(Layout.LOWER_ORDER_FINAL.id());
        for (int i = 0; i < steps; i++) {
            boolean endless = run.grid().levels().get(i + 1).sigma() == 0 || run.grid().levels().get(i).alpha() == 0;
            int predictor = endless ? 1 : falls ? StrictMath.min(s.whole("predictor"), steps - i) : s.whole("predictor");
            // The corrector runs through one output more than the predictor whose step it corrects.
            int corrector = falls ? StrictMath.min(s.whole("corrector"), steps - i + 2) : s.whole("corrector");
            solvers.add(of(s, predictor, corrector, noise(s, run, i), i == 0 ? 0 : noise(s, run, i - 1)));
        }
        return List.copyOf(solvers);
    }

    private static double noise(Settings s, Layout.Run run, int step) {
        double rho = run.grid().levels().get(step).rho();
        boolean within = s.number("tau-to") <= rho && rho <= s.number("tau-from");
        return within && step < run.steps() - 1 ? s.number("tau") : 0;
    }

    @Override
    public Step plan(StepRequest r) {
        if (r.from().alpha() == 0 || (r.to().sigma() == 0 && predictor == 1)) {
            return new Ddim(0).plan(r);
        }
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(NOW, X, r.from(), form.output())));
        boolean drawn = tauBefore == 0 || r.kept().contains(NOISE.name());
        if (corrector > 0 && drawn && r.kept().contains(START.name()) && !r.nodes(1).isEmpty()) {
            ops.add(correction(r.nodes(StrictMath.max(1, corrector - 1)), r.from(), corrector, tauBefore, NOW, 0));
        }
        ops.add(combine(START, term(1, X)));
        ops.addAll(prediction(r));
        if (again > 0) {
            var nodes = new ArrayList<>(List.of(r.from()));
            nodes.addAll(r.nodes(again - 2));
            ops.add(new Op.Evaluate(NEXT, X, r.to(), form.output()));
            ops.add(correction(nodes, r.to(), again, tau, NEXT, -1));
        }
        return new Step(r.from(), r.to(), ops);
    }

    private List<Op> prediction(StepRequest r) {
        List<NoiseLevel> nodes = r.nodes(predictor - 1);
        double[] positions = MultistepForm.positions(nodes, r.from(), r.to());
        var outputs = new ArrayList<>(List.of(NOW));
        outputs.addAll(form.pastOutputs(0, nodes.size()));
        var all = new double[positions.length + 1];
        System.arraycopy(positions, 0, all, 1, positions.length);
        double[] w = ExponentialWeights.of(z(tau, r.h()), all);
        if (fewSteps && w.length == 2 && form == MultistepForm.DATA) {
            double extra = few(tau, r.h()) / -positions[0];
            w[0] += extra;
            w[1] -= extra;
        }
        var ops = new ArrayList<Op>();
        var terms = terms(r.from(), r.to(), X, outputs, w, tau);
        if (tau > 0) {
            ops.add(new Op.Draw(FRESH, 0));
            ops.add(combine(NOISE, term(1, FRESH)));
            terms.add(term(spread(r.to(), r.h(), tau), FRESH));
        }
        ops.add(combine(X, terms));
        return ops;
    }

    /// The step that ended at `t` and began at `nodes[0]`, taken again with the output at its end and the same noise.
    ///
    /// @param age of the first node's output; -1 for the one this step made
    private Op correction(List<NoiseLevel> nodes, NoiseLevel t, int count, double tau, Slot there, int age) {
        NoiseLevel s = nodes.getFirst();
        double h = t.lambda() - s.lambda();
        int used = count == 1 ? 0 : nodes.size();
        var all = new double[used + 1];
        all[0] = 1;
        System.arraycopy(MultistepForm.positions(nodes.subList(0, used), s, t), 0, all, 1, used);
        double[] w = ExponentialWeights.of(z(tau, h), all);
        if (fewSteps && w.length == 2 && form == MultistepForm.DATA) {
            double extra = few(tau, h);
            w[0] += extra;
            w[1] -= extra;
        }
        var outputs = new ArrayList<>(List.of(there));
        for (int j = 0; j < used; j++) {
            outputs.add(age + j < 0 ? NOW : Slot.past(age + j, form.output()));
        }
        var terms = terms(s, t, START, outputs, w, tau);
        if (tau > 0) {
            terms.add(term(spread(t, h, tau), NOISE));
        }
        return combine(X, terms);
    }

    private ArrayList<Op.Term> terms(NoiseLevel s, NoiseLevel t, Slot state, List<Slot> outputs, double[] w, double tau) {
        double h = t.lambda() - s.lambda();
        double keep = form == MultistepForm.DATA ? form.keep(s, t) * exp(-tau * tau * h) : form.keep(s, t);
        var terms = new ArrayList<>(List.of(term(keep, state)));
        for (int j = 0; j < w.length; j++) {
            boolean toZero = t.sigma() == 0;
            terms.add(term(toZero ? form.gain(s, t) : (1 + tau * tau) * form.scale(t, h) * w[j], outputs.get(j)));
        }
        return terms;
    }

    private double z(double tau, double h) {
        return form == MultistepForm.DATA ? -(1 + tau * tau) * h : h;
    }

    private double spread(NoiseLevel t, double h, double tau) {
        return form == MultistepForm.DATA ? t.sigma() * sqrt(-expm1(-2 * tau * tau * h))
            : tau * t.sigma() * sqrt(expm1(2 * h));
    }

    /// `1/2` less the exact integral of a slope of 1 per step, in units of the step.
    private static double few(double tau, double h) {
        double g = (1 + tau * tau) * h;
        return 0.5 - Phi.of(2, -g);
    }
}
