package samplerscope.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import samplerscope.export.CsvTable;
import samplerscope.registry.Registry;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;
import samplerscope.spec.PublishedName;
import samplerscope.spec.SolverMeasurement;

/// The page about all solvers, `docs/solvers.md`: what the registry says of each, and what was measured.
///
/// @param measured by id: order, order without noise, evaluations per step, then errors by problem, grid and budget,
///                 and of the deviation by budget for stochastic solvers, all as printed
record SolverPage(Map<String, List<String>> measured) {

    private static final List<Integer> BUDGETS = List.of(5, 10, 20);
    /// The grid that most programs use, and the one to prefer.
    private static final List<String> GRIDS = List.of("uniform-lambda", "spectral");
    private static final List<String> PROBLEMS = List.of("problem-s", "problem-b");
    private static final String NONE = "-";
    private static final int BEFORE_ERRORS = 3;

    private static final String HEAD = """
        # Solvers

        <!-- Written by `samplerscope list solvers --measured`; a test compares it with the registry. -->

        Every solver of the program with its default settings. The order stated is the global order on a smooth ODE;
        for a solver that draws noise it is the weak order, how fast mean and variance tend to those of the data, and
        the order on the ODE stands under "without noise". "none" says that the result does not tend to that of the ODE
        however many steps there are.

        The order measured is `log2` of how much the error falls from 160 to 320 steps on problem S, uniform in lambda
        and without lower orders at the end; for a solver that draws, how much the error of the standard deviation on
        Gaussian data falls. A solver that reads a table of statistics (DPM-Solver-v3) is measured from 40 to 80 steps:
        with shorter ones the error of the table shows. `-` stands where a solver has no formula for so few evaluations,
        or no path to compare with.
        """;
    private static final String NAMES = """
        What to choose for a sampler by the name that papers and programs give it: a solver with the settings that
        differ from its standard ones, and a grid, schedule or threshold where the name includes one. Orders as above,
        without lower orders at the end; `samplerscope list names` prints the same list.

        """;
    private static final String ERRORS = """
        Root mean square over elements and 32 samples against the converged ODE, from `t = 1` to `1e-3` on the linear
        variance-preserving path, in float64, with 5, 10 and 20 evaluations of the model. Values above 1 mean that the
        run diverged.
        """;

    private static final String DEVIATIONS = """
        ### Stochastic solvers

        Relative error of the standard deviation on data N(0.7, 0.25), exact and without sampling, on grids uniform in
        lambda with 5, 10 and 20 evaluations. The mean is exact throughout.

        """;

    SolverPage {
        measured = new LinkedHashMap<>(measured);
    }

    /// Measures every solver of the registry with its default settings.
    ///
    /// @param watcher told each id before it is measured
    static SolverPage measure(Registry<SolverFamily> solvers, SolverMeasurement measurement, Consumer<String> watcher) {
        var measured = new LinkedHashMap<String, List<String>>();
        for (SolverFamily family : solvers.all()) {
            watcher.accept(family.id());
            measured.put(family.id(), cells(measurement, Choice.of(family.id())));
        }
        return new SolverPage(measured);
    }

    /// What is measured of one solver, as it is printed.
    static List<String> cells(SolverMeasurement measurement, Choice solver) {
        var cells = new ArrayList<>(List.of(order(measurement.order(solver)),
            order(measurement.orderWithoutNoise(solver)), Integer.toString(measurement.evaluationsPerStep(solver))));
        for (String problem : PROBLEMS) {
            for (String grid : GRIDS) {
                for (int budget : BUDGETS) {
                    cells.add(measurement.error(problem, Choice.of(grid), solver, budget)
                        .map(error -> String.format(Locale.ROOT, "%.3g", error)).orElse(NONE));
                }
            }
        }
        if (measurement.deviation(solver, BUDGETS.getLast()).isPresent()) {
            BUDGETS.forEach(budget -> cells.add(measurement.deviation(solver, budget)
                .map(error -> String.format(Locale.ROOT, "%+.4f", error)).orElse(NONE)));
        }
        return cells;
    }

    private static String order(Optional<Double> order) {
        return order.map(o -> String.format(Locale.ROOT, "%.2f", o)).orElse(NONE);
    }

    /// The numbers of a page as it was written.
    static SolverPage read(String text) {
        var measured = new LinkedHashMap<String, List<String>>();
        String tables = text.substring(0, text.indexOf("\n## Published names"))
            + text.substring(text.indexOf("\n## Errors"));
        for (String line : tables.lines().filter(l -> l.startsWith("| ")).toList()) {
            List<String> row = Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
            if (row.get(0).startsWith("`")) {
                measured.computeIfAbsent(id(row.get(0)), _ -> new ArrayList<>()).addAll(row.subList(1, row.size()));
            } else if (row.get(1).startsWith("`")) {
                measured.computeIfAbsent(id(row.get(1)), _ -> new ArrayList<>()).addAll(
                    List.of(row.get(3), row.get(5), row.get(6)));
            }
        }
        return new SolverPage(measured);
    }

    private static String id(String code) {
        return code.replace("`", "");
    }

    /// The page in Markdown; a solver that was not measured is left out.
    String text(Registry<SolverFamily> solvers) {
        var families = solvers.all().stream().filter(f -> measured.containsKey(f.id())).toList();
        var page = new StringBuilder(HEAD).append("\n## Orders\n\n").append(orders(families))
            .append("\n## Published names\n\n").append(NAMES).append(names()).append("\n## Errors\n\n")
            .append(ERRORS);
        for (int p = 0; p < PROBLEMS.size(); p++) {
            page.append("\n### ").append(PROBLEMS.get(p)).append("\n\n").append(errors(families, p));
        }
        page.append('\n').append(DEVIATIONS).append(deviations(families)).append("\n## Notes\n");
        families.stream().filter(f -> !f.notes().isBlank()).forEach(f ->
            page.append("\n### ").append(f.name()).append(" (`").append(f.id()).append("`)\n\n").append(f.notes())
                .append('\n'));
        return page.toString();
    }

    private String orders(List<SolverFamily> families) {
        var table = new CsvTable(List.of("solver", "id", "order", "measured", "without noise", "measured",
            "NFE per step", "source"));
        families.forEach(f -> {
            List<String> cells = measured.get(f.id());
            table.row(f.name(), "`" + f.id() + "`", f.order() == 0 ? "none" : Integer.toString(f.order()), cells.get(0),
                f.quiet().map(q -> Integer.toString(q.order())).orElse(NONE), cells.get(1), cells.get(2), f.source());
        });
        return table.markdown();
    }

    private static String names() {
        var table = new CsvTable(List.of("published as", "choose", "order", "source"));
        PublishedName.all().forEach(n -> table.row(n.name(), "`" + n.choice() + "`",
            n.order() == 0 ? "none" : Integer.toString(n.order()), n.source()));
        return table.markdown();
    }

    private String errors(List<SolverFamily> families, int problem) {
        var header = new ArrayList<>(List.of("id"));
        GRIDS.forEach(grid -> BUDGETS.forEach(budget -> header.add(grid + ", " + budget)));
        var table = new CsvTable(header);
        int cells = GRIDS.size() * BUDGETS.size();
        int first = BEFORE_ERRORS + problem * cells;
        families.forEach(f -> {
            var row = new ArrayList<>(List.of("`" + f.id() + "`"));
            row.addAll(measured.get(f.id()).subList(first, first + cells));
            table.row(row);
        });
        return table.markdown();
    }

    private String deviations(List<SolverFamily> families) {
        var header = new ArrayList<>(List.of("id"));
        BUDGETS.forEach(budget -> header.add(budget.toString()));
        var table = new CsvTable(header);
        int deterministic = BEFORE_ERRORS + PROBLEMS.size() * GRIDS.size() * BUDGETS.size();
        families.stream().filter(f -> measured.get(f.id()).size() > deterministic).forEach(f -> {
            var row = new ArrayList<>(List.of("`" + f.id() + "`"));
            row.addAll(measured.get(f.id()).subList(deterministic, deterministic + BUDGETS.size()));
            table.row(row);
        });
        return table.markdown();
    }
}
