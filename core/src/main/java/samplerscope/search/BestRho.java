package samplerscope.search;

import java.util.Arrays;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.spec.Choice;

/// The Karras grid whose `rho` has the least error: a bounded minimization of one number.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Eq. 5; Brent 1973, Ch. 5.
final class BestRho implements SearchMethod {

    private static final Parameter TRIALS = Parameter.whole("trials", "trials", "values of rho tried at most", 40, 5,
        200);

    static final MethodFamily FAMILY = new MethodFamily("best-rho", "Best Karras grid",
        "Karras et al. 2022, arXiv:2206.00364, Eq. 5", List.of(TRIALS), true, s -> new BestRho(s.whole(TRIALS.id())));

    private static final double LOWEST = 1;
    private static final double HIGHEST = 40;
    private static final double TOLERANCE = 0.01;

    private final int most;

    private BestRho(int most) {
        this.most = most;
    }

    @Override
    public void search(Trials trials) {
        for (int nfe = trials.problem().space().most(); nfe >= trials.problem().space().fewest(); nfe--) {
            int here = nfe;
            // In the logarithm: from 2 to 3 a grid changes as much as from 20 to 30.
            BoundedMinimum.of(x -> {
                GridFormula karras = (problem, steps) -> GridFormulas.library(problem,
                    Choice.of("karras").with("rho", StrictMath.exp(x)), steps);
                double[] scores = trials.scores("rho", GridMethod.candidates(trials.problem(), karras, here));
                return Arrays.stream(scores).min().orElse(Double.POSITIVE_INFINITY);
            }, StrictMath.log(LOWEST), StrictMath.log(HIGHEST), TOLERANCE, most);
        }
    }
}
