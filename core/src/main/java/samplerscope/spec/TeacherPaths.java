package samplerscope.spec;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import samplerscope.model.Binding;
import samplerscope.model.Model;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.IPndm;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Some paths of a model through many levels, to judge by them which levels a short run should visit.
///
/// Source: Chen et al. 2024, arXiv:2405.11326, Sec. 4, with iPNDM as there.
///
/// @param rho    of the levels
/// @param states `x / alpha` at each level, [N][B * D]
/// @param slopes `eps` at each level but the last
record TeacherPaths(double[] rho, double[][] states, double[][] slopes) {

    private static final int PATHS = 32;
    /// Far from the seeds that people choose.
    private static final long SEED = 100_000;

    static TeacherPaths of(Model model, NoiseSchedule schedule, Guidance guidance, double[] lambdas) {
        List<NoiseLevel> levels = Arrays.stream(lambdas).mapToObj(schedule::atLambda).toList();
        var plan = Strategy.uniform(schedule, new TimeGrid(levels), new IPndm(4)).compile();
        try (var backend = new Float64Backend(1)) {
            var denoiser = Resolved.guided(model, schedule, guidance, new Binding(backend, guidance.condition(), 0, 0));
            var path = Trajectory.of(DenoisingRun.fromNoise(plan, denoiser, backend,
                new Shape(PATHS, model.card().sampleShape()), SEED, 0, Recording.ALL));
            return of(path, levels);
        }
    }

    private static TeacherPaths of(Trajectory path, List<NoiseLevel> levels) {
        int n = levels.size();
        var states = new double[n][];
        var slopes = new double[n - 1][];
        for (int i = 0; i < n; i++) {
            NoiseLevel at = levels.get(i);
            double[] x = (i == 0 ? path.initial() : path.records().get(i - 1).state()).toDoubles();
            if (i < n - 1) {
                double[] data = path.records().get(i).data().toDoubles();
                slopes[i] = new double[x.length];
                Arrays.setAll(slopes[i], k -> (x[k] - at.alpha() * data[k]) / at.sigma());
            }
            states[i] = Arrays.stream(x).map(v -> v / at.alpha()).toArray();
        }
        return new TeacherPaths(levels.stream().mapToDouble(l -> exp(-l.lambda())).toArray(), states, slopes);
    }

    /// The mean over paths of what an Euler step from level `i` to level `j` misses, [i][j].
    double[][] jumpErrors() {
        var errors = new double[rho.length][rho.length];
        for (int i = 0; i < rho.length - 1; i++) {
            for (int j = i + 1; j < rho.length; j++) {
                errors[i][j] = jumpError(i, j);
            }
        }
        return errors;
    }

    private double jumpError(int i, int j) {
        int size = states[i].length / PATHS;
        double sum = 0;
        for (int path = 0; path < PATHS; path++) {
            double square = 0;
            for (int k = path * size; k < (path + 1) * size; k++) {
                double missed = states[i][k] + (rho[j] - rho[i]) * slopes[i][k] - states[j][k];
                square += missed * missed;
            }
            sum += sqrt(square);
        }
        return sum / PATHS;
    }
}
