package samplerscope.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// What a model of points in the plane looks like at a noise level: density and score on a raster.
///
/// Computed on the caller's thread and its workers; an interrupt ends it with a `CancellationException`.
public final class PlaneField {

    /// Rows between two looks at the interrupt flag.
    private static final int BAND = 8;

    private PlaneField() {}

    /// `log p_t` at every node, in nats.
    ///
    /// @param at `sigma > 0`, or any level where the law has a density
    /// @throws CancellationException when the thread is interrupted
    public static double[] logDensity(ExactLaw law, NoiseLevel at, Condition condition, PlaneRaster raster,
                                      Workers workers) {
        ExactLaw.Density density = law.density(at, condition);
        var values = new double[raster.size()];
        for (int start = 0; start < raster.rows(); start += BAND) {
            stopIfInterrupted();
            int first = start * raster.columns();
            int count = StrictMath.min(BAND, raster.rows() - start) * raster.columns();
            workers.forEachRange(count, raster.columns(), (from, to) -> {
                var x = new double[2];
                for (int i = first + from; i < first + to; i++) {
                    x[0] = raster.x(i % raster.columns());
                    x[1] = raster.y(i / raster.columns());
                    values[i] = density.logAt(x);
                }
            });
        }
        return values;
    }

    /// The score `grad log p_t = -eps / sigma` that a denoiser believes in, at every node: `x0 y0 x1 y1 ...`, y upwards.
    ///
    /// Works for networks and guided models too. The probability-flow ODE runs along it.
    ///
    /// @param denoiser bound to the backend
    /// @param at       `sigma > 0`
    /// @throws CancellationException when the thread is interrupted
    public static double[] score(Denoiser denoiser, TensorBackend backend, NoiseLevel at, PlaneRaster raster) {
        stopIfInterrupted();
        var nodes = new double[2 * raster.size()];
        for (int i = 0; i < raster.size(); i++) {
            nodes[2 * i] = raster.x(i % raster.columns());
            nodes[2 * i + 1] = raster.y(i / raster.columns());
        }
        Tensor x = backend.allocate(Shape.of(raster.size(), 2));
        Tensor output = backend.allocate(x.shape());
        Tensor score = backend.allocate(x.shape());
        backend.copyFrom(nodes, x);
        denoiser.evaluate(x, at, output);
        var toNoise = denoiser.parameterization().to(Parameterization.NOISE, at);
        backend.combine(score, new double[] {-toNoise.ofState() / at.sigma(), -toNoise.ofOutput() / at.sigma()},
            new Tensor[] {x, output});
        score.copyTo(nodes);
        return nodes;
    }

    /// Levels of the log density such that the region above each holds a share of the mass on the raster: the lines of
    /// "half of all samples lie inside".
    ///
    /// @param logDensity on a raster of equal cells that holds nearly all of the mass
    /// @param shares     between 0 and 1
    /// @return one level per share, in the order of the shares
    public static List<Double> levelsOfMass(double[] logDensity, List<Double> shares) {
        double[] sorted = logDensity.clone();
        Arrays.sort(sorted);
        var above = new double[sorted.length];
        double mass = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            mass += StrictMath.exp(sorted[i] - sorted[sorted.length - 1]);
            above[i] = mass;
        }
        return shares.stream().map(share -> sorted[lastHolding(above, share * above[0])]).toList();
    }

    /// The last index from which on the mass is at least what is wanted.
    private static int lastHolding(double[] above, double wanted) {
        int index = above.length - 1;
        while (index > 0 && above[index] < wanted) {
            index--;
        }
        return index;
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the field is no longer wanted");
        }
    }
}
