package samplerscope.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.GridFamily;
import samplerscope.solver.Step;
import samplerscope.solver.Teleport;

/// Changes to the grid of a spec that keep its solvers fitting: a list with one solver per step follows the steps.
public final class StepEdit {

    private static final Choice JUMP = Choice.of(Teleport.FAMILY.id());

    private StepEdit() {}

    /// The spec on another grid. A list of solvers grows or shrinks in its middle, so that the first and last steps
    /// keep theirs; from or to a grid whose steps are not known beforehand, the solver used most takes them all.
    public static RunSpec.Denoise withGrid(RunSpec.Denoise spec, Choice grid, Catalog catalog) {
        RunSpec.Denoise changed = spec.withGrid(grid);
        OptionalInt steps = steps(grid, catalog);
        if (spec.solvers().size() == 1) {
            return changed;
        }
        GridFamily.Free before = catalog.grids().get(spec.grid().id()).free();
        if (steps.isEmpty() || steps.getAsInt() == 1 || before == GridFamily.Free.RISES_RENOISED) {
            return withOneSolver(changed);
        }
        boolean jumped = before == GridFamily.Free.FIRST_JUMPED && spec.solvers().getFirst().equals(JUMP);
        List<Choice> solvers = jumped ? spec.solvers().subList(1, spec.solvers().size()) : spec.solvers();
        if (catalog.grids().get(grid.id()).free() != GridFamily.Free.FIRST_JUMPED) {
            return changed.withSolvers(stretched(solvers, steps.getAsInt()));
        }
        var after = new ArrayList<>(List.of(JUMP));
        after.addAll(stretched(solvers, steps.getAsInt() - 1));
        return changed.withSolvers(after);
    }

    /// Steps that a grid choice makes; empty where its settings do not tell.
    ///
    /// @throws samplerscope.registry.UnknownIdException if there is no such grid
    public static OptionalInt steps(Choice grid, Catalog catalog) {
        GridFamily family = catalog.grids().get(grid.id());
        try {
            return family.steps(Settings.of("grid", family.parameters(), grid.settings()));
        } catch (InvalidParameterException e) {
            return OptionalInt.empty(); // half typed: resolving it says what is wrong
        }
    }

    /// The spec with as many steps as some network evaluations pay for, at least one; as it is where its grid takes no
    /// number of steps, or its steps cost nothing.
    ///
    /// @param nfe guidance included
    public static RunSpec.Denoise withBudget(Resolved run, int nfe, Catalog catalog) {
        RunSpec.Denoise spec = run.spec();
        int[] costs = run.plan().steps().stream().mapToInt(Step::evaluations).sorted().toArray();
        int each = costs[costs.length / 2] * run.costPerEvaluation();
        GridFamily family = catalog.grids().get(spec.grid().id());
        if (!family.takesSteps() || each == 0) {
            return spec;
        }
        Parameter parameter = family.parameters().stream().filter(p -> p.id().equals("steps")).findFirst()
            .orElseThrow();
        int now = Settings.of("grid", family.parameters(), spec.grid().settings()).whole("steps");
        // First and last steps may cost less or more; the steps that are added or left out cost what most of them do.
        int wanted = now + StrictMath.floorDiv(nfe - run.nfe(), each);
        var range = (Parameter.Kind.Whole) parameter.kind();
        return withGrid(spec, spec.grid().with("steps", StrictMath.clamp(wanted, range.min(), range.max())), catalog);
    }

    /// The spec with the solver that most of its steps have, for all of them.
    public static RunSpec.Denoise withOneSolver(RunSpec.Denoise spec) {
        Map<Choice, Long> counts = spec.solvers().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Choice> byUse = Comparator.comparing(counts::get);
        return spec.withSolvers(List.of(spec.solvers().stream().max(byUse).orElseThrow()));
    }

    /// The spec, which names one solver per step, with another one for some step.
    public static RunSpec.Denoise withSolver(RunSpec.Denoise spec, int step, Choice solver) {
        var changed = new ArrayList<>(spec.solvers());
        changed.set(step, solver);
        return spec.withSolvers(changed);
    }

    /// As many solvers as steps, the first and last ones kept: the middle one is repeated, or left out.
    static List<Choice> stretched(List<Choice> solvers, int steps) {
        var changed = new ArrayList<>(solvers);
        while (changed.size() < steps) {
            changed.add(changed.size() / 2, changed.get(changed.size() / 2));
        }
        while (changed.size() > steps) {
            changed.remove(changed.size() / 2);
        }
        return changed;
    }
}
