package samplerscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.run.PlanTable;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.Json;
import samplerscope.spec.Resolved;

/// `samplerscope plan`.
@Command(name = "plan", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Print the very coefficients that a run executes.",
    footer = {"", "Examples:",
        "  samplerscope plan moons.json",
        "  samplerscope plan moons.json --set solvers=unipc-2 --csv > plan.csv"})
final class PlanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "A spec, or the run file of an earlier run.")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @ArgGroup(exclusive = true)
    private Format format = new Format();

    private static final class Format {
        @Option(names = "--json", description = "Print JSON, every coefficient in full.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV, one row per coefficient, in full.")
        private boolean csv;
    }

    @Mixin
    private ProgressOption progress = new ProgressOption();

    private final Session session;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var spec = session.read(file, changes);
        Resolved run = session.resolve(spec, Session.base(file),
            progress.progress(session, file.getFileName().toString()));
        if (format.json) {
            session.print(json(run));
        } else if (format.csv) {
            session.out().print(csv(run.table()));
        } else {
            text(run);
        }
        return ExitCode.DONE;
    }

    private void text(Resolved run) {
        var out = session.out();
        out.println(Summary.title(run.spec()));
        out.println("%d steps, %d network evaluations, %d draws of noise".formatted(
            run.plan().steps().size(), run.nfe(), run.plan().draws()));
        for (PlanTable.Row row : run.table().rows()) {
            out.println();
            out.println(String.format(Locale.ROOT, "step %d  lambda %.5g to %.5g  sigma %.5g to %.5g  %s", row.step(),
                row.from().lambda(), row.to().lambda(), row.from().sigma(), row.to().sigma(), row.solver()));
            row.lines().forEach(line -> out.println("  " + line.text()));
        }
    }

    private static Json json(Resolved run) {
        return Json.object().with("title", Summary.title(run.spec())).with("sha256", Fingerprint.of(run.plan()))
            .with("nfe", run.nfe()).with("draws", run.plan().draws())
            .with("steps", Json.array(run.table().rows().stream().map(PlanCommand::json).toList()));
    }

    private static Json json(PlanTable.Row row) {
        return Json.object().with("step", row.step()).with("solver", row.solver())
            .with("from", json(row.from())).with("to", json(row.to()))
            .with("evaluations", row.evaluations()).with("draws", row.draws())
            .with("instructions", Json.array(row.lines().stream().map(PlanCommand::json).toList()));
    }

    private static Json json(NoiseLevel level) {
        return Json.object().with("time", level.time()).with("alpha", level.alpha()).with("sigma", level.sigma())
            .with("lambda", level.lambda());
    }

    private static Json json(PlanTable.Line line) {
        return Json.object().with("into", line.into()).with("kind", line.kind().name().toLowerCase(Locale.ROOT))
            .with("text", line.text())
            .with("terms", Json.array(line.terms().stream().map(term -> Json.object()
                .with("coefficient", term.value()).with("register", term.register())).toList()));
    }

    private static String csv(PlanTable plan) {
        var table = new CsvTable(List.of("step", "solver", "from_lambda", "to_lambda", "from_sigma", "to_sigma",
            "instruction", "kind", "into", "coefficient", "register"));
        for (PlanTable.Row row : plan.rows()) {
            for (int i = 0; i < row.lines().size(); i++) {
                PlanTable.Line line = row.lines().get(i);
                String kind = line.kind().name().toLowerCase(Locale.ROOT);
                String instruction = CsvTable.cell(i);
                var terms = line.terms().isEmpty() ? List.of(new PlanTable.Coefficient(Double.NaN, "")) : line.terms();
                terms.forEach(term -> table.row(CsvTable.cell(row.step()), row.solver(),
                    CsvTable.cell(row.from().lambda()), CsvTable.cell(row.to().lambda()),
                    CsvTable.cell(row.from().sigma()), CsvTable.cell(row.to().sigma()),
                    instruction, kind, line.into(), CsvTable.cell(term.value()), term.register()));
            }
        }
        return table.csv();
    }
}
