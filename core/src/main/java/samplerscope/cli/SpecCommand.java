package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.library.Preset;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;

/// `samplerscope spec new` and `samplerscope spec check`.
@Command(name = "spec", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Make a spec to start from, or check one.",
    footer = {"", "Examples:",
        "  samplerscope spec new -o moons.json",
        "  samplerscope spec new --set model=rings --set solvers=heun --set grid.steps=5",
        "  samplerscope spec new --preset k-diffusion-dpmpp-2m --steps 20",
        "  samplerscope spec check moons.json"})
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
        @Option(names = "--preset", paramLabel = "ID",
            description = "Run a sampler as a published program does; see: samplerscope list presets.")
        Optional<String> preset,
        @Option(names = "--steps", paramLabel = "N", description = "How many steps, as that program counts them.")
        Optional<Integer> steps,
        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field; may be repeated.")
        List<String> changes) {
        var starter = RunSpec.Denoise.of(Choice.of(session.catalog().models().all().getFirst().id()))
            .withGrid(Choice.of("auto").with("steps", steps.orElse(10))).withSamples(20_000);
        var started = preset.map(id -> session.input(() -> preset(id, steps, starter))).orElse(starter);
        List<String> given = changes == null ? List.of() : changes;
        var made = session.input(() -> SpecEdit.apply(started, given, new SpecReader(session.catalog())));
        if (out.isEmpty()) {
            session.out().print(SpecWriter.text(made));
        } else if (Files.exists(out.get())) {
            throw new BadInputException("%s is there already".formatted(out.get()), "choose another name");
        } else {
            SpecWriter.write(made, out.get());
        }
        return ExitCode.DONE;
    }

    private RunSpec.Denoise preset(String id, Optional<Integer> steps, RunSpec.Denoise starter) {
        Preset preset = Preset.all().get(id);
        return preset.in(starter, steps.orElse(preset.usualSteps()));
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
        description = "Check that a spec can be run, and print it in full.")
    int check(@Parameters(paramLabel = "SPEC", description = "A spec, or the run file of an earlier run.") Path file) {
        var checked = session.read(file, List.of());
        session.input(() -> session.resolver().resolve(checked, Session.base(file)));
        session.out().print(SpecWriter.text(checked));
        return ExitCode.DONE;
    }
}
