package samplerscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.library.Measured;
import samplerscope.library.Preset;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.solver.FamilyMap;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Home;
import samplerscope.spec.folder.MaskedNetworks;
import samplerscope.spec.folder.NetworkFacts;

/// `samplerscope show`.
@Command(name = "show", mixinStandardHelpOptions = true,
    description = "Print all that is known of a solver or a preset, or of a model or sampler of masked diffusion.",
    footer = {"", "Examples:",
        "  samplerscope show dpmpp-3m",
        "  samplerscope show reference-3m",
        "  samplerscope show klass"})
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of a solver, a preset, or a masked model or sampler.")
    private String id = "";

    private final Session session;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Measured measured = Measured.shipped();
        if (session.catalog().solvers().contains(id)) {
            session.out().print(page(session.catalog().solvers().get(id), measured));
        } else if (Preset.all().contains(id)) {
            session.out().print(page(Preset.all().get(id), measured));
        } else if (session.maskedCatalog().samplers().contains(id)) {
            session.out().print(page(session.maskedCatalog().samplers().get(id), "A sampler of masked diffusion"));
        } else if (session.maskedCatalog().models().contains(id)) {
            session.out().print(page(session.maskedCatalog().models().get(id), "A model of masked diffusion"));
            if (id.equals(MaskedNetworks.BUNDLED)) {
                session.out().println();
                session.input(() -> NetworkFacts.of(MaskedNetworks.bundled(Home.assets()))).inWords()
                    .forEach(session.out()::println);
            }
        } else {
            throw new BadInputException("no solver and no preset is called '%s'".formatted(id),
                "see: samplerscope list solvers, list presets, list samplers --family masked");
        }
        return ExitCode.DONE;
    }

    private static String page(SolverFamily family, Measured measured) {
        var text = new StringBuilder("# ").append(family.name()).append(" (").append(family.id()).append(")\n\n");
        measured.solver(family.id()).ifPresent(f -> text.append(
            "Order: %s (measured: %s%s). Evaluations per step: %s.\n".formatted(family.orderInWords(), f.order(),
                f.quietOrder().equals(Measured.NONE) ? "" : ", without noise " + f.quietOrder(), f.nfe())));
        text.append("Source: ").append(family.source()).append(".\n");
        if (!family.notes().isEmpty()) {
            text.append('\n').append(family.notes()).append('\n');
        }
        section(text, "Options", options(family));
        FamilyMap.of(family.id()).ifPresent(place -> section(text, "In the unified space", place.isPoint()
            ? "%s, order %s, derivatives: %s, relaxation: %s, corrector: %s, variable: %s\n".formatted(
                place.prediction(), place.order(), place.derivatives(), place.relaxation(), place.corrector(), place.variable())
            : "no point of it: " + place.outside() + "\n"));
        section(text, "Errors with 5, 10 and 20 evaluations", errors(family.id(), measured));
        List<Preset> presets = Preset.of(family.id());
        var table = new CsvTable(List.of("preset", "what differs"));
        presets.forEach(p -> table.row(p.id(), p.difference()));
        section(text, "As in the peers", presets.isEmpty() ? "" : table.markdown());
        var compared = presets.stream().filter(p -> measured.preset(p.id()).isPresent()).toList();
        section(text, "By how much", compared.isEmpty() ? "" : compared(compared, measured));
        return text.toString();
    }

    private static String page(Family family, String kind) {
        var text = new StringBuilder("# ").append(family.name()).append(" (").append(family.id()).append(")\n\n")
            .append(kind).append(".\nSource: ").append(family.source()).append(".\n");
        section(text, "Options", options(family));
        return text.toString();
    }

    private static String page(Preset preset, Measured measured) {
        var text = new StringBuilder("# ").append(preset.name()).append(" (").append(preset.id()).append(")\n\n")
            .append("Solver: ").append(preset.solver()).append(".\nSource: ").append(preset.source())
            .append(".\nWhat differs: ").append(preset.difference()).append(".\n");
        section(text, "By how much", measured.preset(preset.id()).isEmpty() ? ""
            : compared(List.of(preset), measured));
        return text.append("\nsamplerscope spec new --preset ").append(preset.id()).append(" --steps ")
            .append(preset.usualSteps()).append('\n').toString();
    }

    private static void section(StringBuilder text, String title, String content) {
        if (!content.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n").append(content);
        }
    }

    private static String options(Family family) {
        var table = new CsvTable(List.of("option", "default", "meaning"));
        for (Parameter p : family.parameters()) {
            table.row(p.id(), p.standard().map(Object::toString).orElse(""), p.help());
        }
        return family.parameters().isEmpty() ? "" : table.markdown();
    }

    private static String errors(String id, Measured measured) {
        var table = table("problem, grid", List.of(""));
        measured.solver(id).ifPresent(figures -> {
            figures.errors().forEach((problem, grids) -> grids.forEach((grid, errors) -> row(table,
                problem + ", " + grid, errors)));
            if (!figures.spread().isEmpty()) {
                row(table, Measured.SPREAD, figures.spread());
            }
        });
        return measured.solver(id).isEmpty() ? "" : table.markdown();
    }

    /// What a preset costs, and what the solver does in its place.
    private static String compared(List<Preset> presets, Measured measured) {
        var table = table("preset, problem", List.of("ours, ", "theirs, "));
        presets.forEach(p -> measured.preset(p.id()).ifPresent(found -> found.errors().forEach((problem, sides) -> {
            var cells = new ArrayList<>(sides.ours());
            cells.addAll(sides.theirs());
            row(table, p.id() + ", " + problem, cells);
        })));
        return table.markdown();
    }

    private static CsvTable table(String first, List<String> sides) {
        var header = new ArrayList<>(List.of(first));
        sides.forEach(side -> Measured.BUDGETS.forEach(budget -> header.add(side + budget)));
        return new CsvTable(header);
    }

    private static void row(CsvTable table, String title, List<String> cells) {
        var row = new ArrayList<>(List.of(title));
        row.addAll(cells);
        table.row(row);
    }
}
