package samplerscope.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.export.NpyArrays;
import samplerscope.metric.Estimate;
import samplerscope.metric.PathError;
import samplerscope.model.data.SampleFile;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Inversion;
import samplerscope.spec.Engine;
import samplerscope.spec.FileAccess;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.RoundTrip;
import samplerscope.tensor.Shape;

/// `samplerscope invert`.
@Command(name = "invert", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Encode data by the solver run backwards, decode them again, and measure what came back.",
    footer = {"", "Examples:",
        "  samplerscope invert heun.json",
        "  samplerscope invert moons --set grid.steps=40 --set solvers=dpmpp-2m --json",
        "  samplerscope invert digits.json --from mine.npy -o out", "",
        "Files: invert.csv (by level), samples.csv, latents.npy, decoded.npy, invert.json.",
        "The solver has to be deterministic. A grid that ends without noise is encoded from its smallest level above."})
final class InvertCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--from", paramLabel = "FILE",
        description = "What to encode: samples in a .npy, .npz or .safetensors file, shape [N, ...]. Default: as many draws of "
            + "the data behind the model as the spec has samples.")
    private Optional<Path> from = Optional.empty();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "Folder for tables, latents and what came back.")
    private Optional<Path> folder = Optional.empty();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print JSON, numbers in full.")
    private boolean json;

    private final Session session;

    InvertCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Subject about = Subject.of(session, subject, changes);
        var heard = progress.progress(session, subject);
        Resolved run = session.resolve(about.spec(), about.base(), heard);
        session.input(() -> Inversion.of(run.plan())); // before anything is asked of the data
        Snapshot data = session.input(() -> from.map(file -> read(file, run)).orElseGet(() -> RoundTrip.draws(run)));
        Engine on = engine.engine(session);
        folder.ifPresent(session::requireWritable);
        RoundTrip trip = RoundTrip.of(run, data, on, new References(engine.threads()), heard);
        folder.ifPresent(to -> write(trip, to));
        if (json) {
            session.print(trip.json());
        } else {
            text(run, trip);
        }
        return ExitCode.DONE;
    }

    private static Snapshot read(Path file, Resolved run) {
        List<Integer> sample = run.model().card().sampleShape();
        float[] values = SampleFile.read(file, sample);
        var wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        int size = sample.stream().reduce(1, (a, b) -> a * b);
        return Snapshot.of(new Shape(values.length / size, sample), wide);
    }

    private static void write(RoundTrip trip, Path folder) {
        var levels = new CsvTable(List.of("way", "nfe", "lambda", "alpha", "sigma", "rms", "rms_se", "median"));
        trip.encoding().forEach(e -> levels.row(cells("encode, to the exact path", e)));
        trip.errors().forEach(e -> levels.row(cells("decode, to what was encoded", e)));
        levels.write(folder.resolve("invert.csv"));
        var samples = new CsvTable(List.of("sample", "error", "latent_norm"));
        double[] errors = trip.error().perSample();
        double[] norms = trip.latentNorms();
        for (int b = 0; b < errors.length; b++) {
            samples.row(CsvTable.cell(b), CsvTable.cell(errors[b]), CsvTable.cell(norms[b]));
        }
        samples.write(folder.resolve("samples.csv"));
        NpyArrays.write(folder.resolve("latents.npy"), trip.latents());
        NpyArrays.write(folder.resolve("decoded.npy"), trip.back());
        FileAccess.writeText(folder.resolve("invert.json"), trip.json().pretty() + "\n");
    }

    private static List<String> cells(String way, PathError e) {
        return List.of(way, CsvTable.cell(e.nfe()), CsvTable.cell(e.at().lambda()), CsvTable.cell(e.at().alpha()),
            CsvTable.cell(e.at().sigma()), CsvTable.cell(e.rms().value()), CsvTable.cell(e.rms().standardError()),
            CsvTable.cell(e.median()));
    }

    private void text(Resolved run, RoundTrip trip) {
        var out = session.out();
        out.println("%s on %s: %d samples, %d steps up and %d down, %d evaluations".formatted(run.spec().model().id(),
            run.spec().schedule().id(), trip.data().samples(), trip.encoded().records().size(),
            trip.decoded().records().size(), trip.nfe()));
        out.print(table(trip).markdown());
        NoiseLevel start = trip.start();
        out.println(String.format(Locale.ROOT, "encoded from lambda %.2f (sigma/alpha %.3g)%s", start.lambda(), start.rho(),
            run.levels().getLast().sigma() == 0 ? ", the smallest level above the zero noise that the grid ends at" : ""));
        trip.remarks().forEach(remark -> out.println("backwards, " + remark));
        out.println("round trip: rms %s, median %.3g".formatted(words(trip.error().rms()), trip.error().median()));
        out.println("latents: rms %s from the exact ones; length over that of the prior %s".formatted(
            words(trip.latentError().rms()), words(Estimate.ofMean(trip.latentNorms(), "ratio"))));
        folder.ifPresent(to -> out.println(
            "wrote invert.csv, samples.csv, latents.npy, decoded.npy and invert.json to " + to));
    }

    /// A row per level, as the way up meets them; the way down is read from the bottom.
    private static CsvTable table(RoundTrip trip) {
        var table = new CsvTable(List.of("lambda", "sigma/alpha", "encoding to exact", "decoding to encoded"));
        List<PathError> down = trip.errors();
        List<PathError> up = trip.encoding();
        for (int i = down.size() - 1; i >= 0; i--) {
            NoiseLevel at = down.get(i).at();
            int fromEnd = up.size() - 1 - i;
            table.row(brief(at.lambda()), brief(at.rho()), fromEnd < 0 ? "" : words(up.get(fromEnd).rms()),
                words(down.get(i).rms()));
        }
        return table;
    }

    private static String words(Estimate e) {
        return Double.isNaN(e.standardError()) ? brief(e.value())
            : String.format(Locale.ROOT, "%.3g +- %.1g", e.value(), e.standardError());
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
