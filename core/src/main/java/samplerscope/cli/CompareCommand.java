package samplerscope.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.masked.task.TextTask;
import samplerscope.report.Repeat;
import samplerscope.report.Report;
import samplerscope.report.ReportPage;
import samplerscope.spec.Engine;
import samplerscope.spec.FileAccess;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.store.Comparison;
import samplerscope.store.Executed;
import samplerscope.store.MixedFamiliesException;
import samplerscope.store.RunExecutor;
import samplerscope.store.StateWatcher;

/// `samplerscope compare`.
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Run several specs from the same noise and compare their errors.",
    footer = {"", "Examples:",
        "  samplerscope compare ddim.json heun.json dpmpp.json -o out",
        "  samplerscope compare a.json b.json -o out --set seed=7 --set samples=1000 --json",
        "  samplerscope compare a.json b.json -o out --report report.html",
        "  samplerscope compare --model chain-b --sampler klass --sampler saber --samples 500",
        "  samplerscope compare --model texts --task S,Q --sampler threshold --sampler eb",
        "", "Files: compare.md, compare.csv, compare.json, curves.csv, and one run file per spec.",
        "All specs must share model, guidance, seed and number of samples; --set changes all of them.",
        "Masked diffusion: model, prompt, seed and number of samples; without -o the table is only printed. Pareto: no",
        "other run has fewer passes at no more path-KL, or less path-KL at no more passes. Intervals are of 95 %%.",
        "A paired difference is the mean over samples of (error - error of the first run).",
        "With --task, samplers answer the same prompts: gain is the share of right answers less that of the first run,",
        "p of McNemar's test; files: tasks.md, tasks.csv, tasks.json, answers.csv."})
final class CompareCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", arity = "0..*", description = "Specs, or run files of earlier runs.")
    private List<Path> files = List.of();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
        description = "Folder for the results; masked diffusion can do without.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private MaskedOption masked = new MaskedOption();

    @Mixin
    private TaskOption task = new TaskOption();

    @Option(names = "--set", paramLabel = "PATH=VALUE",
        description = "Change a field of every spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--truth",
        description = "Measure against the exact law behind the model, not against the model's own converged path.")
    private boolean truth;

    @Option(names = "--report", paramLabel = "FILE",
        description = "Also write one HTML page: tables, figures, pictures, specs, and a script that repeats it.")
    private Optional<Path> page = Optional.empty();

    @Mixin
    private KeepOption keep = new KeepOption();

    @Mixin
    private MetricOption metric = new MetricOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    private final Session session;

    @Spec
    private CommandSpec command = CommandSpec.create();

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<TextTask> tasks = task.tasks(session);
        List<MaskedOption.Asked> asked = asked();
        if (!tasks.isEmpty()) {
            return answer(tasks, asked);
        }
        if (!asked.isEmpty()) {
            requireMaskedOptions();
            return new MaskedComparing(session, out, page, engine.threads(), progress, keep, json)
                .compare(maskedNames(), asked);
        }
        if (files.isEmpty()) {
            throw missing("Missing required parameter: 'SPEC'");
        }
        return denoise(out.orElseThrow(() -> missing("Missing required option: '--out=DIR'")));
    }

    private int answer(List<TextTask> tasks, List<MaskedOption.Asked> asked) {
        if (asked.isEmpty()) {
            throw new BadInputException("--task needs a model of masked diffusion", "give one with --model");
        }
        requireMaskedOptions();
        keep.requireNotAsked("answers to tasks");
        int count = task.count(masked.samples());
        List<MaskedOption.Asked> counted = session.input(() -> asked.stream().map(
            a -> new MaskedOption.Asked(a.spec().withSamples(count), a.base())).toList());
        return new TaskComparing(session, out, engine.threads(), progress, json).compare(maskedNames(), counted, tasks);
    }

    private ParameterException missing(String words) {
        return new ParameterException(command.commandLine(), words);
    }

    /// Specs of masked diffusion: those of the files, or one of each sampler. Empty for continuous diffusion.
    private List<MaskedOption.Asked> asked() {
        if (files.size() <= 1) {
            List<Optional<String>> samplers = masked.samplers().isEmpty() ? List.of(Optional.empty())
                : masked.samplers().stream().map(Optional::of).toList();
            return samplers.stream().flatMap(
                sampler -> masked.of(session, files.stream().findFirst(), sampler, changes).stream()).toList();
        }
        if (!masked.samplers().isEmpty()) {
            throw new BadInputException("%d specs and --sampler are given".formatted(files.size()),
                "give specs, or one spec or model with several samplers");
        }
        var all = files.stream().map(file -> masked.of(session, Optional.of(file), Optional.empty(), changes)).toList();
        List<MaskedOption.Asked> found = all.stream().flatMap(Optional::stream).toList();
        if (!found.isEmpty() && found.size() < all.size()) {
            throw new BadInputException(new MixedFamiliesException(names(all, false), names(all, true)));
        }
        return found;
    }

    private List<String> names(List<Optional<MaskedOption.Asked>> all, boolean ofMasked) {
        return IntStream.range(0, all.size()).filter(i -> all.get(i).isPresent() == ofMasked)
            .mapToObj(i -> files.get(i).getFileName().toString()).toList();
    }

    private List<String> maskedNames() {
        return masked.samplers().isEmpty() ? Names.unique(files.isEmpty() ? List.of(Path.of("run")) : files)
            : Names.unique(masked.samplers().stream().map(word -> Path.of(word.replaceFirst(":.*", ""))).toList());
    }

    private void requireMaskedOptions() {
        if (!metric.ids().isEmpty()) {
            throw new BadInputException("--metric is for continuous diffusion",
                "leave it out; compare.md and compare.json have the table");
        }
    }

    private int denoise(Path folder) {
        List<String> names = Names.unique(files);
        List<RunSpec.Denoise> specs = files.stream().map(file -> session.read(file, changes)).toList();
        session.input(() -> Comparison.requireSameNoise(names, specs));
        session.requireWritable(folder);
        page.ifPresent(file -> session.requireWritable(Session.base(file)));
        var references = new References(engine.threads());
        var runs = new ArrayList<Executed>();
        List<Resolved> resolved = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            RunSpec.Denoise spec = specs.get(i);
            Path base = Session.base(files.get(i));
            resolved.add(session.resolve(spec, base, progress.progress(session, names.get(i))));
        }
        for (int i = 0; i < specs.size(); i++) {
            Executed executed = execute(folder, i, names.get(i), resolved.get(i), references);
            runs.add(executed);
            int code = ExitCode.of(executed.outcome());
            if (code != ExitCode.DONE) {
                session.err().println("samplerscope: cancelled at %s; what was done is in %s"
                    .formatted(names.get(i), folder));
                return code;
            }
        }
        var comparison = Comparison.of(names, runs);
        report(folder, comparison);
        page.ifPresent(file -> write(file, comparison));
        return ExitCode.DONE;
    }

    /// Runs one spec and keeps its run file, however it ended.
    private Executed execute(Path folder, int index, String name, Resolved run, References references) {
        Path base = Session.base(files.get(index));
        var checksums = session.input(() -> ModelFiles.checksums(run, session.catalog(), base));
        var executor = new RunExecutor(references, metric.families(session), progress.progress(session, name));
        var measure = truth ? RunExecutor.Measure.LAW : RunExecutor.Measure.MODEL;
        Engine on = engine.engine(session);
        Executed executed = executor.execute(run, on, measure, checksums, keep.watching(StateWatcher.NONE));
        keep.keep(session, executed, base, on);
        RunFile kept = ModelFiles.moved(executed.file(), session.catalog(), base, folder);
        RunFileWriter.write(kept, folder.resolve(name + RunFile.EXTENSION));
        return executed;
    }

    /// The specs of the page start from the folder that its scripts put them in.
    private void write(Path file, Comparison comparison) {
        Path there = Session.base(file).resolve(Repeat.FOLDER);
        List<RunSpec.Denoise> moved = IntStream.range(0, files.size()).mapToObj(i -> ModelFiles.moved(
            comparison.lanes().get(i).run().run().spec(), session.catalog(), Session.base(files.get(i)), there))
            .toList();
        Engine on = engine.engine(session);
        var options = new ArrayList<>(List.of("--backend", on.id()));
        if (truth) {
            options.add("--truth");
        }
        metric.ids().forEach(id -> options.addAll(List.of("--metric", id)));
        ReportPage.write(new Report(title(comparison), comparison, moved, options, on.choice().title(),
            Instant.now()), file);
        if (!json) {
            session.out().println("wrote the report " + file);
        }
    }

    private static String title(Comparison comparison) {
        return "Comparison of " + String.join(", ", comparison.lanes().stream().map(Comparison.Lane::name).toList());
    }

    private void report(Path folder, Comparison comparison) {
        comparison.table().write(folder.resolve("compare.csv"));
        comparison.curves().write(folder.resolve("curves.csv"));
        FileAccess.writeText(folder.resolve("compare.md"), comparison.readable().markdown());
        FileAccess.writeText(folder.resolve("compare.json"), comparison.json().pretty() + "\n");
        if (json) {
            session.print(comparison.json());
        } else {
            session.out().print(comparison.readable().markdown());
            session.out().println("wrote compare.md, compare.csv, compare.json, curves.csv and %d run files to %s"
                .formatted(files.size(), folder));
        }
    }
}
