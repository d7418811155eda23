package samplerscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.bench.ModelHealth;
import samplerscope.export.CsvTable;
import samplerscope.model.Model;
import samplerscope.spec.Engine;
import samplerscope.spec.Json;

/// `samplerscope bench model`.
@Command(name = "model", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Check that a model answers at every noise level, and time an evaluation by batch and threads.",
    footer = {"", "Examples:",
        "  samplerscope bench model glyphs-net",
        "  samplerscope bench model ./my-photos --batch 1,64 --threads 1,2 --json",
        "", "Levels are even in lambda from end to end of the schedule. Each time is the median of repeated calls",
        "without guidance. A model with an answer that is not finite is not timed, and the command fails.",
        "Ctrl-C stops between two calls."})
final class BenchModelCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--batch", paramLabel = "N", split = ",", defaultValue = "1,4,16,64",
        description = "Samples per call. Default: ${DEFAULT-VALUE}.")
    private List<Integer> batches = List.of();

    @Option(names = "--threads", paramLabel = "N", split = ",",
        description = "Host threads. Default: one, and all processors.")
    private List<Integer> threads = List.of();

    @Option(names = "--backend", paramLabel = "ID", defaultValue = Engine.STANDARD_BACKEND,
        description = "Where. Default: ${DEFAULT-VALUE}.")
    private String backend = Engine.STANDARD_BACKEND;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ProgressOption progress = new ProgressOption();

    private final Session session;

    BenchModelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        batches.forEach(n -> require("--batch", n, 1_000_000));
        List<Engine> engines = session.input(this::engines);
        Subject about = Subject.of(session, subject, changes);
        Model model = session.input(() -> session.resolver().model(about.spec().model(), about.base()));
        var schedule = model.nativeSchedule().orElseGet(() -> session.resolver().schedule(about.spec()));
        ModelHealth health = ModelHealth.check(model, schedule, engines, batches,
            progress.progress(session, subject));
        if (json) {
            session.print(json(model, health));
        } else {
            text(model, health);
        }
        return health.isSound() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Engine> engines() {
        int all = Runtime.getRuntime().availableProcessors();
        List<Integer> counts = threads.isEmpty() ? List.of(1, all).stream().distinct().toList() : threads;
        counts.forEach(n -> require("--threads", n, 4096));
        return counts.stream().map(n -> Engine.of(session.catalog().backends(), backend, n)).toList();
    }

    private static void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new BadInputException("%s has %d".formatted(option, value), "give numbers from 1 to " + most);
        }
    }

    private void text(Model model, ModelHealth health) {
        session.out().println("%s, samples of %s, on %s".formatted(model.card().name(), model.card().sampleShape(),
            backend));
        var levels = new CsvTable(List.of("lambda", "output"));
        for (ModelHealth.Level level : health.levels()) {
            levels.row(List.of(format("%.2f", level.at().lambda()), level.finite() ? "finite" : "not finite"));
        }
        session.out().print(levels.markdown());
        if (!health.speeds().isEmpty()) {
            session.out().println();
            session.out().print(health.table().markdown());
        }
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    private static Json json(Model model, ModelHealth health) {
        var levels = new ArrayList<Json>();
        health.levels().forEach(l -> levels.add(
            Json.object().with("lambda", l.at().lambda()).with("finite", Json.flag(l.finite()))));
        var speeds = new ArrayList<Json>();
        health.speeds().forEach(s -> speeds.add(Json.object().with("threads", s.threads()).with("batch", s.batch())
            .with("seconds", s.seconds()).with("samplesPerSecond", s.samplesPerSecond())));
        return Json.object().with("model", model.card().id()).with("sound", Json.flag(health.isSound()))
            .with("levels", Json.array(levels)).with("speeds", Json.array(speeds));
    }
}
