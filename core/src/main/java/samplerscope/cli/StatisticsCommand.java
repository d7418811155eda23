package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.Progress;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.StatisticsSettings;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.RunSpec;
import samplerscope.spec.StatisticsReport;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;

/// `samplerscope statistics`.
@Command(name = "statistics", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measure the model statistics that DPM-Solver-v3 expands with, and keep them for its runs.",
    footer = {"", "Examples:",
        "  samplerscope statistics glyphs-net",
        "  samplerscope statistics digits.json --guidance 3 --class 7 --samples 256",
        "", "A run uses them with: --set solvers[0].statistics=measured, and the same table, samples and seed.",
        "Ctrl-C stops within one call of the model and keeps nothing. Files are kept under the folder that",
        "-Dsamplerscope.cache or the variable SAMPLERSCOPE_CACHE names, else under the user's cache; they may be",
        "deleted at any time."})
final class StatisticsCommand implements Callable<Integer> {

    private static final String SOURCE = "statistics";
    private static final int ROWS = 5;

    @Parameters(paramLabel = "SPEC", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--table", paramLabel = "N", description = "Intervals between points in lambda. Default: 240.")
    private Optional<Integer> intervals = Optional.empty();

    @Option(names = "--samples", paramLabel = "K", description = "Data that are averaged over. Default: 128.")
    private Optional<Integer> samples = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of the data and their noise. Default: 0.")
    private Optional<Integer> seed = Optional.empty();

    @Option(names = "--guidance", paramLabel = "W", description = "Guidance scale; needs a class.")
    private Optional<Double> guidance = Optional.empty();

    @Option(names = "--class", paramLabel = "C", description = "A class by its number, none, or each.")
    private Optional<String> condition = Optional.empty();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Session session;

    StatisticsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Subject about = subject();
        RunSpec.Denoise spec = about.spec();
        EmsRequest request = session.input(() -> request(spec));
        var evaluations = new int[1];
        Progress shown = progress.progress(session, subject);
        long start = System.nanoTime();
        var counting = new Progress() {
            @Override
            public void at(String stage, int done, int total) {
                evaluations[0] = stage.equals(SOURCE) ? done : evaluations[0];
                shown.at(stage, done, total);
            }

            @Override
            public void notice(String sentence) {
                shown.notice(sentence);
            }
        };
        StatisticsReport report = session.input(() ->
            session.resolver().statistics(spec, about.base(), request, counting));
        print(spec, request, report, evaluations[0], (System.nanoTime() - start) / 1e9);
        return ExitCode.DONE;
    }

    private Subject subject() {
        var all = new ArrayList<>(changes);
        condition.ifPresent(c -> all.add("guidance.class=" + c));
        guidance.ifPresent(w -> all.add("guidance.scale=" + w));
        return Subject.of(session, subject, all);
    }

    /// As the first solver that asks for statistics has it, changed by the options.
    private EmsRequest request(RunSpec.Denoise spec) {
        var solver = spec.solvers().stream().filter(c -> isAsking(session.catalog().solvers().get(c.id())))
            .findFirst().orElse(Choice.of("dpm-solver-v3")).with(SOURCE, new Setting.Word(
                EmsRequest.Source.MEASURED.word()));
        for (var option : List.of(intervals.map(n -> "statistics-table=" + n),
                samples.map(n -> "statistics-samples=" + n), seed.map(n -> "statistics-seed=" + n))) {
            if (option.isPresent()) {
                String[] parts = option.get().split("=");
                solver = solver.with(parts[0], Double.parseDouble(parts[1]));
            }
        }
        SolverFamily family = session.catalog().solvers().get(solver.id());
        return StatisticsSettings.request(Settings.of("solvers[0]", family.parameters(), solver.settings()));
    }

    private static boolean isAsking(SolverFamily family) {
        return family.parameters().containsAll(StatisticsSettings.PARAMETERS);
    }

    private void print(RunSpec.Denoise spec, EmsRequest request, StatisticsReport report, int evaluations,
                       double seconds) {
        EmsTable table = report.table();
        if (json) {
            session.print(Json.object().with("model", spec.model().id()).with("schedule", spec.schedule().id())
                .with("from", table.from()).with("to", table.to()).with("intervals", request.intervals())
                .with("samples", request.samples()).with("seed", request.seed())
                .with("guidance", spec.guidance().scale()).with("evaluations", evaluations).with("seconds", seconds)
                .with("file", report.file().map(Path::toString).orElse("")));
            return;
        }
        var out = session.out();
        out.println(String.format(Locale.ROOT, "%s on %s, guidance %s, class %s: %d intervals, %d samples, seed %d",
            spec.model().id(), spec.schedule().id(), Json.number(spec.guidance().scale()).compact(),
            spec.guidance().condition(), request.intervals(), request.samples(), request.seed()));
        out.println(evaluations == 0 ? "measured before"
            : String.format(Locale.ROOT, "measured with %d evaluations of the model in %.1f s", evaluations, seconds));
        report.file().ifPresent(file -> out.println("kept in " + file));
        out.println(" lambda      l       s       b   (means over elements)");
        for (int i = 0; i < ROWS; i++) {
            int row = table.intervals() * i / (ROWS - 1);
            out.println(String.format(Locale.ROOT, "%7.3f %7.4f %7.3f %7.3f",
                table.from() + (table.to() - table.from()) * row / table.intervals(), mean(table, 0, row),
                mean(table, 1, row), mean(table, 2, row)));
        }
    }

    private static double mean(EmsTable table, int which, int row) {
        return Arrays.stream(table.statistics()[which][row]).average().orElse(0);
    }
}
