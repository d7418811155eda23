package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.BuiltInSolvers;
import samplerscope.solver.Layout;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Step;
import samplerscope.solver.Strategy;
import samplerscope.solver.UnplannableStepException;
import samplerscope.solver.Weight;
import samplerscope.spec.Choice;
import samplerscope.statistics.ModelFacts;

/// One choice for a whole run in place of one per step, where its layout plans the same steps: what other programs spell
/// as lower order at the end, or Euler at the end.
final class LaidOut {

    private static final double SAME = 1e-11;
    private static final Map<String, SolverFamily> BY_ID = new BuiltInSolvers().families().stream()
        .collect(Collectors.toUnmodifiableMap(SolverFamily::id, f -> f));

    private LaidOut() {}

    /// @param choices one per step
    static List<Choice> of(List<Choice> choices, NoiseSchedule schedule, TimeGrid grid) {
        var run = new Layout.Run(schedule, grid, ModelFacts.NONE);
        Plan wanted = new Strategy(schedule, grid, choices.stream().map(c -> family(c).create().apply(settings(c)))
            .toList()).compile();
        for (Choice candidate : candidates(choices)) {
            if (isSame(wanted, candidate, run)) {
                return List.of(candidate);
            }
        }
        return List.copyOf(choices);
    }

    /// The choices themselves, as they are and with orders kept up at the end.
    private static List<Choice> candidates(List<Choice> choices) {
        var candidates = new LinkedHashSet<Choice>();
        for (Choice choice : new LinkedHashSet<>(choices)) {
            candidates.add(choice);
            if (family(choice).parameters().contains(Layout.LOWER_ORDER_FINAL)) {
                candidates.add(choice.with(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false)));
            }
        }
        return new ArrayList<>(candidates);
    }

    private static boolean isSame(Plan wanted, Choice candidate, Layout.Run run) {
        try {
            var solvers = family(candidate).layout().along(settings(candidate), run);
            List<Step> steps = new Strategy(run.schedule(), run.grid(), solvers).compile().steps();
            for (int i = 0; i < steps.size(); i++) {
                if (!isSame(wanted.steps().get(i), steps.get(i))) {
                    return false;
                }
            }
            return true;
        } catch (UnplannableStepException e) {
            return false; // what cannot be planned is not the same
        }
    }

    private static boolean isSame(Step a, Step b) {
        boolean same = a.ops().size() == b.ops().size();
        for (int i = 0; same && i < a.ops().size(); i++) {
            same = isSame(a.ops().get(i), b.ops().get(i));
        }
        return same;
    }

    private static boolean isSame(Op a, Op b) {
        return switch (a) {
            case Op.Evaluate(Slot into, Slot x, NoiseLevel at, var as) -> b instanceof Op.Evaluate e
                && e.into().equals(into) && e.x().equals(x) && e.as() == as && ProgramStep.Place.isSame(e.at(), at);
            case Op.Combine(Slot into, var terms) -> b instanceof Op.Combine c && c.into().equals(into)
                && isSame(terms, c.terms());
            case Op.Draw _, Op.Clamp _, Op.Remember _ -> a.equals(b);
        };
    }

    private static boolean isSame(List<Op.Term> a, List<Op.Term> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = a.get(i).slot().equals(b.get(i).slot()) && a.get(i).weight() instanceof Weight.Scalar(double u)
                && b.get(i).weight() instanceof Weight.Scalar(double v)
                && StrictMath.abs(u - v) <= SAME * StrictMath.max(1, StrictMath.abs(u));
        }
        return same;
    }

    private static SolverFamily family(Choice choice) {
        return BY_ID.get(choice.id());
    }

    private static Settings settings(Choice choice) {
        return Settings.of("solver", family(choice).parameters(), choice.settings());
    }
}
