package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// PNDM: pseudo linear multistep of order 4 with a start of its own.
///
/// After three steps it is iPNDM. Before, either the pseudo Runge-Kutta method (four evaluations a step, the middle at half
/// the time), or, called PLMS, one step with two evaluations and then rising order. Even weights on uneven levels make it
/// second order on every grid. A step to `sigma = 0` or from `alpha = 0` is DDIM, but to `sigma = 0` it can also average.
///
/// Source: Liu et al. 2022, arXiv:2202.09778, Eqs. 9 to 13; PLMS from its released code.
///
/// @param start         how the first steps are taken
/// @param averageAtZero whether a step to `sigma = 0` averages as the others do
public record Pndm(Start start, boolean averageAtZero) implements Solver {

    private static final Parameter AVERAGE = Parameter.onOff("average-at-zero", "average at zero",
        "a step to sigma = 0 averages as the others do, as in diffusers; off is DDIM there", false);

    public static final SolverFamily PNDM = new SolverFamily("pndm", "PNDM", 2,
        "Liu et al. 2022, arXiv:2202.09778, Eqs. 9 to 13", List.of(AVERAGE),
        s -> new Pndm(Start.RUNGE_KUTTA, s.flag("average-at-zero")))
        .in(SolverFamily.Group.MULTISTEP).noting("Costs nine evaluations more than it has steps. diffusers steps back by a "
            + "fixed number of training steps, whatever its list of timesteps says, and extrapolates v predictions as they "
            + "are.");
    public static final SolverFamily PLMS = new SolverFamily("plms", "PLMS", 2,
        "Liu et al. 2022, arXiv:2202.09778, released code, PLMS", List.of(AVERAGE),
        s -> new Pndm(Start.TWO_EVALUATIONS, s.flag("average-at-zero")))
        .in(SolverFamily.Group.MULTISTEP).noting("PNDM without its Runge-Kutta start; costs one evaluation more than it "
            + "has steps.");

    private static final int STARTING_STEPS = 3;

    /// How the first steps are taken.
    public enum Start {
        /// Three steps of the pseudo Runge-Kutta method.
        RUNGE_KUTTA,
        /// The first step with the mean of the outputs at its two ends.
        TWO_EVALUATIONS
    }

    /// With DDIM at both ends.
    public Pndm(Start start) {
        this(start, false);
    }

    @Override
    public Step plan(StepRequest r) {
        int known = r.nodes(STARTING_STEPS).size();
        if (r.isEndless() && !(averageAtZero && r.from().alpha() > 0 && known > 0)) {
            return new Ddim(0).plan(r);
        }
        if (start == Start.RUNGE_KUTTA && known < STARTING_STEPS && r.to().sigma() > 0) {
            return rungeKutta(r);
        }
        return known == 0 ? twoEvaluations(r) : new IPndm(4).plan(r);
    }

    private static Op.Combine move(Slot into, NoiseLevel s, NoiseLevel t, Slot... outputs) {
        double keep = t.alpha() / s.alpha();
        double gain = (t.sigma() - keep * s.sigma()) / outputs.length;
        var terms = new ArrayList<>(List.of(term(keep, X)));
        for (Slot output : outputs) {
            terms.add(term(gain, output));
        }
        return combine(into, terms);
    }

    private static Step twoEvaluations(StepRequest r) {
        Slot guess = work(2);
        return new Step(r.from(), r.to(),
            new Op.Evaluate(work(0), X, r.from(), NOISE),
            move(guess, r.from(), r.to(), work(0)),
            new Op.Evaluate(work(1), guess, r.to(), NOISE),
            move(X, r.from(), r.to(), work(0), work(1)));
    }

    private static Step rungeKutta(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        NoiseLevel middle = r.schedule().at((s.time() + t.time()) / 2);
        Slot guess = work(4);
        double keep = t.alpha() / s.alpha();
        double gain = (t.sigma() - keep * s.sigma()) / 6;
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, NOISE),
            move(guess, s, middle, work(0)),
            new Op.Evaluate(work(1), guess, middle, NOISE),
            move(guess, s, middle, work(1)),
            new Op.Evaluate(work(2), guess, middle, NOISE),
            move(guess, s, t, work(2)),
            new Op.Evaluate(work(3), guess, t, NOISE),
            combine(X, term(keep, X), term(gain, work(0)), term(2 * gain, work(1)), term(2 * gain, work(2)),
                term(gain, work(3))));
    }
}
