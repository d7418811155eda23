package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.metric.Estimate;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.spec.ScoreComparison;
import samplerscope.spec.ScoreGaps;
import samplerscope.spec.ScoreGaps.Law;
import samplerscope.spec.ScoreRequest;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;

/// `samplerscope scores`.
@Command(name = "scores", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compare a model's score with that of a Gaussian, of a mixture and of the law of its data, by noise level.",
    footer = {"", "Examples:",
        "  samplerscope scores glyphs-net",
        "  samplerscope scores digits.json --data ./my-digits --data-set size=28 --samples 256",
        "  samplerscope scores ./my-photos --components 20 --json", "",
        "The numbers are E |s - s'|^2 / E |s|^2 over noised data: 0 where the scores are equal. Data are the pictures,",
        "table or array of --data, or else what the model was trained on, where that is known."})
final class ScoresCommand implements Callable<Integer> {

    private static final double NEARLY = 0.05;

    @Parameters(paramLabel = "MODEL", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--data", paramLabel = "PATH", description = "Data to fit to, instead of what the model brings.")
    private Optional<String> data = Optional.empty();

    @Option(names = "--data-set", paramLabel = "NAME=VALUE",
        description = "A setting of the data, such as size=28 or colour=rgb; may be repeated.")
    private List<String> dataSettings = List.of();

    @Option(names = "--levels", paramLabel = "N", description = "Noise levels, even in lambda. Default: 24.")
    private int levels = ScoreRequest.STANDARD.levels();

    @Option(names = "--samples", paramLabel = "K", description = "Noised data at each level. Default: 64.")
    private int samples = ScoreRequest.STANDARD.samples();

    @Option(names = "--components", paramLabel = "N", description = "Gaussians of the mixture, per class. Default: 10.")
    private int components = ScoreRequest.STANDARD.components();

    @Option(names = "--rank", paramLabel = "R", description = "Free directions of each of them. Default: 24.")
    private int rank = ScoreRequest.STANDARD.rank();

    @Option(names = "--seed", paramLabel = "N", description = "Of data and noise. Default: 0.")
    private int seed = ScoreRequest.STANDARD.seed();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print JSON, numbers in full.")
    private boolean json;

    private final Session session;

    ScoresCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Subject about = Subject.of(session, subject, changes);
        RunSpec.Denoise spec = about.spec();
        var request = session.input(() -> new ScoreRequest(levels, samples, components, rank, seed));
        var comparison = new ScoreComparison(session.resolver(), threads.count(), progress.progress(session, subject));
        ScoreGaps gaps = session.input(() ->
            comparison.measure(spec, about.base(), data.map(this::dataChoice), request));
        if (json) {
            session.print(json(spec, request, gaps));
        } else {
            text(spec, gaps);
        }
        return ExitCode.DONE;
    }

    /// Settings are read as those of a spec are.
    private Choice dataChoice(String path) {
        Choice choice = session.input(() -> ModelChoice.data(Path.of(path)));
        var changed = new ArrayList<String>();
        dataSettings.forEach(s -> changed.add("model." + s));
        return SpecEdit.apply(RunSpec.Denoise.of(choice), changed, new SpecReader(session.catalog())).model();
    }

    private void text(RunSpec.Denoise spec, ScoreGaps gaps) {
        var columns = new ArrayList<>(List.of("lambda", "sigma/alpha"));
        for (Law law : Law.values()) {
            columns.add(law.words());
        }
        var table = new CsvTable(columns);
        for (ScoreGaps.Level level : gaps.levels()) {
            var cells = new ArrayList<>(List.of(brief(level.at().lambda()),
                brief(StrictMath.exp(-level.at().lambda()))));
            for (Law law : Law.values()) {
                Estimate e = level.gaps().get(law);
                cells.add(String.format(Locale.ROOT, "%.3g +- %.1g", e.value(), e.standardError()));
            }
            table.row(cells);
        }
        session.out().println("%s on %s: E |s - s'|^2 / E |s|^2".formatted(spec.model().id(), spec.schedule().id()));
        session.out().print(table.markdown());
        for (Law law : Law.values()) {
            OptionalDouble up = gaps.within(law, NEARLY);
            session.out().println(up.isPresent()
                ? String.format(Locale.ROOT, "within 5 %% of the %s score up to lambda %.2f (sigma/alpha %.3g)",
                    law.words(), up.getAsDouble(), StrictMath.exp(-up.getAsDouble()))
                : "not within 5 %% of the %s score at the noisiest level".formatted(law.words()));
        }
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static Json json(RunSpec.Denoise spec, ScoreRequest request, ScoreGaps gaps) {
        return Json.object().with("model", spec.model().id()).with("schedule", spec.schedule().id())
            .with("samples", request.samples()).with("components", request.components()).with("rank", request.rank())
            .with("seed", request.seed())
            .with("levels", Json.array(gaps.levels().stream().map(level -> {
                Json.Obj object = Json.object().with("lambda", level.at().lambda()).with("alpha", level.at().alpha())
                    .with("sigma", level.at().sigma());
                for (Law law : Law.values()) {
                    object = object.with(law.words().toLowerCase(Locale.ROOT),
                        RunFileWriter.estimate(level.gaps().get(law)));
                }
                return object;
            }).toList()));
    }
}
