package samplerscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.search.RatioRequest;
import samplerscope.search.RatioResult;
import samplerscope.search.RatioSearch;
import samplerscope.spec.Json;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// `samplerscope search ratios`.
@Command(name = "ratios", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Search the ratios of DC-Solver for the model, grid and number of steps of a spec.",
    footer = {"", "Examples:",
        "  samplerscope spec new --set solvers=dc-solver -o dc.json",
        "  samplerscope search ratios dc.json -o dc-searched.json",
        "  samplerscope search ratios dc.json --set grid.steps=6 --points 20 --json",
        "  samplerscope compare dc.json dc-searched.json -o out",
        "", "Step by step, the ratio is taken that brings the samples nearest to their",
        "teacher's path; 1, the base solver, stays where nothing is better. Noises that",
        "were held out tell what that is worth. Ctrl-C stops within one evaluation of the",
        "model; nothing is written then."})
final class RatiosCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "A spec with steps of dc-solver, or the run file of an earlier run.")
    private Path file = Path.of("");

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the spec with its ratios there.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Mixin
    private RatioOption ratio = new RatioOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    private final Session session;

    RatiosCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path base = Session.base(file);
        var spec = session.read(file, changes);
        RatioRequest request = ratio.request(session);
        out.ifPresent(path -> RatioOption.requireNew(session, path));
        var search = new RatioSearch(session.resolver(), new References(threads.count()), threads.count(),
            progress.progress(session, file.getFileName().toString()));
        session.input(() -> search.ratios(spec, base));
        return RatioOption.cancellable(session, () -> {
            RatioResult found = search.search(spec, base, request);
            out.ifPresent(path -> SpecWriter.write(
                ModelFiles.moved(found.in(spec), session.catalog(), base, Session.base(path)), path));
            print(spec, found);
            return ExitCode.DONE;
        });
    }

    private void print(RunSpec.Denoise spec, RatioResult found) {
        if (json) {
            session.print(Json.object().with("title", Summary.title(spec)).with("ratios", Json.numbers(found.ratios()))
                .with("search", RatioText.json(found.search())).with("heldOut", RatioText.json(found.heldOut()))
                .with("worseOnOthers", Json.flag(found.isWorseOnOthers()))
                .with("teacher", found.teacher().name().toLowerCase(Locale.ROOT))
                .with("evaluations", found.evaluations()));
            return;
        }
        session.out().println(Summary.title(spec));
        session.out().println(RatioText.ratios(found.ratios()));
        session.out().println(RatioText.errors("searched", found.search()));
        session.out().println(RatioText.errors("held out", found.heldOut()));
        session.out().println(RatioText.verdict(found.heldOut()));
        session.out().println("%d network evaluations of %d samples each; compared with %s".formatted(
            found.evaluations(), found.search().before().perSample().length, RatioText.teacher(found.teacher())));
        out.ifPresent(path -> session.out().println("wrote " + path));
    }
}
