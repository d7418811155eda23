package samplerscope.solver;

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
import samplerscope.schedule.Parameterization;

/// UniC-p, the corrector of UniPC, on any solver: the evaluation at the start of a step also corrects the step before
/// it, whatever predicted that one, at no further evaluation.
///
/// A corrector of order `p` makes a predictor of order `p` one of order `p + 1`. It works in the prediction that the
/// solver evaluates. Where the past is missing the order is lower; the last step of a run stays as predicted.
///
/// Source: Zhao et al. 2023, arXiv:2302.04867, Algorithm 5.
///
/// @param predictor deterministic; begins with an evaluation of the data or the noise at its start
/// @param order     of the corrector of the step before, 1 to 4
/// @param variant   how its lowest order is weighted
public record Corrected(Solver predictor, int order, UniPc.Variant variant) implements Solver {

    private static final String PREDICTOR = "predictor";
    private static final String ORDER = "order";

    /// Solvers that can be corrected.
    private static final List<SolverFamily> PREDICTORS = List.of(DpmPlusPlus2M.FAMILY, DpmPlusPlus3M.FAMILY,
        Ddim.FAMILY, DpmMultistep.SECOND, DpmMultistep.THIRD, DeisTab.TAB1, DeisTab.TAB2, DeisTab.TAB3,
        DeisLogRho.FAMILY, Lms.FAMILY, IPndm.FAMILY, Pndm.PLMS, DpmPlusPlus2S.FAMILY,
        DpmSolver2S.FAMILY, DpmPlusPlus3S.FAMILY, DpmSolver3S.FAMILY, Heun.FAMILY);

    public static final SolverFamily FAMILY = new SolverFamily("unic", "UniC on any predictor", 3,
        "Zhao et al. 2023, arXiv:2302.04867, Algorithm 5",
        List.of(Parameter.oneOf(PREDICTOR, "predictor", "the solver that is corrected, with its standard settings",
                PREDICTORS.stream().map(SolverFamily::id).toArray(String[]::new)),
            Parameter.whole(ORDER, "order", "of the corrector; one more than that is reached if the predictor has it",
                2, 1, 4),
            UniPc.Variant.SETTING, Layout.LOWER_ORDER_FINAL),
        s -> new Corrected(predictor(s).create().apply(standard(s)), s.whole(ORDER), UniPc.Variant.of(s)))
        .laidOut(Corrected::along).in(SolverFamily.Group.PREDICTOR_CORRECTOR)
        .noting("On dpmpp-2m it is unipc-2. A corrector on a single-step solver costs nothing either: its first "
            + "evaluation is used twice.");

    private static SolverFamily predictor(Settings s) {
        return PREDICTORS.stream().filter(f -> f.id().equals(s.word(PREDICTOR))).findFirst().orElseThrow();
    }

    private static Settings standard(Settings s) {
        return predictor(s).standard("solvers[0].predictor", s.flag(Layout.LOWER_ORDER_FINAL.id()));
    }

    private static List<Solver> along(Settings s, Layout.Run run) {
        boolean falls = s.flag(Layout.LOWER_ORDER_FINAL.id());
        var solvers = new ArrayList<Solver>();
        for (Solver predictor : predictor(s).layout().along(standard(s), run)) {
            // A step is corrected by the next one; the order falls with that of the step that is corrected.
            int left = run.steps() - solvers.size() + 1;
            int order = falls ? StrictMath.min(s.whole(ORDER), left) : s.whole(ORDER);
            solvers.add(new Corrected(predictor, order, UniPc.Variant.of(s)));
        }
        return List.copyOf(solvers);
    }

    @Override
    public Step plan(StepRequest r) {
        Step predicted = predictor.plan(r);
        if (!(predicted.ops().getFirst() instanceof Op.Evaluate(Slot into, Slot state, NoiseLevel at, var as))
            || !into.equals(work(0)) || !state.equals(X) || as == Parameterization.FLOW) {
            return predicted;
        }
        var ops = new ArrayList<Op>(List.of(predicted.ops().getFirst()));
        if (r.kept().contains(START.name()) && !r.nodes(1).isEmpty()) {
            MultistepForm form = as == Parameterization.NOISE ? MultistepForm.NOISE : MultistepForm.DATA;
            ops.add(new UniPc(form, variant, 1, order, 0, Refresh.OFF).correction(r.nodes(order), at));
        }
        ops.add(combine(START, term(1, X)));
        ops.addAll(predicted.ops().subList(1, predicted.ops().size()));
        return new Step(r.from(), r.to(), ops);
    }
}
