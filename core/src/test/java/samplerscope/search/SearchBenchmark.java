package samplerscope.search;

import java.nio.file.Path;
import java.util.Locale;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Repeats the numbers of the search: `SearchBenchmark MODEL METHOD NFE CANDIDATES SEEDS`, for example
/// `problem-s s3 5 600 1`. Prints per seed the errors on the held-out noise of what was found and of the library.
final class SearchBenchmark {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));

    private SearchBenchmark() {}

    public static void main(String[] args) {
        int threads = Runtime.getRuntime().availableProcessors();
        int seeds = Integer.parseInt(args[4]);
        var references = new References(threads);
        try (var resolver = new Resolver(CATALOG); var search = new ScheduleSearch(resolver, references, threads)) {
            for (int seed = 1; seed <= seeds; seed++) {
                var request = SearchRequest.of(RunSpec.Denoise.of(Choice.of(args[0])), Integer.parseInt(args[2]))
                    .withMethod(Choice.of(args[1])).with(Budget.ofCandidates(Integer.parseInt(args[3]))).withSeed(seed);
                long from = System.nanoTime();
                SearchResult result = search.run(request, Path.of("").toAbsolutePath());
                print(seed, result, (System.nanoTime() - from) / 1e9);
            }
        }
    }

    private static void print(int seed, SearchResult result, double seconds) {
        for (var judged : result.perNfe()) {
            var own = judged.heldOut().error();
            System.out.printf(Locale.ROOT, "seed %d nfe %d: search %.5f held out %.5f [%.5f, %.5f] %.1f s, %d candidates%n",
                seed, judged.found().nfe(), judged.found().score(), own.value(), own.low(), own.high(), seconds,
                result.state().log().size());
            print("all aggregates of the found one", judged.heldOut());
            judged.bestSingle().ifPresent(b -> print("all aggregates of the best single", b.heldOut()));
            judged.bestSingle().ifPresent(b -> print("best single", b, judged));
            judged.auto().ifPresent(b -> print("auto", b, judged));
            System.out.println(CandidateText.json(judged.found().candidate()).compact());
        }
    }

    private static void print(String what, SearchResult.HeldOut heldOut) {
        for (Aggregate a : Aggregate.values()) {
            System.out.printf(Locale.ROOT, "    %s: %s %.5f%n", what, a.label(), a.of(heldOut.perSample()));
        }
    }

    private static void print(String what, SearchResult.Baseline b, SearchResult.Judged judged) {
        System.out.printf(Locale.ROOT, "    %s: %s %.5f [%.5f, %.5f], improvement %.1f %%, difference [%.5f, %.5f]%n", what, b.name(),
            b.heldOut().error().value(), b.heldOut().error().low(), b.heldOut().error().high(),
            100 * b.improvement(judged.heldOut()), b.difference().low(), b.difference().high());
    }
}
