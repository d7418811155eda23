package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;

import java.util.Arrays;
import java.util.List;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.registry.Parameter;
import samplerscope.schedule.CheapestJumps;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;
import samplerscope.spec.UnknownLawException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// Levels that minimize a bound of the divergence between the exact reverse process and one whose denoiser is frozen
/// over each step: for samplers that add noise. Deterministic solvers want other grids.
///
///     sum_k  integral from rho_(k+1) to rho_k of  t^-3 E |D(x_t, t) - D(x_(rho_k), rho_k)|^2 dt
///
/// with the same noise path at both levels. The sum is additive over steps, so of a number of candidate levels the best
/// are found exactly by dynamic programming, in place of the paper's search level by level.
///
/// Source: Sabour et al. 2024, arXiv:2404.14507, Sec. 3.2.
final class Klub implements GridFormula {

    private static final Parameter CANDIDATES = Parameter.whole("candidates", "candidates",
        "intervals to choose the levels from", 60, 2, 400);
    private static final Parameter DRAWS = Parameter.whole("draws", "draws", "data that the divergence is measured on",
        512, 16, 4096);

    static final MethodFamily FAMILY = GridMethod.family("klub", "KLUB (align your steps)",
        "Sabour et al. 2024, arXiv:2404.14507, Sec. 3.2, by dynamic programming", List.of(CANDIDATES, DRAWS),
        s -> new Klub(s.whole(CANDIDATES.id()), s.whole(DRAWS.id())));

    /// Far from the seeds that people choose.
    private static final long SEED = 300_000;

    private final int candidates;
    private final int draws;

    private Klub(int candidates, int draws) {
        this.candidates = candidates;
        this.draws = draws;
    }

    @Override
    public List<Double> times(SearchProblem problem, int steps) {
        double[] lambdas = GridFormulas.between(problem, GridFormulas.requireEnough(candidates, steps),
            "uniform-lambda");
        double[] rho = Arrays.stream(lambdas).map(l -> exp(-l)).toArray();
        int[] nodes = CheapestJumps.nodes(costs(rho, distances(problem, lambdas, draws)), steps, 1);
        return GridFormulas.timesOf(problem, Arrays.stream(nodes, 1, steps).mapToDouble(i -> lambdas[i]).toArray());
    }

    /// The bound for the steps that visit some of the levels.
    static double bound(double[][] costs, int[] nodes) {
        double sum = 0;
        for (int k = 1; k < nodes.length; k++) {
            sum += costs[nodes[k - 1]][nodes[k]];
        }
        return sum;
    }

    /// The integral over each possible step, by the trapezoidal rule in `log rho`.
    ///
    /// @param rho       of the levels, falling, [G]
    /// @param distances `E |D_i - D_j|^2`, [G][G]
    /// @return [i][j] for `i < j`, 0 elsewhere
    static double[][] costs(double[] rho, double[][] distances) {
        int levels = rho.length;
        var costs = new double[levels][levels];
        for (int i = 0; i < levels; i++) {
            double sum = 0;
            for (int j = i + 1; j < levels; j++) {
                double above = distances[i][j - 1] / (rho[j - 1] * rho[j - 1]);
                double below = distances[i][j] / (rho[j] * rho[j]);
                sum += (above + below) / 2 * log(rho[j - 1] / rho[j]);
                costs[i][j] = sum;
            }
        }
        return costs;
    }

    /// Measured on exact draws of the law behind the model, with one path of noise each.
    ///
    /// @throws UnknownLawException if the model has none
    private static double[][] distances(SearchProblem problem, double[] lambdas, int draws) {
        Resolved run = problem.ends(SEED, draws);
        ExactLaw law = run.model().law().orElseThrow(() -> new UnknownLawException(run.model().card().id()));
        double[] data = law.draw(draws, SEED, run.spec().guidance().condition());
        double[][] denoised = denoised(run, lambdas, data);
        var distances = new double[lambdas.length][lambdas.length];
        for (int i = 0; i < lambdas.length; i++) {
            for (int j = i + 1; j < lambdas.length; j++) {
                distances[i][j] = meanSquare(denoised[i], denoised[j], draws);
            }
        }
        return distances;
    }

    private static double meanSquare(double[] a, double[] b, int draws) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum / draws;
    }

    /// What the model makes of the data at every level, from the least noise to the most on one path per draw.
    private static double[][] denoised(Resolved run, double[] lambdas, double[] data) {
        int draws = run.spec().samples();
        var shape = new Shape(draws, run.model().card().sampleShape());
        var denoised = new double[lambdas.length][];
        double[] path = new double[data.length];
        double before = 0;
        try (var backend = new Float64Backend(1); Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            for (int i = lambdas.length - 1; i >= 0; i--) {
                NoiseLevel level = run.plan().strategy().schedule().atLambda(lambdas[i]);
                addNoise(path, sqrt(level.rho() * level.rho() - before * before), i, shape);
                before = level.rho();
                denoised[i] = denoised(denoiser, backend, shape, level, data, path);
            }
        }
        return denoised;
    }

    private static void addNoise(double[] path, double scale, int step, Shape shape) {
        int size = shape.sampleSize();
        var normals = new double[size];
        for (int b = 0; b < shape.batch(); b++) {
            NormalDraws.fill(normals, new DrawKey(SEED, b, step, 0, DrawKey.Stream.PROBE), 0);
            for (int j = 0; j < size; j++) {
                path[b * size + j] += scale * normals[j];
            }
        }
    }

    private static double[] denoised(Denoiser denoiser, Float64Backend backend, Shape shape, NoiseLevel level,
                                     double[] data, double[] path) {
        var state = new double[data.length];
        Arrays.setAll(state, k -> level.alpha() * (data[k] + path[k]));
        Tensor x = backend.allocate(shape);
        Tensor output = backend.allocate(shape);
        backend.copyFrom(state, x);
        denoiser.evaluate(x, level, output);
        var values = new double[data.length];
        output.copyTo(values);
        var c = denoiser.parameterization().to(DATA, level);
        Arrays.setAll(values, k -> c.ofState() * state[k] + c.ofOutput() * values[k]);
        return values;
    }
}
