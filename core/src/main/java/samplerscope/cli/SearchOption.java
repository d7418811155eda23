package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;
import samplerscope.model.ModelCard;
import samplerscope.search.Aggregate;
import samplerscope.search.Budget;
import samplerscope.search.NoiseBanks;
import samplerscope.search.Objective;
import samplerscope.search.plan.PlanText;
import samplerscope.search.plan.SearchPlan;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccess;
import samplerscope.spec.JsonReader;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;

/// What a search is for, in a word or two; a file of a plan can say more.
final class SearchOption {

    private static final int MOST_SEEDS = 10_000;
    private static final int TIMES = 4;

    @Option(names = "--nfe", split = ",", paramLabel = "N",
        description = "Model evaluations of one sample, each searched by itself.")
    private List<Integer> nfe = List.of();

    @Option(names = "--method", split = ",", paramLabel = "ID",
        description = "Search methods, from 'list searches'. Default: s3.")
    private List<String> methods = List.of();

    @Option(names = "--seeds", paramLabel = "LIST",
        description = "Of the methods' choices, such as 1..10 or 3,5. Default: 1.")
    private Optional<String> seeds = Optional.empty();

    @Option(names = "--candidates", paramLabel = "N", description = "Schedules that each search may try. Default: 600.")
    private Optional<Integer> candidates = Optional.empty();

    @Option(names = "--seconds", paramLabel = "S", description = "Or how long it may take; not for shards.")
    private Optional<Double> seconds = Optional.empty();

    @Option(names = "--patience", paramLabel = "N", description = "End a search early when N schedules in a row were "
        + "no gain: none had a smaller error than all before with as few evaluations. Those it starts with do not count.")
    private Optional<Integer> patience = Optional.empty();

    @Option(names = "--noises", paramLabel = "N", description = "Noises that schedules are scored on. Default: 256, "
        + "64 of a network.")
    private Optional<Integer> noises = Optional.empty();

    @Option(names = "--held-out", paramLabel = "N",
        description = "Other noises that judge what was found, at least four times as many. Default: four times.")
    private Optional<Integer> heldOut = Optional.empty();

    @Option(names = "--aggregate", paramLabel = "WORD",
        description = "Of the errors over noises: median, trimmed, mean, rms. Default: median.")
    private Optional<String> aggregate = Optional.empty();

    @Option(names = "--truth",
        description = "Score against the exact law behind the model, not against the model's own converged path.")
    private boolean truth;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
        description = "Change a field of the spec, or of the base of the plan; may be repeated.")
    private List<String> changes = List.of();

    /// Where relative paths in the plan start from.
    Path base(Path file) {
        return Files.exists(file) ? Session.base(file) : Path.of("").toAbsolutePath();
    }

    /// @throws BadInputException if the file, an option, or the plan they make cannot be used
    SearchPlan plan(Session session, Path file) {
        SearchPlan plan = read(session, file);
        return session.input(() -> changed(plan));
    }

    private SearchPlan read(Session session, Path file) {
        var reader = new SpecReader(session.catalog());
        boolean isPlan = Files.isRegularFile(file) && session.input(
            () -> PlanText.isPlan(JsonReader.read(FileAccess.readText(file), file.getFileName().toString())));
        if (isPlan) {
            SearchPlan plan = session.input(() -> PlanText.read(file, reader));
            return plan.withBase(session.input(() -> SpecEdit.apply(plan.base(), changes, reader)));
        }
        if (nfe.isEmpty()) {
            throw new BadInputException("--nfe is missing", "say how many model evaluations a sample may take, "
                + "such as --nfe 5,7,10");
        }
        Subject subject = Subject.of(session, file.toString(), changes);
        return session.input(() -> SearchPlan.of(subject.spec(), nfe, banks(session, subject)));
    }

    /// A network is asked less often than a formula.
    private static NoiseBanks banks(Session session, Subject subject) {
        ModelCard card = session.resolver().model(subject.spec().model(), subject.base()).card();
        return card.kind() == ModelCard.Kind.EXACT ? NoiseBanks.STANDARD : NoiseBanks.OF_NETWORKS;
    }

    private SearchPlan changed(SearchPlan plan) {
        SearchPlan changed = plan;
        if (!nfe.isEmpty()) {
            changed = changed.withCosts(nfe.stream().map(n -> new SearchPlan.Cost(n, n)).toList());
        }
        if (!methods.isEmpty()) {
            changed = changed.withMethods(methods.stream().map(Choice::of).toList());
        }
        if (seeds.isPresent()) {
            changed = changed.withSeeds(seeds(seeds.get()));
        }
        if (candidates.isPresent() || seconds.isPresent()) {
            changed = changed.withBudget(new Budget(candidates.orElse(0), 0, seconds.orElse(0.0),
                changed.budget().patience()));
        }
        if (patience.isPresent()) {
            changed = changed.withBudget(changed.budget().withPatience(patience.get()));
        }
        return changed.withObjective(objective(changed.objective()));
    }

    private Objective objective(Objective objective) {
        NoiseBanks banks = objective.banks();
        if (noises.isPresent() || heldOut.isPresent()) {
            int search = noises.orElse(banks.search());
            int judging = heldOut.orElse(noises.isPresent() ? TIMES * search : banks.heldOut());
            banks = new NoiseBanks(banks.seed(), search, banks.heldOutSeed(), judging);
        }
        return switch (objective) {
            case Objective.ToPath(var given, var source, var _) -> new Objective.ToPath(
                aggregate.map(SearchOption::aggregate).orElse(given), truth ? References.Truth.LAW : source, banks);
            case Objective.ToSamples(var metric, var _) -> new Objective.ToSamples(metric, banks);
        };
    }

    private static Aggregate aggregate(String word) {
        for (Aggregate a : Aggregate.values()) {
            if (a.word().equals(word)) {
                return a;
            }
        }
        throw new BadInputException("--aggregate is '%s'".formatted(word), "use one of " + String.join(", ",
            Arrays.stream(Aggregate.values()).map(Aggregate::word).toList()));
    }

    private static List<Long> seeds(String text) {
        var seeds = new ArrayList<Long>();
        try {
            for (String part : text.split(",")) {
                String[] ends = part.trim().split("\\.\\.");
                long first = Long.parseLong(ends[0]);
                long last = Long.parseLong(ends[ends.length - 1]);
                if (ends.length > 2 || last < first || last - first >= MOST_SEEDS || first < 0) {
                    throw new NumberFormatException(part);
                }
                LongStream.rangeClosed(first, last).forEach(seeds::add);
            }
        } catch (NumberFormatException e) {
            throw new BadInputException("--seeds is '%s'".formatted(text),
                "list whole numbers from 0, or the first and the last, such as 1..10");
        }
        return seeds;
    }
}
