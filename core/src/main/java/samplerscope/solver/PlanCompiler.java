package samplerscope.solver;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// Walks a strategy, hands each solver the levels already visited, and checks every instruction it returns.
final class PlanCompiler {

    private final Strategy strategy;
    private final List<Step> steps = new ArrayList<>();
    private final List<EnumSet<Parameterization>> forms = new ArrayList<>();
    private final List<Integer> lastUser = new ArrayList<>();
    /// Indices of steps whose first output a later step may still read, newest first.
    private final List<Integer> past = new ArrayList<>();
    /// The levels of those outputs, in the same order.
    private final List<NoiseLevel> pastLevels = new ArrayList<>();
    private Set<String> kept = Set.of();

    PlanCompiler(Strategy strategy) {
        this.strategy = strategy;
    }

    Plan compile() {
        var levels = strategy.grid().levels();
        for (int i = 0; i < strategy.grid().steps(); i++) {
            planStep(i, levels.get(i), levels.get(i + 1));
        }
        var memory = new ArrayList<Plan.Memory>();
        for (int i = 0; i < steps.size(); i++) {
            memory.add(new Plan.Memory(forms.get(i), lastUser.get(i)));
        }
        return new Plan(strategy, steps, memory);
    }

    private void planStep(int index, NoiseLevel from, NoiseLevel to) {
        Solver solver = strategy.solvers().get(index);
        boolean forwards = to.lambda() > from.lambda();
        if (forwards != strategy.grid().rising() && !(solver instanceof Renoise)) {
            throw UnplannableStepException.at(index, solver,
                "the step goes from lambda = %s to %s, against the run".formatted(from.lambda(), to.lambda()),
                "order the grid from noise to data, or use the renoise solver for this step");
        }
        var request = new StepRequest(strategy.schedule(), from, to, pastLevels, kept, strategy.grid().steps(),
            strategy.facts());
        Step step;
        try {
            step = solver.plan(request);
        } catch (UnplannableStepException e) {
            throw UnplannableStepException.at(index, solver, e.happened(), e.remedy());
        }
        steps.add(step);
        forms.add(EnumSet.noneOf(Parameterization.class));
        lastUser.add(index);
        kept = check(index, solver, step);
        remember(index, solver, step);
    }

    private void remember(int index, Solver solver, Step step) {
        if (solver instanceof Renoise) {
            past.clear();
            pastLevels.clear();
            kept = Set.of();
            return;
        }
        step.output().ifPresent(at -> {
            past.addFirst(index);
            pastLevels.addFirst(at);
        });
    }

    /// Returns the names of the registers that the step leaves to its successor.
    private Set<String> check(int index, Solver solver, Step step) {
        Set<Slot> written = new HashSet<>();
        written.add(Slot.X);
        written.add(Slot.ONE);
        kept.forEach(name -> written.add(new Slot.Kept(name)));
        Set<String> left = new HashSet<>();
        for (Op op : step.ops()) {
            switch (op) {
                case Op.Evaluate(var _, Slot x, NoiseLevel at, var _) -> {
                    readable(index, solver, x, written);
                    evaluable(index, solver, at);
                }
                case Op.Combine(Slot into, var terms) -> {
                    for (Op.Term term : terms) {
                        readable(index, solver, term.slot(), written);
                        finite(index, solver, step, into, term);
                    }
                }
                case Op.Draw _ -> { }
                case Op.Clamp(var _, Slot x, var _) -> readable(index, solver, x, written);
                case Op.Remember(Slot x, Slot output, var _, var _) -> {
                    readable(index, solver, x, written);
                    readable(index, solver, output, written);
                }
            }
            written.add(op.into());
            if (op.into() instanceof Slot.Kept(String name)) {
                left.add(name);
            }
        }
        return left;
    }

    private void readable(int index, Solver solver, Slot slot, Set<Slot> written) {
        if (slot instanceof Slot.Past(int age, Parameterization as)) {
            if (age >= past.size()) {
                throw UnplannableStepException.at(index, solver,
                    "it reads the model output of %d steps ago, but only %d are known".formatted(age + 1, past.size()),
                    "use a solver of lower order for the first steps");
            }
            forms.get(past.get(age)).add(as);
            lastUser.set(past.get(age), index);
        } else if (!written.contains(slot)) {
            throw UnplannableStepException.at(index, solver, "it reads %s, which nothing has written".formatted(slot),
                "this is a mistake in the solver; report it with the spec");
        }
    }

    private static void evaluable(int index, Solver solver, NoiseLevel at) {
        if (at.sigma() == 0) {
            throw UnplannableStepException.at(index, solver, "it evaluates the model at sigma = 0",
                "use a first-order solver there, such as ddim");
        }
    }

    private static void finite(int index, Solver solver, Step step, Slot into, Op.Term term) {
        if (term.weight().isFinite()) {
            return;
        }
        String remedy;
        if (step.to().sigma() == 0) {
            remedy = "the step ends at sigma = 0: use a first-order solver there, such as ddim";
        } else if (step.from().alpha() == 0) {
            remedy = "the step starts at alpha = 0: use a solver in the data form there, such as ddim, or start later";
        } else if (step.to().lambda() < step.from().lambda()) {
            remedy = "the grid adds noise here: a stochastic solver cannot run backwards, use a deterministic one";
        } else {
            remedy = "the interval is degenerate: move the level or remove the step";
        }
        throw UnplannableStepException.at(index, solver,
            "coefficient %s of %s in %s".formatted(term.weight(), term.slot(), into), remedy);
    }
}
