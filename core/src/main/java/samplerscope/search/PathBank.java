package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;

import java.util.Arrays;
import java.util.List;
import samplerscope.model.Denoiser;
import samplerscope.model.ModelCard;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.spec.Resolved;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// Converged paths of a model from the search bank, and the slope at each level: what grids that follow paths are made
/// of.
///
/// @param rho     of the levels, falling, [G]
/// @param states  `x / alpha`, [G][B * D]
/// @param slopes  `eps`, [G][B * D]
/// @param samples `B`
record PathBank(double[] rho, double[][] states, double[][] slopes, int samples) {

    private static final int MOST = 256;
    private static final double TOLERANCE = 1e-6;

    /// What one Euler step between two levels misses the paths by: the mean over samples of `|y_i + (rho_j - rho_i)
    /// eps_i - y_j|`. Of a network by few paths of a multistep solver, as the program measures them for its own grids;
    /// of an exact model by converged ones.
    ///
    /// @param lambdas of the levels, rising and finite
    /// @return [i][j] for `i < j`, 0 elsewhere
    static double[][] jumpErrors(SearchProblem problem, double[] lambdas) {
        if (problem.ends(0, 1).model().card().kind() == ModelCard.Kind.EXACT && problem.from().alpha() > 0) {
            return of(problem, lambdas).jumpErrors();
        }
        return problem.facts().jumpErrors(lambdas).orElseThrow(() -> new UnsearchableException(
            "this grid follows paths of the model, and there is no model to ask", "choose another method"));
    }

    private static PathBank of(SearchProblem problem, double[] lambdas) {
        NoiseBanks banks = problem.request().objective().banks();
        Resolved run = problem.ends(banks.seed(), Math.min(banks.search(), MOST));
        List<NoiseLevel> levels = Arrays.stream(lambdas).mapToObj(problem.schedule()::atLambda).toList();
        var shape = new Shape(run.spec().samples(), run.model().card().sampleShape());
        try (var backend = new Float64Backend(1); Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            Snapshot start = DenoisingRun.fromNoise(run.plan(), denoiser, backend, shape, run.noise(), 0,
                Recording.ALL).initial();
            return from(start, levels, problem.schedule(), denoiser, backend);
        }
    }

    /// @param start  states at the first level
    /// @param levels falling in noise, all of them above 0
    static PathBank from(Snapshot start, List<NoiseLevel> levels, NoiseSchedule schedule, Denoiser denoiser,
                         Float64Backend backend) {
        var path = ReferencePath.solve(denoiser, backend, schedule, start, levels, TOLERANCE);
        return of(levels, path, denoiser, backend, start.shape());
    }

    private static PathBank of(List<NoiseLevel> levels, ReferencePath path, Denoiser denoiser, Float64Backend backend,
                               Shape shape) {
        var states = new double[levels.size()][];
        var slopes = new double[levels.size()][];
        Tensor x = backend.allocate(shape);
        Tensor output = backend.allocate(shape);
        for (int i = 0; i < states.length; i++) {
            NoiseLevel at = levels.get(i);
            double[] state = path.at(at).orElseThrow().toDoubles();
            backend.copyFrom(state, x);
            denoiser.evaluate(x, at, output);
            var values = new double[state.length];
            output.copyTo(values);
            var c = denoiser.parameterization().to(DATA, at);
            slopes[i] = new double[state.length];
            Arrays.setAll(slopes[i], k ->
                (state[k] - at.alpha() * (c.ofState() * state[k] + c.ofOutput() * values[k])) / at.sigma());
            states[i] = Arrays.stream(state).map(v -> v / at.alpha()).toArray();
        }
        return new PathBank(levels.stream().mapToDouble(l -> exp(-l.lambda())).toArray(), states, slopes,
            shape.batch());
    }

    double[][] jumpErrors() {
        var errors = new double[rho.length][rho.length];
        for (int i = 0; i < rho.length; i++) {
            for (int j = i + 1; j < rho.length; j++) {
                errors[i][j] = jumpError(i, j);
            }
        }
        return errors;
    }

    private double jumpError(int i, int j) {
        int size = states[i].length / samples;
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            double square = 0;
            for (int k = b * size; k < (b + 1) * size; k++) {
                double missed = states[i][k] + (rho[j] - rho[i]) * slopes[i][k] - states[j][k];
                square += missed * missed;
            }
            sum += sqrt(square);
        }
        return sum / samples;
    }
}
