package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.SolverFamily.Group;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;

/// The step of the Unified Sampling Framework: prediction, order, differences, relaxation, corrector and the source of
/// the output are chosen for each step, its time by the grid. Other solvers are points of this space: {@link
/// FamilyMap}.
///
/// The step evaluates the model (or a formula in its place), takes the step before it again with that output if there
/// is a corrector, and then predicts. A corrected output is not evaluated again, but can be moved along with its state:
/// {@link Refresh}. Orders fall to what the history allows; the step from `alpha = 0` and the one to `sigma = 0` are of
/// first order. Whatever is chosen, the last state of a run stays as predicted.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3 and released code.
///
/// @param predictor from the state at the start of the step to its end
/// @param corrector from the state one step back to the start of this step, or {@link Expansion#NONE}
/// @param refresh   what becomes of an output when its state is corrected
/// @param output    where the output at the start of the step comes from
/// @param ems       which statistics of the model {@link Prediction#STATISTICS} expands with
public record UnifiedStep(Expansion predictor, Expansion corrector, Refresh refresh, FirstOutput output, EmsRequest ems)
    implements Solver {

    /// Behind those of the outputs.
    private static final Slot PREDICTED = Slot.work(Parameterization.values().length);

    public UnifiedStep(Expansion predictor, Expansion corrector, FirstOutput output) {
        this(predictor, corrector, Refresh.OFF, output, EmsRequest.GAUSSIAN);
    }

    public static final SolverFamily FAMILY = new SolverFamily("usf", "Unified sampling framework", 2,
        "Liu et al. 2023, arXiv:2312.07243, Sec. 3", UnifiedSettings.PARAMETERS, UnifiedSettings::step)
        .laidOut(UnifiedSettings::along).in(Group.PREDICTOR_CORRECTOR)
        .noting("Name one usf solver per step to choose everything anew at each step. Order n has global order n, with "
            + "a corrector one more; differences through fewer outputs than the order asks for, and relaxations, lower "
            + "it. The released code writes a corrector to the step that it corrects, here to the step after it, whose "
            + "evaluation it uses. The corrected state is not evaluated again, as there; refresh moves its output "
            + "along without that, which the released code does not.");

    @Override
    public Step plan(StepRequest r) {
        Outputs seen = Outputs.of(r);
        boolean corrects = !corrector.isNone() && seen.size() > 1;
        Optional<EmsTable> statistics = statistics(r);
        var forms = new LinkedHashSet<>(r.isEndless() ? List.of(DATA) : predictor.prediction().forms(statistics));
        if (corrects) {
            forms.addAll(corrector.prediction().forms(statistics));
        }
        var ops = newest(r, List.copyOf(forms));
        if (corrects) {
            ops.addAll(correction(r, List.copyOf(forms), corrector.combine(X, seen, r.from(), statistics)));
        }
        if (!corrector.isNone()) {
            ops.add(combine(START, term(1, X)));
        }
        ops.add(r.isEndless() ? firstOrder(r) : predictor.combine(X, seen, r.to(), statistics));
        return new Step(r.from(), r.to(), ops);
    }

    /// The step before taken again, and what that means for the output at its end.
    private List<Op> correction(StepRequest r, List<Parameterization> forms, Op again) {
        Parameterization first = forms.getFirst();
        List<Op> moved = refresh.ops(r, first, Outputs.newest(first), PREDICTED);
        if (moved.isEmpty()) {
            return List.of(again);
        }
        var ops = new ArrayList<Op>(List.of(combine(PREDICTED, term(1, X)), again));
        ops.addAll(moved);
        ops.addAll(others(r, forms));
        return ops;
    }

    /// Asked for only where they are expanded with: they may have to be measured.
    private Optional<EmsTable> statistics(StepRequest r) {
        boolean wanted = Stream.of(predictor, corrector)
            .anyMatch(e -> !e.isNone() && e.prediction() == Prediction.STATISTICS);
        return wanted ? r.facts().ems(ems) : Optional.empty();
    }

    /// The output at the start of the step, in all the forms asked for.
    private List<Op> newest(StepRequest r, List<Parameterization> forms) {
        Parameterization first = forms.getFirst();
        var ops = new ArrayList<>(output.ops(r, Outputs.newest(first), first));
        ops.addAll(others(r, forms));
        return ops;
    }

    /// The newest output in all forms but the first, from that one and the state.
    private static List<Op> others(StepRequest r, List<Parameterization> forms) {
        Parameterization first = forms.getFirst();
        return forms.stream().skip(1).map(form ->
            FirstOutput.converted(Outputs.newest(form), Outputs.newest(first), first, form, r.from())).toList();
    }

    /// DDIM, which has a limit at both ends.
    private static Op firstOrder(StepRequest r) {
        NoiseLevel t = r.to();
        return combine(X, term(t.sigma() / r.from().sigma(), X),
            term(-t.alpha() * expm1(-r.h()), Outputs.newest(DATA)));
    }
}
