package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// Pushes the noise prediction away from an earlier one, `eps <- (1 + c) eps - c eps(tau)`, in the first-order term of
/// another solver; differences of higher order keep the outputs as they are. No evaluation more.
///
/// `c` grows from 0 at the first step to its largest value at the last: the network's own error is larger at low noise.
/// That is a correction of few steps, so `c` falls with `10 / N` beyond 10 steps and is 0 from 40 on. The first step of
/// a run, and steps from `alpha = 0`, are those of the inner solver.
///
/// Source: Yu et al. 2025, arXiv:2506.13058. Of the paper the rule, that `tau` has more noise, and that `c` grows are
/// confirmed; which `tau` and which `c` are this project's choice.
///
/// @param inner   what takes the step; it evaluates once
/// @param largest `c` at the last step of a run
/// @param from    which earlier output it is pushed away from
public record DualFast(Solver inner, double largest, Earlier from) implements Solver {

    /// `tau`.
    public enum Earlier { FIRST, PREVIOUS }

    private static final int FEW = 10;
    private static final int MANY = 40;
    /// Beyond the registers of the solvers inside.
    private static final Slot PREDICTED = work(8);
    private static final List<SolverFamily> BASES =
        List.of(Ddim.FAMILY, DpmPlusPlus2M.FAMILY, DpmPlusPlus3M.FAMILY, DpmMultistep.SECOND, DpmMultistep.THIRD);

    public static final SolverFamily FAMILY = new SolverFamily("dualfast", "DualFast", 1,
        "Yu et al. 2025, arXiv:2506.13058",
        List.of(Parameter.oneOf("base", "base",
                "the solver whose first-order term is changed, with its standard settings",
                BASES.stream().map(SolverFamily::id).toArray(String[]::new)),
            Parameter.real("c", "c", "largest coefficient, at the last step of a run of up to 10 steps", 0.25, 0, 1),
            Parameter.oneOf("tau", "tau", "the earlier output that the prediction is pushed away from", "first",
                "previous")),
        s -> of(s, base(s).create().apply(standard(s))))
        .laidOut((s, run) -> base(s).layout().along(standard(s), run).stream()
            .<Solver>map(step -> of(s, step)).toList())
        .in(SolverFamily.Group.MULTISTEP)
        .noting("With a perfect model part of the gain is discretization: pushed away from the previous output by 1/2 "
            + "on even steps, DDIM is the two-step Adams formula. A constant c does not converge, so it fades as steps "
            + "are added. The choice of tau and the values of c are not confirmed from the paper.");

    private static SolverFamily base(Settings s) {
        return BASES.stream().filter(f -> f.id().equals(s.word("base"))).findFirst().orElseThrow();
    }

    private static Settings standard(Settings s) {
        return Settings.of("base", base(s).parameters(), Map.of());
    }

    private static DualFast of(Settings s, Solver inner) {
        return new DualFast(inner, s.number("c"), s.word("tau").equals("first") ? Earlier.FIRST : Earlier.PREVIOUS);
    }

    @Override
    public Step plan(StepRequest r) {
        Step step = inner.plan(r);
        int known = r.nodes(r.past().size()).size();
        double c = coefficient(r.past().size(), r.steps());
        if (known == 0 || c == 0 || r.from().alpha() == 0) {
            return step;
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        // sigma_t (e^h - 1), in a form that has a limit at sigma_t = 0.
        double push = c * (t.alpha() / s.alpha() * s.sigma() - t.sigma());
        var ops = new ArrayList<Op>();
        for (Op op : step.ops()) {
            ops.add(op);
            if (op instanceof Op.Evaluate(Slot into, var _, NoiseLevel at, var as)) {
                ops.add(FirstOutput.converted(PREDICTED, into, as, NOISE, at));
            }
        }
        ops.add(combine(X, term(1, X), term(-push, PREDICTED),
            term(push, past(from == Earlier.FIRST ? known - 1 : 0, NOISE))));
        return new Step(s, t, ops);
    }

    private double coefficient(int index, int steps) {
        if (steps < 2 || steps >= MANY) {
            return 0;
        }
        double fading = steps > FEW ? (double) FEW / steps : 1;
        return largest * fading * index / (steps - 1);
    }
}
