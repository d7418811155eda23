package samplerscope.spec;

import java.util.Optional;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.PlaneField;
import samplerscope.model.PlaneRaster;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;

/// What a run in the plane moves through: the density of the exact law behind its model, and the score that its denoiser
/// believes in, guidance included. In float64; safe to use from several threads.
public final class PlaneFields {

    private PlaneFields() {}

    /// `log p_t` at every node, for the class that the run asks for; empty where the model has no known law.
    ///
    /// A run that asks for each class in turn is shown the whole law.
    ///
    /// @param at `sigma > 0`
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static Optional<double[]> logDensity(Resolved run, NoiseLevel at, PlaneRaster raster) {
        try (var backend = new Float64Backend(1)) {
            return run.model().law().map(law -> PlaneField.logDensity(law, at,
                oneForAll(run).spec().guidance().condition(), raster, backend.workers()));
        }
    }

    /// The score at every node: `x0 y0 x1 y1 ...`.
    ///
    /// @param at `sigma > 0`
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static double[] score(Resolved run, NoiseLevel at, PlaneRaster raster) {
        Resolved asked = oneForAll(run);
        try (var backend = new Float64Backend(1); Denoiser denoiser = asked.denoiser(asked.model(), backend, 0)) {
            return PlaneField.score(denoiser, backend, at, raster);
        }
    }

    /// A node belongs to no sample, so it has no class of its own.
    private static Resolved oneForAll(Resolved run) {
        return run.spec().guidance().condition() instanceof Condition.EachClass
            ? new Resolved(run.spec().withGuidance(Guidance.NONE), run.model(), run.plan()) : run;
    }
}
