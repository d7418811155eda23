package samplerscope.solver;

import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;

import java.util.Arrays;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.SolverFamily.Group;
import samplerscope.statistics.GaussianFit;

/// Analytical teleportation: the exact solution of the probability-flow ODE of a Gaussian, from any level to any other in
/// one step without an evaluation.
///
///     x_t = alpha_t m + U diag(sqrt((alpha_t^2 w + sigma_t^2) / (alpha_s^2 w + sigma_s^2))) U^T (x_s - alpha_s m)
///
/// Directions that are not listed move with their mean variance. Exact for a Gaussian; for other data close as long as
/// noise hides all but their mean and covariance, so it is for the first step of a run: the grid `teleported` puts it
/// there. Leaves nothing in the history.
///
/// Source: Wang & Vastola 2024, arXiv:2412.09726, Sec. 3. Their code takes 0 for the variance of the directions not
/// listed.
public record Teleport() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("teleport", "Gaussian teleportation", 0,
        "Wang & Vastola 2024, arXiv:2412.09726, Sec. 3", List.of(), _ -> new Teleport()).in(Group.DATA_AWARE)
        .noting("On a whole run it gives the sample of the Gaussian with the mean and covariance of the data, without "
            + "any evaluation. To teleport through the noisy part only, choose the grid 'teleported' with any solver.");

    @Override
    public Step plan(StepRequest r) {
        GaussianFit fit = r.facts().gaussian().orElseThrow(() -> new UnplannableStepException(
            "teleportation needs the mean and the covariance of the data, which this model and condition do not bring",
            "use another solver or grid, or a model that comes with its data"));
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double[] along = Arrays.stream(fit.variances()).map(w -> stretch(w, s, t)).toArray();
        double across = stretch(fit.rest(), s, t);
        double[] shift = fit.directions().filter(along, across, fit.mean());
        for (int j = 0; j < shift.length; j++) {
            shift[j] = t.alpha() * fit.mean()[j] - s.alpha() * shift[j];
        }
        return new Step(s, t, combine(X, term(new Weight.PerDirection(fit.directions(), along, across), X),
            term(new Weight.PerElement(shift), Slot.ONE)));
    }

    private static double stretch(double w, NoiseLevel s, NoiseLevel t) {
        return sqrt((t.alpha() * t.alpha() * w + t.sigma() * t.sigma())
            / (s.alpha() * s.alpha() * w + s.sigma() * s.sigma()));
    }
}
