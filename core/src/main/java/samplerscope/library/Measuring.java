package samplerscope.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Registry;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SolverMeasurement;

/// Measures solvers and presets now, on exact models.
public final class Measuring {

    /// Steps that an order is measured with.
    private static final int MANY = 160;

    private Measuring() {}

    /// Every solver of the registry with its default settings, and every preset that can be compared.
    ///
    /// @param watcher told each id before it is measured
    public static Measured all(Registry<SolverFamily> solvers, SolverMeasurement measurement,
                               Consumer<String> watcher) {
        var figures = new LinkedHashMap<String, Measured.Figures>();
        for (SolverFamily family : solvers.all()) {
            watcher.accept(family.id());
            figures.put(family.id(), figures(measurement, Choice.of(family.id())));
        }
        var compared = new LinkedHashMap<String, Measured.Compared>();
        for (Preset preset : Preset.all().all()) {
            if (preset.isComparable()) {
                watcher.accept(preset.id());
                compared.put(preset.id(), compared(measurement, preset));
            }
        }
        return new Measured(figures, compared);
    }

    /// One solver.
    public static Measured.Figures figures(SolverMeasurement measurement, Choice solver) {
        var errors = new LinkedHashMap<String, Map<String, List<String>>>();
        for (String problem : Measured.PROBLEMS) {
            var grids = new LinkedHashMap<String, List<String>>();
            for (String grid : Measured.GRIDS) {
                grids.put(grid, budgets(budget -> measurement.error(problem, Choice.of(grid), solver, budget), "%.3g"));
            }
            errors.put(problem, grids);
        }
        boolean noisy = measurement.deviation(solver, Measured.BUDGETS.getLast()).isPresent();
        return new Measured.Figures(printed(measurement.order(solver)), printed(measurement.orderWithoutNoise(solver)),
            Integer.toString(measurement.evaluationsPerStep(solver)), errors,
            noisy ? budgets(budget -> measurement.deviation(solver, budget), "%+.4f") : List.of());
    }

    /// One preset, and the same run as it should be.
    public static Measured.Compared compared(SolverMeasurement measurement, Preset preset) {
        var errors = new LinkedHashMap<String, Measured.Sides>();
        for (String problem : Measured.PROBLEMS) {
            var sides = sides(preset, problem, (steps, budget) -> measurement.error(steps, budget), "%.3g");
            if (!isEmpty(sides)) {
                errors.put(problem, sides);
            }
        }
        var spread = sides(preset, Measured.PROBLEMS.getFirst(),
            (steps, budget) -> measurement.deviation(steps, budget), "%+.4f");
        if (!isEmpty(spread)) {
            errors.put(Measured.SPREAD, spread);
        }
        return new Measured.Compared(new Measured.Sides(
            List.of(order(measurement, preset::corrected)), List.of(order(measurement, preset::in))), errors);
    }

    /// Of one solver for all steps, the same for any number of them; else there is none.
    private static String order(SolverMeasurement measurement, Recipe recipe) {
        var spec = RunSpec.Denoise.of(Choice.of(Measured.PROBLEMS.getFirst()));
        try {
            List<Choice> solvers = recipe.in(spec, Measured.BUDGETS.getLast()).solvers();
            return solvers.size() > 1 || !solvers.equals(recipe.in(spec, MANY).solvers()) ? Measured.NONE
                : printed(measurement.orderWithoutNoise(solvers.getFirst())
                    .or(() -> measurement.order(solvers.getFirst())));
        } catch (SamplerscopeException e) {
            return Measured.NONE; // the program has no run of so many steps
        }
    }

    private static String printed(Optional<Double> order) {
        return order.map(o -> String.format(Locale.ROOT, "%.2f", o)).orElse(Measured.NONE);
    }

    private static Measured.Sides sides(Preset preset, String problem,
                                        BiFunction<SolverMeasurement.InSteps, Integer, Optional<Double>> measure,
                                        String format) {
        var spec = RunSpec.Denoise.of(Choice.of(problem));
        return new Measured.Sides(
            budgets(budget -> measure.apply(steps -> preset.corrected(spec, steps), budget), format),
            budgets(budget -> measure.apply(steps -> preset.in(spec, steps), budget), format));
    }

    private static boolean isEmpty(Measured.Sides sides) {
        return sides.ours().stream().allMatch(Measured.NONE::equals)
            && sides.theirs().stream().allMatch(Measured.NONE::equals);
    }

    private interface OfBudget {
        Optional<Double> at(int budget);
    }

    private static List<String> budgets(OfBudget measured, String format) {
        return Measured.BUDGETS.stream().map(budget -> measured.at(budget)
            .map(value -> String.format(Locale.ROOT, format, value)).orElse(Measured.NONE)).toList();
    }
}
