package samplerscope.search;

import java.util.List;
import java.util.stream.Stream;

/// Schedules drawn independently, after the known good ones: the yardstick for every other search.
final class RandomSearch implements SearchMethod {

    static final MethodFamily FAMILY = new MethodFamily("random", "Random search",
        "Bergstra & Bengio 2012, JMLR 13, Random search for hyper-parameter optimization", List.of(WarmStart.PARAMETER),
        true, s -> new RandomSearch(s.flag(WarmStart.PARAMETER.id())));

    /// Evaluated at a time.
    private static final int BATCH = 16;

    private final boolean warm;

    private RandomSearch(boolean warm) {
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        if (warm) {
            Starts.warm(trials);
        }
        var draws = new CandidateDraws(trials.problem(), trials.random("random"));
        int known = -1;
        while (trials.state().log().size() > known) { // a small space may be all seen before the budget is spent
            known = trials.state().log().size();
            trials.scores("random", Stream.generate(draws::next).limit(BATCH).toList());
        }
    }
}
