package samplerscope.search;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Repeats the numbers of the search: `SearchBenchmark MODEL METHOD NFE CANDIDATES SEEDS NOISES AGGREGATE`, for example
/// `problem-s s3 5 600 1 128 MEDIAN`. Prints per seed the errors on the held-out noise of what was found and of the
/// library.
final class SearchBenchmark {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));

    private SearchBenchmark() {}

    public static void main(String[] args) {
        int threads = Runtime.getRuntime().availableProcessors();
        var objective = new Objective.ToPath(Aggregate.valueOf(args[6]), References.Truth.MODEL,
            NoiseBanks.of(1, Integer.parseInt(args[5]), 1024));
        var references = new References(threads);
        try (var resolver = new Resolver(CATALOG); var search = new ScheduleSearch(resolver, references, threads)) {
            for (int seed = 1; seed <= Integer.parseInt(args[4]); seed++) {
                var request = SearchRequest.of(RunSpec.Denoise.of(Choice.of(args[0])), Integer.parseInt(args[2]))
                    .with(objective).withMethod(Choice.of(args[1]))
                    .with(Budget.ofCandidates(Integer.parseInt(args[3]))).withSeed(seed);
                long from = System.nanoTime();
                SearchResult result = search.run(request, Path.of("").toAbsolutePath());
                print(String.join(" ", args) + ", seed " + seed, result, (System.nanoTime() - from) / 1e9);
            }
        }
    }

    private static void print(String what, SearchResult result, double seconds) {
        System.out.printf(Locale.ROOT, "%s: %d candidates, %d evaluations of the model, %.1f s%n", what,
            result.state().log().size(), result.state().cost(), seconds);
        for (var judged : result.perNfe()) {
            var found = judged.heldOut();
            System.out.printf(Locale.ROOT, "  found: search %.5f, held out %s%n", judged.found().score(), line(found));
            judged.bestSingle().ifPresent(b -> print("best single", b, found));
            judged.auto().ifPresent(b -> print("auto", b, found));
        }
        result.best().ifPresent(b -> System.out.println("  " + CandidateText.json(b.found().candidate()).compact()));
    }

    private static void print(String what, SearchResult.Baseline b, SearchResult.HeldOut found) {
        System.out.printf(Locale.ROOT, "  %s: %s, held out %s%n    found better by %.1f %%, difference [%.5f, %.5f]%n",
            what, b.name(), line(b.heldOut()), 100 * b.improvement(found), b.difference().low(), b.difference().high());
    }

    private static String line(SearchResult.HeldOut heldOut) {
        return "%s [%s, %s] (%s)".formatted(digits(heldOut.error().value()), digits(heldOut.error().low()),
            digits(heldOut.error().high()), Arrays.stream(Aggregate.values())
                .map(a -> a.word() + " " + digits(a.of(heldOut.perSample()))).collect(Collectors.joining(", ")));
    }

    private static String digits(double value) {
        return "%.5f".formatted(value);
    }
}
