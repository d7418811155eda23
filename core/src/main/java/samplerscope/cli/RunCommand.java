package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.export.FrameSink;
import samplerscope.run.Progress;
import samplerscope.spec.Engine;
import samplerscope.spec.Json;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;
import samplerscope.store.Executed;
import samplerscope.store.MaskedExecutor;
import samplerscope.store.Movie;
import samplerscope.store.RunExecutor;
import samplerscope.store.RunFolder;
import samplerscope.store.StatePictures;

/// `samplerscope run`.
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Run a spec and keep the run file, curves, samples and pictures.",
    footer = {"", "Examples:",
        "  samplerscope run moons.json -o out",
        "  samplerscope run moons.json -o out --set grid.steps=8 --set solvers=heun --gif",
        "  samplerscope run out/run.run.json -o again --backend cpu-float64 --json",
        "  samplerscope run --model chain-b --sampler klass --samples 1000",
        "  samplerscope run --model mixture-m --sampler saber --prompt a__b --step-map steps.csv",
        "", "Files: run.run.json (reopens in the window), curves.csv, samples.npy, end.png, run.gif or run.png.",
        "Masked diffusion: run.run.json, steps.csv, canvases.txt; without -o the canvases are only printed.",
        "Ctrl-C stops after the step under way and keeps what there is."})
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", arity = "0..1", description = "A spec, or the run file of an earlier run.")
    private Optional<Path> given = Optional.empty();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
        description = "Folder for the results; masked diffusion can do without.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private MaskedOption masked = new MaskedOption();

    @Option(names = "--step-map", paramLabel = "FILE",
        description = "Masked diffusion: also write each step's tokens and probabilities, as CSV or as *.json.")
    private Optional<Path> stepMap = Optional.empty();

    @Option(names = "--show", paramLabel = "N", defaultValue = "8",
        description = "Masked diffusion: how many canvases are printed. Default: ${DEFAULT-VALUE}.")
    private int shown;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--gif", description = "Also make run.gif.")
    private boolean gif;

    @Option(names = "--apng", description = "Also make run.png, an animated PNG in full colour.")
    private boolean apng;

    @Mixin
    private KeepOption keep = new KeepOption();

    @Mixin
    private MeasureOption measure = new MeasureOption();

    @Mixin
    private MetricOption metric = new MetricOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    private final Session session;

    @Spec
    private CommandSpec command = CommandSpec.create();

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<MaskedOption.Asked> asked = masked.one(session, given, changes);
        if (asked.isPresent()) {
            requireMaskedOptions();
            String name = given.map(file -> file.getFileName().toString()).orElse("run");
            var law = measure.measure() == RunExecutor.Measure.NOTHING ? MaskedExecutor.Measure.NOTHING
                : MaskedExecutor.Measure.LAW;
            return new MaskedRunning(session, out, stepMap, shown, engine.threads(), law, keep,
                progress.progress(session, name), json).run(asked.get());
        }
        Path file = given.orElseThrow(() -> missing("Missing required parameter: 'SPEC'"));
        return denoise(file, out.orElseThrow(() -> missing("Missing required option: '--out=DIR'")));
    }

    private ParameterException missing(String words) {
        return new ParameterException(command.commandLine(), words);
    }

    private void requireMaskedOptions() {
        if (gif || apng || !metric.ids().isEmpty()) {
            throw new BadInputException("--gif, --apng and --metric are for points and pictures",
                "leave them out; --step-map writes how the text came to be");
        }
    }

    private void requireDenoiseOptions() {
        if (stepMap.isPresent()) {
            throw new BadInputException("--step-map is for masked diffusion", "leave it out; curves.csv has the steps");
        }
    }

    private int denoise(Path file, Path folder) {
        requireDenoiseOptions();
        Path base = Session.base(file);
        var spec = session.read(file, changes);
        Progress heard = progress.progress(session, file.getFileName().toString());
        Resolved run = session.resolve(spec, base, heard);
        var checksums = session.input(() -> ModelFiles.checksums(run, session.catalog(), base));
        Engine on = engine.engine(session);
        session.requireWritable(folder);
        var target = new RunFolder(folder);
        var executor = new RunExecutor(new References(engine.threads()), metric.families(session), heard);
        try (var movie = new Movie(run, animations(run, target))) {
            Executed executed = executor.execute(run, on, measure.measure(), checksums, keep.watching(movie));
            RunFile kept = ModelFiles.moved(executed.file(), session.catalog(), base, folder);
            movie.finish(RunFileWriter.text(kept));
            var written = new ArrayList<>(target.write(executed, kept));
            motions().forEach(motion -> written.add(target.animation(motion)));
            Optional<String> id = keep.keep(session, executed, base, on);
            print(executed, folder, written, id);
            return ExitCode.of(executed.outcome());
        }
    }

    private List<RunFolder.Motion> motions() {
        var motions = new ArrayList<RunFolder.Motion>();
        if (gif) {
            motions.add(RunFolder.Motion.GIF);
        }
        if (apng) {
            motions.add(RunFolder.Motion.APNG);
        }
        return motions;
    }

    private List<FrameSink> animations(Resolved run, RunFolder target) {
        if (!motions().isEmpty() && !new StatePictures(run).arePossible()) {
            throw new BadInputException("samples of shape %s cannot be shown".formatted(
                run.model().card().sampleShape()), "leave out --gif and --apng");
        }
        return motions().stream().map(target::open).toList();
    }

    private void print(Executed executed, Path folder, List<Path> written, Optional<String> id) {
        List<String> names = written.stream().map(path -> path.getFileName().toString()).toList();
        if (json) {
            Json.Obj summary = Summary.json(executed).with("folder", folder.toString()).with("files", Json.texts(names));
            session.print(id.map(kept -> summary.with("history", kept)).orElse(summary));
        } else {
            session.out().println(Summary.text(executed));
            session.out().println("wrote %s to %s".formatted(String.join(", ", names), folder));
            id.ifPresent(kept -> session.out().println("kept in the history as " + kept));
        }
    }
}
