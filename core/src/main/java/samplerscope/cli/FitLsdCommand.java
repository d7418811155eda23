package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.masked.sampler.Lsd;
import samplerscope.masked.sampler.LsdFit;
import samplerscope.spec.FileAccess;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.UnmaskText;
import samplerscope.tensor.Workers;

/// `samplerscope search fit-lsd`.
@Command(name = "fit-lsd", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Learn the coefficients of LSD, a sampler of masked diffusion in few steps, and write a spec with them.",
    footer = {"", "Examples:",
        "  samplerscope search fit-lsd --model chain-b --steps 8 -o lsd.json",
        "  samplerscope search fit-lsd --model chain-b --steps 8 --by search -o sharp.json",
        "  samplerscope search fit-lsd run.json --steps 8 --by sizes -o lsd-plus.json",
        "", "regression is what was published: it brings the student's scores close to those of a teacher of many small",
        "steps. sizes learns step sizes as well (LSD+). search lowers what perplexity and entropy of whole sequences",
        "are off by, with one coefficient for all steps, and each with one for each; both need a model whose law is",
        "known. Everything starts from an empty canvas."})
final class FitLsdCommand implements Callable<Integer> {

    /// How the numbers are learned.
    private enum By { REGRESSION, SIZES, SEARCH, EACH }

    @Parameters(paramLabel = "SPEC", arity = "0..1", description = "A spec of masked diffusion; its sampler is replaced.")
    private Optional<Path> file = Optional.empty();

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "File for the spec. Default: none.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--steps", required = true, paramLabel = "N", description = "Steps of the student.")
    private int steps;

    @Option(names = "--form", paramLabel = "FORM", defaultValue = "power",
        description = "What a coefficient scales: power (log-probabilities) or linear (the rate). Default: power.")
    private Lsd.Form form = Lsd.Form.POWER;

    @Option(names = "--by", paramLabel = "WAY", defaultValue = "regression",
        description = "regression, sizes, search, or each. Default: regression.")
    private By by = By.REGRESSION;

    @Option(names = "--teacher", paramLabel = "N", defaultValue = "32",
        description = "Steps of the teacher for each of the student's. Default: 32.")
    private int teacher = 32;

    @Option(names = "--sequences", paramLabel = "N", defaultValue = "200",
        description = "Sequences behind each number. Default: 200.")
    private int sequences = 200;

    @Option(names = "--fit-seed", paramLabel = "S", defaultValue = "100000", description = "Default: 100000.")
    private long fitSeed = 100_000;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Mixin
    private MaskedOption masked = new MaskedOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "Print the spec.")
    private boolean json;

    private final Session session;

    FitLsdCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        out.ifPresent(to -> RatioOption.requireNew(session, to));
        MaskedOption.Asked asked = masked.of(session, file, Optional.of("lsd:steps=" + steps), changes).orElseThrow(
            () -> new BadInputException("there is no model of masked diffusion", "give --model or a spec that names one"));
        try (ResolvedMasked opened = session.input(
            () -> ResolvedMasked.of(asked.spec(), session.maskedCatalog(), asked.base()))) {
            LsdFit fit = session.input(() -> new LsdFit(opened.model().predictor(), steps, form,
                (int) StrictMath.min(Integer.MAX_VALUE, (long) steps * teacher), sequences, fitSeed, opened.start()));
            return RatioOption.cancellable(session, () -> {
                told(asked.spec(), fitted(fit, opened.model().predictor()));
                return ExitCode.DONE;
            });
        }
    }

    private Lsd fitted(LsdFit fit, MaskPredictor model) {
        return switch (by) {
            case REGRESSION -> fit.regression();
            case SIZES -> fit.withStepSizes();
            case SEARCH, EACH -> searched(fit, model);
        };
    }

    private Lsd searched(LsdFit fit, MaskPredictor model) {
        if (!(model instanceof MaskedWorld world)) {
            throw new BadInputException("a search needs a model whose law is known", "learn --by regression");
        }
        try (var workers = new Workers(threads.count())) {
            var objective = LsdFit.misfit(new MonteCarlo(world, Prompts.none(world.length()), sequences, fitSeed), workers);
            return by == By.SEARCH ? fit.searchedOnce(objective) : fit.searched(objective, 1);
        }
    }

    private void told(RunSpec.Unmask spec, Lsd lsd) {
        var settings = new ArrayList<>(List.of("sampler.form=" + form.name().toLowerCase(Locale.ROOT),
            "sampler.phi=" + lsd.phi()));
        if (!lsd.kappa().isEmpty()) {
            settings.add("sampler.kappa=" + lsd.kappa());
        }
        RunSpec.Unmask learned = SpecEdit.apply(spec, settings, session.maskedCatalog());
        out.ifPresent(to -> FileAccess.writeText(to, UnmaskText.text(learned)));
        if (json) {
            session.print(UnmaskText.json(learned));
            return;
        }
        settings.forEach(session.out()::println);
        out.ifPresent(to -> session.out().println("wrote " + to));
    }
}
