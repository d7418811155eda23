package samplerscope.search;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.search.surrogate.BayesianOptimisation;
import samplerscope.search.surrogate.Certificate;
import samplerscope.search.surrogate.InvalidSurrogateException;
import samplerscope.search.surrogate.Kernel;

/// Learns the logarithm of the score as a function of a few numbers from a few trials, and recommends the certified
/// minimum of what it has learned. The numbers are the exponent of the Karras grid, how far to go from it towards a
/// second grid, the scale of that grid, and the order of the steps.
///
/// Between the two grids lambdas are blended level by level.
final class BayesPalm implements SearchMethod {

    private static final Parameter TRIALS = Parameter.whole("trials", "trials",
        "schedules tried per number of evaluations before the recommendation", 40, 8, 400);
    private static final Parameter TOWARDS = Parameter.oneOf("towards", "second grid",
        "the grid that Karras grids are blended with: even in arctan(rho / c), or of equal local errors",
        "arctan", "equidistribution");
    private static final Parameter KERNEL = Parameter.oneOf("kernel", "kernel",
        "how smooth the score is taken to be", "squared-exponential", "matern-5-2");

    static final MethodFamily FAMILY = new MethodFamily("bayes-palm", "Bayesian, certified",
        "Tang et al. 2026, arXiv:2605.00855; Jones et al. 1998, J. Global Optim. 13", List.of(TRIALS, TOWARDS, KERNEL),
        true, s -> new BayesPalm(s.whole(TRIALS.id()), s.word(TOWARDS.id()).equals("arctan"),
            s.word(KERNEL.id()).equals("matern-5-2") ? Kernel.MATERN_5_2 : Kernel.SQUARED_EXPONENTIAL));

    private static final int FEWEST = 5;
    /// To prove, as a share of the standard deviation of the logarithms.
    private static final double GAP = 1e-3;

    private final int most;
    private final boolean arctan;
    private final Kernel kernel;

    private BayesPalm(int most, boolean arctan, Kernel kernel) {
        this.most = most;
        this.arctan = arctan;
        this.kernel = kernel;
    }

    @Override
    public void search(Trials trials) {
        SearchSpace space = trials.problem().space();
        for (int nfe = space.most(); nfe >= space.fewest(); nfe--) {
            new Search(trials, BlendedGrids.of(trials.problem(), nfe, arctan), planned(trials, nfe)).run();
        }
    }

    /// An equal share of the candidates that are left, with one kept for the recommendation.
    private int planned(Trials trials, int nfe) {
        int limit = trials.problem().request().budget().candidates();
        int left = limit - trials.state().log().size();
        int share = limit == 0 ? most : left / (nfe - trials.problem().space().fewest() + 1) - 1;
        return max(FEWEST, min(most, share));
    }

    /// At one number of model evaluations.
    private final class Search {

        private final Trials trials;
        private final BlendedGrids grids;
        private final BayesianOptimisation optimisation;
        private final Map<Candidate, double[]> asked = new LinkedHashMap<>();

        Search(Trials trials, BlendedGrids grids, int planned) {
            this.trials = trials;
            this.grids = grids;
            int design = max(2, min(8 * grids.dimension(), planned * 2 / 5));
            var settings = new BayesianOptimisation.Settings(kernel, design, planned, GAP,
                trials.problem().request().seed());
            this.optimisation = new BayesianOptimisation(settings, listener(),
                () -> Thread.currentThread().isInterrupted());
        }

        private BayesianOptimisation.Listener listener() {
            return new BayesianOptimisation.Listener() {
                @Override
                public void bounded(Certificate.Bounds bounds) {
                    trials.bounded(bounds);
                }
            };
        }

        void run() {
            try {
                recommend(optimisation.minimiseInBatches(grids.dimension(), this::responses));
            } catch (Ended e) {
                recommendFromWhatIsKnown();
                throw e;
            }
        }

        private double[] responses(List<double[]> points) {
            List<Candidate> candidates = points.stream().map(grids::at).toList();
            for (int i = 0; i < points.size(); i++) {
                asked.put(candidates.get(i), points.get(i));
            }
            double[] scores = trials.scores("surrogate", candidates);
            return IntStream.range(0, scores.length).mapToDouble(i -> log(scores[i])).toArray();
        }

        private void recommend(BayesianOptimisation.Recommendation found) {
            Candidate candidate = found(found);
            trials.scores("recommendation", List.of(candidate));
        }

        private Candidate found(BayesianOptimisation.Recommendation found) {
            double[] at = found.certificate().at();
            Candidate candidate = grids.at(at);
            trials.found(new Finding.Certified(candidate, grids.inputs(at), found.certificate(), found.deviation(),
                found.trials().size()));
            return candidate;
        }

        private void recommendFromWhatIsKnown() {
            try {
                found(optimisation.recommendation(trials.state().log().stream()
                    .filter(e -> asked.containsKey(e.candidate()))
                    .map(e -> new BayesianOptimisation.Trial(asked.get(e.candidate()), log(e.score()))).toList()));
            } catch (InvalidSurrogateException e) {
                // Too little was tried to know anything, and the log says what.
            }
        }
    }
}
