package samplerscope.spec;

import static java.lang.StrictMath.copySign;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.DenoisingRun;
import samplerscope.run.EmsEstimator;
import samplerscope.run.Progress;
import samplerscope.run.Recording;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.DpmPlusPlus2M;
import samplerscope.solver.Strategy;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The statistics of one model under one guidance, measured when nobody has before.
///
/// They are taken over draws from the law of the data, or, where there is none or where guidance changes it, over
/// samples that the guided model makes itself in a fine run.
///
/// @param identity names the model and what it was made from
/// @param cache    where results are kept
record MeasuredStatistics(Model model, NoiseSchedule schedule, Guidance guidance, Supplier<Json.Obj> identity,
                          Optional<EmsCache> cache) {

    /// Of the files; another one when other numbers come out.
    private static final int VERSION = 1;
    /// Steps of the runs that make samples, uniform in lambda.
    private static final int FINE = 60;
    private static final int ROWS = 16;
    /// Far from the seeds that people choose for runs.
    private static final long SEED = 300_000;
    /// Draws that stand for a law in the name of a file.
    private static final int WITNESSES = 16;

    /// @param from first lambda, finite
    /// @param to   last lambda
    /// @throws CancellationException when the thread is interrupted
    EmsTable table(double from, double to, EmsRequest request) {
        Progress progress = Hearing.progress();
        Json.Obj about = about(from, to, request);
        Optional<EmsTable> kept = kept(about, progress);
        if (kept.isPresent()) {
            return kept.get();
        }
        EmsTable table = measure(from, to, request, progress);
        try {
            cache.ifPresent(files -> files.write(about, table));
        } catch (FileAccessException e) {
            progress.notice("the statistics just measured are not kept: %s".formatted(e.happened()));
        }
        return table;
    }

    /// Where they are kept, or would be.
    Optional<Path> file(double from, double to, EmsRequest request) {
        return cache.map(files -> files.file(about(from, to, request)));
    }

    private Optional<EmsTable> kept(Json.Obj about, Progress progress) {
        try {
            return cache.flatMap(files -> files.read(about));
        } catch (UnusableCacheException e) {
            progress.notice("%s; the statistics are measured again".formatted(e.happened()));
            return Optional.empty();
        }
    }

    /// Everything that the numbers depend on.
    private Json.Obj about(double from, double to, EmsRequest request) {
        Json.Obj about = identity.get().with("kind", "model-statistics").with("version", VERSION)
            .with("from", from).with("to", to).with("intervals", request.intervals())
            .with("samples", request.samples()).with("seed", request.seed());
        return model.law().map(law -> about.with("draws", Fingerprint.of(law.draw(WITNESSES, SEED, Condition.NONE))))
            .orElse(about);
    }

    private EmsTable measure(double from, double to, EmsRequest request, Progress progress) {
        var shape = model.card().sampleShape();
        int size = new Shape(1, shape).size();
        double[] lambdas = IntStream.rangeClosed(0, request.intervals())
            .mapToDouble(i -> from + (to - from) * i / request.intervals()).toArray();
        boolean learned = model.card().kind() == ModelCard.Kind.LEARNED;
        try (var backend = new Float64Backend(Runtime.getRuntime().availableProcessors())) {
            double[] data = data(from, to, request, backend, progress);
            double[] noise = normals(request, size, 3);
            double[] signs = Arrays.stream(normals(request, size, 4)).map(z -> copySign(1, z)).toArray();
            var samples = new EmsEstimator.Samples(data, noise, signs);
            return EmsEstimator.estimate(schedule, first -> denoiser(backend, first), backend, shape, lambdas,
                _ -> samples, learned ? EmsEstimator.Steps.FLOAT32 : EmsEstimator.Steps.FLOAT64, progress);
        }
    }

    private Denoiser denoiser(Float64Backend backend, int firstSample) {
        return Resolved.guided(model, schedule, guidance,
            new Binding(backend, guidance.condition(), firstSample, 0));
    }

    /// Stream and steps that neither runs nor draws from a law read.
    private static double[] normals(EmsRequest request, int size, int step) {
        var all = new double[request.samples() * size];
        var row = new double[size];
        for (int i = 0; i < request.samples(); i++) {
            NormalDraws.fill(row, new DrawKey(SEED + request.seed(), 0, step, 0, DrawKey.Stream.PROBE), i);
            System.arraycopy(row, 0, all, i * size, size);
        }
        return all;
    }

    private double[] data(double from, double to, EmsRequest request, Float64Backend backend, Progress progress) {
        boolean unconditional = guidance.condition() instanceof Condition.None || guidance.scale() == 0;
        Optional<ExactLaw> law = unconditional || guidance.scale() == 1 ? model.law() : Optional.empty();
        return law.map(known -> known.draw(request.samples(), SEED + request.seed(),
                unconditional ? Condition.NONE : guidance.condition()))
            .orElseGet(() -> made(from, to, request, backend, progress));
    }

    private double[] made(double from, double to, EmsRequest request, Float64Backend backend, Progress progress) {
        var grid = new TimeGrid(IntStream.rangeClosed(0, FINE)
            .mapToObj(i -> schedule.atLambda(from + (to - from) * i / FINE)).toList());
        var plan = Strategy.uniform(schedule, grid, new DpmPlusPlus2M()).compile();
        var shape = model.card().sampleShape();
        int size = new Shape(1, shape).size();
        var all = new double[request.samples() * size];
        for (int first = 0; first < request.samples(); first += ROWS) {
            int rows = StrictMath.min(ROWS, request.samples() - first);
            try (var run = DenoisingRun.fromNoise(plan, denoiser(backend, first), backend, new Shape(rows, shape),
                SEED + request.seed(), first, Recording.ALL)) {
                int before = first * FINE;
                double[] end = end(run, step -> progress.at("samples", before + rows * step, all.length / size * FINE));
                System.arraycopy(end, 0, all, first * size, end.length);
            }
        }
        return all;
    }

    /// @param taken hears how many steps have been taken
    private static double[] end(DenoisingRun run, IntConsumer taken) {
        double[] state = run.initial().toDoubles();
        for (int step = 1; !run.isComplete(); step++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the measurement of model statistics was cancelled");
            }
            state = run.advance().orElseThrow().state().toDoubles();
            taken.accept(step);
        }
        return state;
    }
}
