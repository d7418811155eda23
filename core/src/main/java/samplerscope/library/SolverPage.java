package samplerscope.library;

import java.util.ArrayList;
import java.util.List;
import samplerscope.export.CsvTable;
import samplerscope.registry.Registry;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.PublishedName;

/// The page about all solvers, `docs/solvers.md`: what the registry says of each, how published programs run them, and
/// what was measured of both.
public final class SolverPage {

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
    private static final String PRESETS = """
        ## As in the peers

        The default is the right method; what a published program does otherwise is a preset, by name:
        `samplerscope spec new --preset ID --steps N`. Recorded runs of the programs are repeated through these presets
        by a test. Orders are measured as above, without the rule for the last steps, and without noise for solvers that
        draw it.
        """;
    private static final String COMPARED = """
        The right default ("ours") against the preset ("theirs"), on the grid of the program and to where it ends, with
        5, 10 and 20 evaluations. Equal numbers mean that the program does the same.
        """;
    private static final String COMPARED_SPREAD = """
        ### Stochastic presets

        Relative error of the standard deviation on data N(0.7, 0.25), as above, on the grid of the program.

        """;

    private SolverPage() {}

    /// The page in Markdown; a solver that was not measured is left out.
    public static String text(Registry<SolverFamily> solvers, Measured measured) {
        var families = solvers.all().stream().filter(f -> measured.solver(f.id()).isPresent()).toList();
        var page = new StringBuilder(HEAD).append("\n## Orders\n\n").append(orders(families, measured))
            .append("\n## Published names\n\n").append(NAMES).append(names()).append("\n## Errors\n\n").append(ERRORS);
        for (String problem : Measured.PROBLEMS) {
            page.append("\n### ").append(problem).append("\n\n").append(errors(families, measured, problem));
        }
        page.append('\n').append(DEVIATIONS).append(deviations(families, measured)).append('\n')
            .append(presets(measured)).append("\n## Notes\n");
        families.stream().filter(f -> !f.notes().isBlank()).forEach(f ->
            page.append("\n### ").append(f.name()).append(" (`").append(f.id()).append("`)\n\n").append(f.notes())
                .append('\n'));
        return page.toString();
    }

    private static String orders(List<SolverFamily> families, Measured measured) {
        var table = new CsvTable(List.of("solver", "id", "order", "measured", "without noise", "measured",
            "NFE per step", "source"));
        families.forEach(f -> {
            var figures = measured.solver(f.id()).orElseThrow();
            table.row(f.name(), code(f.id()), f.order() == 0 ? "none" : Integer.toString(f.order()), figures.order(),
                f.quiet().map(q -> Integer.toString(q.order())).orElse(Measured.NONE), figures.quietOrder(),
                figures.nfe(), f.source());
        });
        return table.markdown();
    }

    private static String names() {
        var table = new CsvTable(List.of("published as", "choose", "order", "source"));
        PublishedName.all().forEach(n -> table.row(n.name(), code(n.choice()),
            n.order() == 0 ? "none" : Integer.toString(n.order()), n.source()));
        return table.markdown();
    }

    private static String errors(List<SolverFamily> families, Measured measured, String problem) {
        var header = new ArrayList<>(List.of("id"));
        Measured.GRIDS.forEach(grid -> Measured.BUDGETS.forEach(budget -> header.add(grid + ", " + budget)));
        var table = new CsvTable(header);
        families.forEach(f -> {
            var row = new ArrayList<>(List.of(code(f.id())));
            measured.solver(f.id()).orElseThrow().errors().get(problem).values().forEach(row::addAll);
            table.row(row);
        });
        return table.markdown();
    }

    private static String deviations(List<SolverFamily> families, Measured measured) {
        var header = new ArrayList<>(List.of("id"));
        Measured.BUDGETS.forEach(budget -> header.add(budget.toString()));
        var table = new CsvTable(header);
        families.forEach(f -> {
            List<String> spread = measured.solver(f.id()).orElseThrow().spread();
            if (!spread.isEmpty()) {
                var row = new ArrayList<>(List.of(code(f.id())));
                row.addAll(spread);
                table.row(row);
            }
        });
        return table.markdown();
    }

    private static String presets(Measured measured) {
        var page = new StringBuilder(PRESETS);
        for (Preset.Origin origin : Preset.Origin.values()) {
            var table = new CsvTable(List.of("preset", "solver", "what differs", "order, ours", "order, theirs"));
            Preset.all().all().stream().filter(p -> p.origin() == origin).forEach(p -> {
                var order = measured.preset(p.id()).map(Measured.Compared::order)
                    .orElse(new Measured.Sides(List.of(Measured.NONE), List.of(Measured.NONE)));
                table.row(code(p.id()), code(p.solver()), p.difference(), order.ours().getFirst(),
                    order.theirs().getFirst());
            });
            page.append("\n### As in: ").append(origin.title()).append("\n\n").append(table.markdown());
        }
        page.append("\n### By how much\n\n").append(COMPARED);
        for (String problem : Measured.PROBLEMS) {
            page.append("\n#### ").append(problem).append("\n\n").append(compared(measured, problem));
        }
        return page.append('\n').append(COMPARED_SPREAD).append(compared(measured, Measured.SPREAD)).toString();
    }

    private static String compared(Measured measured, String subject) {
        var header = new ArrayList<>(List.of("preset"));
        for (String side : List.of("ours", "theirs")) {
            Measured.BUDGETS.forEach(budget -> header.add(side + ", " + budget));
        }
        var table = new CsvTable(header);
        measured.presets().forEach((id, compared) -> {
            Measured.Sides sides = compared.errors().get(subject);
            if (sides != null) {
                var row = new ArrayList<>(List.of(code(id)));
                row.addAll(sides.ours());
                row.addAll(sides.theirs());
                table.row(row);
            }
        });
        return table.markdown();
    }

    private static String code(String id) {
        return "`" + id + "`";
    }
}
