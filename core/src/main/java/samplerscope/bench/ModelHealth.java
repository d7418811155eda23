package samplerscope.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import samplerscope.export.CsvTable;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.random.DrawKey;
import samplerscope.run.Progress;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.spec.Engine;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Whether a model answers, and how fast.
///
/// @param levels answers from the noisiest level to the cleanest
/// @param speeds by threads, then by batch, in the order asked for; empty when an answer was wrong
public record ModelHealth(List<Level> levels, List<Speed> speeds) {

    private static final int LEVELS = 5;
    private static final int PROBES = 2;

    public ModelHealth {
        levels = List.copyOf(levels);
        speeds = List.copyOf(speeds);
    }

    /// One evaluation of two samples.
    ///
    /// @param at     where
    /// @param finite whether every number of the output was written and is finite
    public record Level(NoiseLevel at, boolean finite) {}

    /// @param batch   samples per call
    /// @param threads host threads
    /// @param seconds of one evaluation of the whole batch, without guidance: the median of repeated calls
    public record Speed(int batch, int threads, double seconds) {

        /// Evaluations of one sample in a second.
        public double samplesPerSecond() {
            return batch / seconds;
        }
    }

    /// Whether the model gave finite numbers at every level.
    public boolean isSound() {
        return levels.stream().allMatch(Level::finite);
    }

    /// The speeds as a table for people.
    public CsvTable table() {
        var table = new CsvTable(List.of("threads", "batch", "time per NFE", "samples per second"));
        for (Speed s : speeds) {
            table.row(List.of(Integer.toString(s.threads()), Integer.toString(s.batch()),
                format("%.3f ms", s.seconds() * 1e3), format("%.0f", s.samplesPerSecond())));
        }
        return table;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    /// Checks a model, and times it if its answers are finite. Blocks.
    ///
    /// @param schedule whose levels are visited; the model's own where it has one
    /// @param engines  one per number of threads, at least one
    /// @param batches  samples per call, each `>= 1`
    /// @throws CancellationException when the thread is interrupted
    public static ModelHealth check(Model model, NoiseSchedule schedule, List<Engine> engines, List<Integer> batches,
        Progress progress) {
        List<Level> levels = levels(model, schedule, engines.getFirst(), progress);
        if (!levels.stream().allMatch(Level::finite)) {
            return new ModelHealth(levels, List.of());
        }
        NoiseLevel middle = levels.get(LEVELS / 2).at();
        var speeds = new ArrayList<Speed>();
        for (Engine engine : engines) {
            for (int batch : batches) {
                progress.at("time", speeds.size(), engines.size() * batches.size());
                speeds.add(new Speed(batch, engine.threads(), seconds(model, middle, engine, batch)));
            }
        }
        progress.at("time", speeds.size(), speeds.size());
        return new ModelHealth(levels, speeds);
    }

    private static List<Level> levels(Model model, NoiseSchedule schedule, Engine engine, Progress progress) {
        var levels = new ArrayList<Level>();
        try (var probe = new Probe(model, engine, PROBES)) {
            for (int i = 0; i < LEVELS; i++) {
                requireRunning();
                progress.at("levels", i, LEVELS);
                NoiseLevel at = level(schedule, (double) i / (LEVELS - 1));
                levels.add(new Level(at, probe.isFinite(at)));
            }
        }
        progress.at("levels", LEVELS, LEVELS);
        return levels;
    }

    /// Even in lambda.
    private static NoiseLevel level(NoiseSchedule schedule, double share) {
        double from = schedule.at(schedule.startTime()).lambda();
        double to = schedule.at(schedule.endTime()).lambda();
        return schedule.atLambda(from + share * (to - from));
    }

    private static double seconds(Model model, NoiseLevel at, Engine engine, int batch) {
        try (var probe = new Probe(model, engine, batch)) {
            probe.place(at);
            return Timing.seconds(() -> probe.evaluate(at));
        }
    }

    private static void requireRunning() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the check was cancelled");
        }
    }

    /// A denoiser with a state and a place for its output, on a backend of their own.
    private static final class Probe implements AutoCloseable {

        private final TensorBackend backend;
        private final Denoiser denoiser;
        private final Tensor noise;
        private final Tensor x;
        private final Tensor into;

        Probe(Model model, Engine engine, int batch) {
            var shape = new Shape(batch, model.card().sampleShape());
            backend = engine.provider().open(engine.device(), engine.threads());
            try {
                noise = backend.allocate(shape);
                x = backend.allocate(shape);
                into = backend.allocate(shape);
                backend.drawNormal(noise, new DrawKey(0, 0, 0, 0, DrawKey.Stream.PROBE));
                Condition asked = model.needsClass() ? new Condition.EachClass() : Condition.NONE;
                denoiser = model.denoiser(new Binding(backend, asked, 0, 0));
            } catch (RuntimeException e) {
                backend.close();
                throw e;
            }
        }

        /// As large as noised data of unit variance.
        void place(NoiseLevel at) {
            backend.combine(x, new double[] {StrictMath.hypot(at.alpha(), at.sigma())}, new Tensor[] {noise});
        }

        void evaluate(NoiseLevel at) {
            denoiser.evaluate(x, at, into);
            backend.settle();
        }

        /// What the model does not write stays NaN.
        boolean isFinite(NoiseLevel at) {
            var unwritten = new double[into.shape().size()];
            Arrays.fill(unwritten, Double.NaN);
            backend.copyFrom(unwritten, into);
            place(at);
            evaluate(at);
            return backend.firstNonFinite(into) < 0;
        }

        @Override
        public void close() {
            try (backend) {
                denoiser.close();
            }
        }
    }
}
