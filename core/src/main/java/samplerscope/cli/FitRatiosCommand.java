package samplerscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.search.RatioRegression;
import samplerscope.search.RatioRequest;
import samplerscope.spec.RatioPolynomial;
import samplerscope.spec.References;

/// `samplerscope search fit-ratios`.
@Command(name = "fit-ratios", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Search ratios of DC-Solver for several numbers of steps and guidance scales, and fit a polynomial "
        + "that gives them for others.",
    footer = {"", "Examples:",
        "  samplerscope search fit-ratios dc.json -o ratios.json --nfe 5,6,8,10,15",
        "  samplerscope search fit-ratios dc.json -o ratios.json --nfe 5,6,8,10 \\",
        "      --set guidance.class=1 --guidance 1,3,7.5",
        "  samplerscope search predict-ratios ratios.json dc.json --set grid.steps=7 \\",
        "      -o dc-7.json",
        "", "The file holds for this model (by SHA-256), schedule, grid and base solver; for",
        "others it is refused. Name numbers around those that you will ask for: outside",
        "them the polynomial is no guide."})
final class FitRatiosCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "A spec with dc-solver for all steps.")
    private Path file = Path.of("");

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "FILE", description = "File for the polynomial.")
    private Path out = Path.of("");

    @Option(names = "--nfe", required = true, split = ",", paramLabel = "N",
        description = "Numbers of steps to search at, separated by commas.")
    private List<Integer> steps = List.of();

    @Option(names = "--guidance", split = ",", paramLabel = "W",
        description = "Guidance scales to search at. Default: that of the spec.")
    private List<Double> scales = List.of();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Mixin
    private RatioOption ratio = new RatioOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the file's content as well.")
    private boolean json;

    private final Session session;

    FitRatiosCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path base = Session.base(file);
        var spec = session.read(file, changes);
        RatioRequest request = ratio.request(session);
        RatioOption.requireNew(session, out);
        var regression = new RatioRegression(session.resolver(), new References(threads.count()), threads.count(),
            progress.progress(session, file.getFileName().toString()));
        session.input(() -> regression.check(spec, base, steps, scales));
        return RatioOption.cancellable(session, () -> {
            RatioPolynomial fitted = regression.fit(spec, base, request, steps, scales);
            fitted.write(out);
            print(fitted);
            return ExitCode.DONE;
        });
    }

    private void print(RatioPolynomial fitted) {
        if (json) {
            session.print(fitted.json());
            return;
        }
        for (RatioPolynomial.Search s : fitted.searches()) {
            session.out().println(String.format(Locale.ROOT, "%d steps, guidance %.4g: %s; %.3g of the error left on "
                + "noises held out%s", s.steps(), s.guidance(), RatioText.ratios(s.ratios()), s.heldOut(),
                s.heldOut() > 1 ? ", WORSE" : ""));
        }
        session.out().println("wrote " + out);
    }
}
