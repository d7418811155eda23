package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.SolverFamily.Group;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

/// A first step whose output is known without asking the model: where noise is all there is, the posterior mean is that of
/// the Gaussian with the mean and the covariance of the data.
///
/// The step itself is DDIM. Its output stays in the history, and its start for a corrector, like those of an evaluation.
/// Where the data are not known, or the Gaussian is no match for the model at this level, the model is asked: then the
/// step is DDIM itself.
///
/// Source: this project; the denoiser of a Gaussian is in Wang & Vastola 2024, arXiv:2412.09726, Sec. 3.
public record GaussianFirst() implements Solver {

    /// Solvers that a run can go on with.
    private static final List<SolverFamily> FOLLOWERS = List.of(UniPc.ORDER_2, UniPc.ORDER_3, UniPc.ORDER_1,
        UniPc.ORDER_4, Ddim.FAMILY, DpmPlusPlus2M.FAMILY, DpmPlusPlus3M.FAMILY, DeisTab.TAB3, IPndm.FAMILY);

    public static final SolverFamily FAMILY = new SolverFamily("gaussian-first", "Gaussian first step", 3,
        "this project; Wang & Vastola 2024, arXiv:2412.09726, Sec. 3",
        List.of(Parameter.oneOf("then", "then", "the solver of all other steps of a run, with its standard settings",
            FOLLOWERS.stream().map(SolverFamily::id).toArray(String[]::new)), Layout.LOWER_ORDER_FINAL),
        _ -> new GaussianFirst()).laidOut(GaussianFirst::along).in(Group.DATA_AWARE)
        .noting("Of the order of the solver that follows. What the Gaussian lacks at the first level enters once, at "
            + "first order; at the noise asked for below that is less than any other error. Saves one evaluation: a "
            + "run of n evaluations takes n + 1 steps, and has the error of n + 1 evaluations "
            + "to two or three digits. Asks the model instead where its data are unknown, where noise is less than 20 "
            + "standard deviations of the data, or where the Gaussian explains less than 99.99 % of the model's noise.");

    /// Least share of the model's noise prediction that the Gaussian must explain.
    private static final double LEAST_SHARE = 0.9999;
    /// Least noise, in standard deviations of the data.
    private static final double LEAST_NOISE = 20;

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        Slot now = work(0);
        FirstOutput output = isTrue(r.facts(), s) ? FirstOutput.GAUSSIAN : FirstOutput.MODEL;
        var ops = new ArrayList<>(output.ops(r, now, DATA));
        ops.add(combine(START, term(1, X)));
        ops.add(combine(X, term(t.sigma() / s.sigma(), X), term(-t.alpha() * expm1(-r.h()), now)));
        return new Step(s, t, ops);
    }

    /// Whether the Gaussian may stand for the model at a level.
    static boolean isTrue(ModelFacts facts, NoiseLevel at) {
        if (facts.gaussian().isEmpty()) {
            return false;
        }
        GaussianFit fit = facts.gaussian().get();
        OptionalDouble share = at.rho() >= LEAST_NOISE * sqrt(fit.meanVariance())
            ? facts.explained(at.alpha(), at.sigma()) : OptionalDouble.of(0);
        return share.orElse(1) >= LEAST_SHARE;
    }

    private static List<Solver> along(Settings settings, Layout.Run run) {
        SolverFamily then = FOLLOWERS.stream().filter(f -> f.id().equals(settings.word("then"))).findFirst()
            .orElseThrow();
        return then.layout().after(new GaussianFirst())
            .along(then.standard("solvers[0].then", settings.flag(Layout.LOWER_ORDER_FINAL.id())), run);
    }
}
