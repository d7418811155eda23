package samplerscope.spec;

import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.AdaptivePath;
import samplerscope.run.AdaptiveSettings;
import samplerscope.run.Snapshot;
import samplerscope.run.StepControl;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.DpmPair;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SlopeForm;
import samplerscope.statistics.AdaptiveRequest;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// A run with error control on a few noises of its own, which chooses levels for all the runs after it. Those then have a
/// plan like any other: they can be repeated, and no sample depends on others.
final class PilotRun {

    /// Of its noises; the seeds of runs do not reach this stream.
    private static final long SEED = 400_000;

    private PilotRun() {}

    /// Lambda of the start and of each accepted step.
    ///
    /// @throws samplerscope.run.AdaptiveStepException if the tolerance cannot be met
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    static double[] levels(Model model, NoiseSchedule schedule, Guidance guidance, AdaptiveRequest request) {
        NoiseLevel from = schedule.atLambda(request.from());
        NoiseLevel to = schedule.atLambda(request.to());
        try (var backend = new Float64Backend(1); Denoiser denoiser = Resolved.guided(model, schedule, guidance,
            new Binding(backend, guidance.condition(), 0, 0))) {
            Snapshot start = start(new Shape(request.samples(), model.card().sampleShape()), from);
            var path = AdaptivePath.follow(denoiser, backend, schedule, start, from, to, settings(request));
            return path.levels().stream().mapToDouble(NoiseLevel::lambda).toArray();
        }
    }

    private static AdaptiveSettings settings(AdaptiveRequest r) {
        var pair = new DpmPair(r.data() ? MultistepForm.DATA : MultistepForm.NOISE, r.order(), SlopeForm.MIDPOINT);
        return new AdaptiveSettings(pair, new StepControl.Proportional(r.firstStep(), r.safety(), r.order()),
            r.relative(), r.absolute(), AdaptiveSettings.ErrorNorm.WORST_SAMPLE, 0, AdaptiveSettings.Arrival.EXACT);
    }

    private static Snapshot start(Shape shape, NoiseLevel at) {
        int size = shape.sampleSize();
        var noise = new double[size];
        var x = new double[shape.size()];
        for (int b = 0; b < shape.batch(); b++) {
            NormalDraws.fill(noise, new DrawKey(SEED, 0, 2, 0, DrawKey.Stream.PROBE), b);
            for (int i = 0; i < size; i++) {
                x[b * size + i] = at.sigma() * noise[i];
            }
        }
        return Snapshot.of(shape, x);
    }
}
