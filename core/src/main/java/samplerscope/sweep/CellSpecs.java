package samplerscope.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.model.Model;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.ModelSwitch;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.StepEdit;

/// From cells to specs. The order of the axes does not matter: what decides what else is possible comes first, the number
/// of steps last.
///
/// @param base folder that relative paths in specs start from
record CellSpecs(Resolver resolver, Path base) {

    private static final List<String> FIRST = List.of(SweepAxis.MODEL, SweepAxis.SCHEDULE, SweepAxis.GRID,
        SweepAxis.SOLVER);

    /// @throws samplerscope.SamplerscopeException if the cell cannot be run; the message names the field
    Resolved resolve(SweepSpec sweep, SweepCell cell) {
        Map<String, String> fields = sweep.fields(cell);
        RunSpec.Denoise spec = sweep.base();
        for (String field : FIRST) {
            spec = fields.containsKey(field) ? with(spec, field, fields.get(field)) : spec;
        }
        for (var entry : fields.entrySet()) {
            boolean later = FIRST.contains(entry.getKey()) || entry.getKey().equals(SweepAxis.NFE);
            spec = later ? spec : with(spec, entry.getKey(), entry.getValue());
        }
        return fields.containsKey(SweepAxis.NFE) ? withBudget(spec, fields.get(SweepAxis.NFE))
            : resolver.resolve(spec, base);
    }

    private RunSpec.Denoise with(RunSpec.Denoise spec, String field, String value) {
        return switch (field) {
            case SweepAxis.MODEL -> withModel(spec, value);
            case SweepAxis.GRID -> onGrid(spec, edited(spec, field, value).grid());
            case SweepAxis.STEPS -> withSteps(spec, value);
            case SweepAxis.SOLVER -> spec.withSolvers(List.of(edited(spec, field, value).solvers().getFirst()));
            default -> edited(spec, field, value);
        };
    }

    private RunSpec.Denoise edited(RunSpec.Denoise spec, String field, String value) {
        return SpecEdit.apply(spec, List.of(SweepAxis.path(field) + "=" + list(field, value)),
            new SpecReader(resolver.catalog()));
    }

    /// A solver with settings is one of a list.
    private static String list(String field, String value) {
        return field.equals(SweepAxis.SOLVER) && value.startsWith("{") ? "[" + value + "]" : value;
    }

    /// With the schedule and a condition that the model needs, and as many samples as the others have.
    private RunSpec.Denoise withModel(RunSpec.Denoise spec, String value) {
        Choice choice = value.startsWith("{") ? edited(spec, SweepAxis.MODEL, value).model()
            : ModelChoice.of(value, resolver.catalog());
        Model model = resolver.model(choice, base);
        return ModelSwitch.fitted(spec, choice, model, resolver).withSamples(spec.samples());
    }

    /// What the two grids both know, such as the number of steps, stays.
    private RunSpec.Denoise onGrid(RunSpec.Denoise spec, Choice grid) {
        List<String> known = resolver.catalog().grids().get(grid.id()).parameters().stream().map(Parameter::id).toList();
        var settings = new TreeMap<>(spec.grid().settings());
        settings.keySet().retainAll(known);
        settings.putAll(grid.settings());
        return StepEdit.withGrid(spec, new Choice(grid.id(), settings), resolver.catalog());
    }

    private RunSpec.Denoise withSteps(RunSpec.Denoise spec, String value) {
        Choice grid = edited(spec, SweepAxis.STEPS, value).grid();
        requireSteps(spec, SweepAxis.STEPS);
        return StepEdit.withGrid(spec, grid, resolver.catalog());
    }

    /// As many steps as the budget pays for; it may leave some of it, never exceeds it.
    private Resolved withBudget(RunSpec.Denoise spec, String value) {
        requireSteps(spec, SweepAxis.NFE);
        int budget = number(value);
        // A start that leaves room for methods that need several steps: what one step costs is read off it.
        RunSpec.Denoise start = StepEdit.withGrid(spec, spec.grid().with("steps", new Setting.Num(StrictMath.max(4, budget))),
            resolver.catalog());
        Resolved run = resolver.resolve(StepEdit.withBudget(resolver.resolve(start, base), budget, resolver.catalog()), base);
        while (run.nfe() > budget) {
            Setting given = run.spec().grid().settings().get("steps");
            if (!(given instanceof Setting.Num(double now)) || now <= 1) {
                throw new InvalidSweepException("%s needs at least %d evaluations, and the axis 'nfe' gives it %d".formatted(
                    run.spec().solvers().getFirst().id(), run.nfe(), budget), "begin the axis at %d".formatted(run.nfe()));
            }
            run = resolver.resolve(StepEdit.withGrid(run.spec(), run.spec().grid().with("steps", now - 1),
                resolver.catalog()), base);
        }
        return run;
    }

    private void requireSteps(RunSpec.Denoise spec, String field) {
        if (!resolver.catalog().grids().get(spec.grid().id()).takesSteps()) {
            throw new InvalidSweepException("the grid '%s' takes no number of steps, which the axis '%s' needs".formatted(
                spec.grid().id(), field), "choose another grid");
        }
    }

    private static int number(String value) {
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < 1) {
            throw new InvalidSweepException("the axis 'nfe' has the value %s".formatted(value),
                "take whole numbers from 1 to 999999");
        }
        return Integer.parseInt(value);
    }
}
