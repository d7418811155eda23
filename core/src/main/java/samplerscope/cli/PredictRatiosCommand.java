package samplerscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.search.RatioRegression;
import samplerscope.search.RatioRequest;
import samplerscope.search.RatioResult;
import samplerscope.search.RatioSearch;
import samplerscope.spec.Json;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RatioPolynomial;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// `samplerscope search predict-ratios`.
@Command(name = "predict-ratios", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Give a spec the ratios that a fitted polynomial has for its steps and guidance, without a search.",
    footer = {"", "Examples:",
        "  samplerscope search predict-ratios ratios.json dc.json -o dc-predicted.json",
        "  samplerscope search predict-ratios ratios.json dc.json --set grid.steps=7 --judge"})
final class PredictRatiosCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RATIOS", description = "What search fit-ratios wrote.")
    private Path ratios = Path.of("");

    @Parameters(index = "1", paramLabel = "SPEC", description = "A spec with dc-solver for all steps.")
    private Path file = Path.of("");

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the spec with its ratios there.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--judge", description = "Also measure what the ratios are worth on the noises held out.")
    private boolean judge;

    @Mixin
    private RatioOption ratio = new RatioOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    private final Session session;

    PredictRatiosCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path base = Session.base(file);
        var spec = session.read(file, changes);
        RatioRequest request = ratio.request(session);
        out.ifPresent(path -> RatioOption.requireNew(session, path));
        RatioPolynomial polynomial = session.input(() -> RatioPolynomial.read(ratios));
        var references = new References(threads.count());
        var told = progress.progress(session, file.getFileName().toString());
        List<Double> predicted = session.input(() -> new RatioRegression(session.resolver(), references,
            threads.count(), told).predict(spec, base, polynomial));
        var search = new RatioSearch(session.resolver(), references, threads.count(), told);
        return RatioOption.cancellable(session, () -> {
            Optional<RatioResult.Errors> errors = judge ? Optional.of(search.heldOut(spec, base, request, predicted))
                : Optional.empty();
            out.ifPresent(path -> SpecWriter.write(ModelFiles.moved(RatioResult.in(spec, predicted),
                session.catalog(), base, Session.base(path)), path));
            print(spec, predicted, polynomial.covers(predicted.size(), spec.guidance().scale()), errors);
            return ExitCode.DONE;
        });
    }

    private void print(RunSpec.Denoise spec, List<Double> predicted, boolean covered,
                       Optional<RatioResult.Errors> errors) {
        if (json) {
            Json.Obj object = Json.object().with("title", Summary.title(spec)).with("ratios", Json.numbers(predicted))
                .with("withinSearches", Json.flag(covered));
            session.print(errors.map(e -> object.with("heldOut", RatioText.json(e))).orElse(object));
            return;
        }
        session.out().println(Summary.title(spec));
        session.out().println(RatioText.ratios(predicted));
        if (!covered) {
            session.out().println("outside the steps or guidance scales that were searched: a guess at best");
        }
        errors.ifPresent(e -> {
            session.out().println(RatioText.errors("held out", e));
            session.out().println(RatioText.verdict(e));
        });
        out.ifPresent(path -> session.out().println("wrote " + path));
    }
}
