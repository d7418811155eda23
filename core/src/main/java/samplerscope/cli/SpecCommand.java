package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.library.ExportTarget;
import samplerscope.library.Preset;
import samplerscope.peer.Imported;
import samplerscope.peer.ScheduleExport;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.ModelSwitch;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.UnmaskText;

/// `samplerscope spec new`, `check`, `import` and `export`.
@Command(name = "spec", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Make a spec to start from, check one, or exchange it with other programs.",
    footer = {"", "Examples:",
        "  samplerscope spec new -o moons.json",
        "  samplerscope spec new --set model=rings --set solvers=heun --set grid.steps=5",
        "  samplerscope spec new --set model=emoji-net --set guidance.class=each --set guidance.scale=2",
        "  samplerscope spec new --set model=glyphs-net --set noise=torch-cpu --set noise.per=sample",
        "  samplerscope spec new --model path/to/folder -o pictures.json",
        "  samplerscope spec new --preset k-diffusion-dpmpp-2m --steps 20",
        "  samplerscope spec new --masked chain-b --set sampler=klass -o text.json",
        "  samplerscope spec check moons.json",
        "  samplerscope spec import scheduler_config.json --steps 20 --set model=moons -o sampler.json",
        "  samplerscope spec import scheduler_config.json --steps 10 --call eta=1",
        "  samplerscope spec export sampler.json --to diffusers -o sampler.py",
        "  samplerscope spec export sampler.json --to comfyui --json"})
final class SpecCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    SpecCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.DONE;
    }

    @Command(name = "new", mixinStandardHelpOptions = true, description = "Print a complete spec to start from.")
    int make(
        @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write it there instead.")
        Optional<Path> out,
        @Option(names = "--model", paramLabel = "MODEL", description = "Its id or its folder; schedule, samples and "
            + "guidance follow from it.") Optional<String> model,
        @Option(names = "--preset", paramLabel = "ID",
            description = "Run a sampler as a published program does; see: samplerscope list presets.")
        Optional<String> preset,
        @Option(names = "--masked", paramLabel = "MODEL",
            description = "A spec of masked diffusion instead, of this model; see list models --family masked.")
        Optional<String> masked,
        @Option(names = "--steps", paramLabel = "N", description = "How many steps, as that program counts them.")
        Optional<Integer> steps,
        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field; may be repeated.")
        List<String> changes) {
        List<String> given = changes == null ? List.of() : changes;
        if (masked.isPresent()) {
            return makeMasked(masked.get(), model.isPresent() || preset.isPresent() || steps.isPresent(), given, out);
        }
        var starter = model.map(name -> session.input(() -> fitted(starter(steps.orElse(10)), name)))
            .orElseGet(() -> starter(steps.orElse(10)));
        var started = preset.map(id -> session.input(() -> preset(id, steps, starter))).orElse(starter);
        var made = session.input(() -> SpecEdit.apply(started, given, new SpecReader(session.catalog())));
        print(SpecWriter.text(seenFrom(made, out)), out);
        return ExitCode.DONE;
    }

    private int makeMasked(String model, boolean hasOthers, List<String> changes, Optional<Path> out) {
        if (hasOthers) {
            throw new BadInputException("--masked is given with --model, --preset or --steps",
                "change the spec with --set, as in --set sampler=klass");
        }
        var made = session.input(() -> SpecEdit.apply(RunSpec.Unmask.of(Choice.of(model)),
            Stream.concat(Stream.of("model=" + model), changes.stream()).toList(), session.maskedCatalog()));
        print(UnmaskText.text(made), out);
        return ExitCode.DONE;
    }

    /// A spec of files that are named from here, as it reads where it is written to.
    private RunSpec.Denoise seenFrom(RunSpec.Denoise made, Optional<Path> out) {
        return out.map(file -> ModelFiles.moved(made, session.catalog(), Path.of(""), Session.base(file))).orElse(made);
    }

    private RunSpec.Denoise fitted(RunSpec.Denoise starter, String name) {
        var reader = new SpecReader(session.catalog());
        Choice model = SpecEdit.apply(starter, List.of("model=" + name), reader).model();
        return ModelSwitch.fitted(starter, model, session.resolver().model(model, Path.of("")), session.resolver());
    }

    private void print(String text, Optional<Path> out) {
        if (out.isEmpty()) {
            session.out().print(text);
        } else if (Files.exists(out.get())) {
            throw new BadInputException("%s is there already".formatted(out.get()), "choose another name");
        } else {
            FileAccess.writeText(out.get(), text);
        }
    }

    @Command(name = "import", mixinStandardHelpOptions = true,
        description = "Print the spec of a sampler of diffusers, from its scheduler_config.json.")
    int take(
        @Parameters(paramLabel = "CONFIG", description = "A scheduler_config.json of diffusers.") Path file,
        @Option(names = "--steps", paramLabel = "N", required = true, description = "num_inference_steps.") int steps,
        @Option(names = "--call", paramLabel = "NAME=VALUE", description = "An argument of set_timesteps or step, such "
            + "as eta=1, mu=1.15 or timesteps=[999,500,1]; may be repeated.") List<String> arguments,
        @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write it there instead.")
        Optional<Path> out,
        @Option(names = "--set", paramLabel = "PATH=VALUE",
            description = "Change a field, such as model=moons; may be repeated.") List<String> changes) {
        Json config = session.input(() -> JsonReader.read(FileAccess.readText(file), file.getFileName().toString()));
        if (!(config instanceof Json.Obj object)) {
            throw new BadInputException("%s is no object in braces".formatted(file), "name a scheduler_config.json");
        }
        Imported imported = session.input(() -> SchedulerImport.of(object, steps, arguments(arguments)));
        var spec = session.input(() -> SpecEdit.apply(imported.in(starter(steps)), changes == null ? List.of() : changes,
            new SpecReader(session.catalog())));
        session.input(() -> session.resolver().resolve(spec, Session.base(file)));
        imported.warnings().forEach(line -> session.err().println("warning: " + line));
        print(SpecWriter.text(spec), out);
        return ExitCode.DONE;
    }

    @Command(name = "export", mixinStandardHelpOptions = true,
        description = "Print a Python snippet that makes the sampler of a spec in another program.")
    int give(
        @Parameters(paramLabel = "SPEC", description = "A spec, or the run file of an earlier run.") Path file,
        @Option(names = "--to", paramLabel = "PROGRAM", required = true, description = "diffusers or comfyui.")
        ExportTarget target,
        @Option(names = "--json", description = "Print options and lists as JSON instead.") boolean asJson,
        @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write it there instead.")
        Optional<Path> out) {
        var read = session.read(file, List.of());
        var run = session.input(() -> session.resolver().resolve(read, Session.base(file)));
        ScheduleExport export = session.input(() -> target.of(run));
        print(asJson ? export.data().pretty() + "\n" : export.snippet(), out);
        return ExitCode.DONE;
    }

    private static Json.Obj arguments(@Nullable List<String> given) {
        Json.Obj all = Json.object();
        for (String argument : given == null ? List.<String>of() : given) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new BadInputException("--call %s has no =".formatted(argument), "write it as eta=1");
            }
            all = all.with(argument.substring(0, equals).strip(),
                JsonReader.read(argument.substring(equals + 1).strip(), "--call " + argument));
        }
        return all;
    }

    private RunSpec.Denoise starter(int steps) {
        return RunSpec.Denoise.of(Choice.of(session.catalog().models().all().getFirst().id()))
            .withGrid(Choice.of("auto").with("steps", steps)).withSamples(20_000);
    }

    private RunSpec.Denoise preset(String id, Optional<Integer> steps, RunSpec.Denoise starter) {
        Preset preset = Preset.all().get(id);
        return preset.in(starter, steps.orElse(preset.usualSteps()));
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
        description = "Check that a spec can be run, and print it in full.")
    int check(@Parameters(paramLabel = "SPEC", description = "A spec, or the run file of an earlier run.") Path file) {
        var masked = session.input(() -> UnmaskText.find(file, session.maskedCatalog()));
        if (masked.isPresent()) {
            session.input(() -> ResolvedMasked.of(masked.get(), session.maskedCatalog(), Session.base(file))).close();
            session.out().print(UnmaskText.text(masked.get()));
            return ExitCode.DONE;
        }
        var checked = session.read(file, List.of());
        session.resolve(checked, Session.base(file),
            new ProgressOption().progress(session, file.getFileName().toString()));
        session.out().print(SpecWriter.text(checked));
        return ExitCode.DONE;
    }
}
