package samplerscope.schedule;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Chooses the levels of a run by dynamic programming over the error that one Euler step makes along paths of the model
/// itself (GITS). The paths cost evaluations, once per model, schedule and guidance.
///
/// Candidates lie on the grid of Karras et al. with `rho = 7`; the cost is the mean over samples of the distance between
/// the end of an Euler step and the path. (The paper also has a cost by the distance from a chord, which is not used
/// here.)
///
/// Source: Chen et al. 2024, arXiv:2405.11326, Sec. 4.
final class TrajectoryGrid {

    private static final double POWER = 7;

    private TrajectoryGrid() {}

    /// @param candidates intervals to choose from, at least `steps`
    /// @throws InvalidGridException if there are fewer, or the model cannot be asked
    static List<NoiseLevel> levels(GridRequest request, NoiseLevel from, NoiseLevel to, int steps, int candidates,
                                   double gamma) {
        if (candidates < steps || from.alpha() == 0) {
            throw new InvalidGridException("%d steps from lambda = %s were to be chosen from %d candidates".formatted(
                steps, from.lambda(), candidates), "use more candidates, and start at finite noise");
        }
        List<NoiseLevel> all = IntStream.rangeClosed(0, candidates)
            .mapToObj(i -> i == 0 ? from : i == candidates ? to : between(request.schedule(), from, to, i, candidates))
            .toList();
        double[] lambdas = all.stream().mapToDouble(NoiseLevel::lambda).toArray();
        double[][] cost = request.facts().jumpErrors(lambdas).orElseThrow(() -> new InvalidGridException(
            "this grid follows paths of the model, and there is no model to ask", "choose another grid"));
        return Arrays.stream(CheapestJumps.nodes(cost, steps, gamma)).mapToObj(all::get).toList();
    }

    private static NoiseLevel between(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, int i, int candidates) {
        double a = pow(from.rho(), 1 / POWER);
        double b = pow(to.rho(), 1 / POWER);
        return schedule.atLambda(-POWER * log(a + (b - a) * i / candidates));
    }
}
