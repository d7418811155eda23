package samplerscope.spec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.AdaptiveRequest;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;
import samplerscope.statistics.GaussianEms;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;
import samplerscope.statistics.Vectors;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// What a model's data say about it: exact moments of the law behind it, and the mean that a network itself predicts from
/// pure noise. Computed when first asked for, on the thread that asks, in float64.
///
/// Source: for the mean of a network and the explained share Wang & Vastola 2024, arXiv:2412.09726.
final class MeasuredFacts implements ModelFacts {

    /// Pairs of a noise and its opposite, whose mean a linear prediction does not disturb.
    private static final int PAIRS = 32;
    /// Noised data that the explained share is measured on.
    private static final int SAMPLES = 256;
    /// Seed of the measurement; those of runs do not reach its streams.
    private static final long SEED = 400_000;

    /// Length of the table of model statistics in lambda where the path starts at pure noise, infinitely far away.
    private static final double EMS_RANGE = 12;

    private final Model model;
    private final NoiseSchedule schedule;
    private final Guidance guidance;
    private final BiFunction<ExactLaw, Condition, GaussianFit> moments;
    private final Once<Optional<GaussianFit>> gaussian = new Once<>(this::measure);
    private final Map<EmsRequest, Once<Optional<EmsTable>>> ems = new HashMap<>();
    private final Map<Level, Once<OptionalDouble>> explained = new HashMap<>();
    private final Map<AdaptiveRequest, Once<double[]>> adaptive = new HashMap<>();
    private final Map<List<Double>, Once<double[][]>> jumps = new HashMap<>();

    private record Level(double alpha, double sigma) {}

    /// @param moments of a law and one of its parts, remembered by whoever made this
    MeasuredFacts(Model model, NoiseSchedule schedule, Guidance guidance,
                  BiFunction<ExactLaw, Condition, GaussianFit> moments) {
        this.model = model;
        this.schedule = schedule;
        this.guidance = guidance;
        this.moments = moments;
    }

    @Override
    public Optional<GaussianFit> gaussian() {
        return gaussian.get();
    }

    @Override
    public Optional<double[]> spectrum() {
        return model.law().map(law -> moments.apply(law, data()).spectrum());
    }

    @Override
    public double guidance() {
        return isGuided() ? guidance.scale() : 1;
    }

    /// Those of the Gaussian where none are to be measured; a guided model has others, which only measuring tells.
    @Override
    public Optional<EmsTable> ems(EmsRequest request) {
        if (request.source() == EmsRequest.Source.NONE) {
            return Optional.empty();
        }
        Once<Optional<EmsTable>> once;
        synchronized (ems) {
            once = ems.computeIfAbsent(request, asked -> new Once<>(() -> statistics(asked)));
        }
        return once.get();
    }

    @Override
    public OptionalDouble explained(double alpha, double sigma) {
        Once<OptionalDouble> once;
        synchronized (explained) {
            once = explained.computeIfAbsent(new Level(alpha, sigma),
                level -> new Once<>(() -> share(level.alpha(), level.sigma())));
        }
        return once.get();
    }

    @Override
    public Optional<double[][]> jumpErrors(double[] lambdas) {
        Once<double[][]> once;
        synchronized (jumps) {
            once = jumps.computeIfAbsent(Arrays.stream(lambdas).boxed().toList(),
                _ -> new Once<>(() -> {
                    Hearing.progress().at("paths", 0, 0);
                    return TeacherPaths.of(model, schedule, guidance, lambdas).jumpErrors();
                }));
        }
        return Optional.of(once.get());
    }

    @Override
    public Optional<double[]> adaptiveLevels(AdaptiveRequest request) {
        Once<double[]> once;
        synchronized (adaptive) {
            once = adaptive.computeIfAbsent(request,
                asked -> new Once<>(() -> {
                    Hearing.progress().at("pilot run", 0, 0);
                    return PilotRun.levels(model, schedule, guidance, asked);
                }));
        }
        return Optional.of(once.get().clone());
    }

    private boolean isConditional() {
        return !(guidance.condition() instanceof Condition.None) && guidance.scale() != 0;
    }

    private boolean isGuided() {
        return isConditional() && guidance.scale() != 1;
    }

    /// Each sample has its own class, hence its own mean.
    private boolean differsFromSampleToSample() {
        return isConditional() && guidance.condition() instanceof Condition.EachClass;
    }

    /// Which part of the law the samples come from; for a guided model, the part that its covariance is taken from.
    private Condition data() {
        return isConditional() && !isGuided() && !differsFromSampleToSample() ? guidance.condition() : Condition.NONE;
    }

    private Optional<GaussianFit> measure() {
        if (differsFromSampleToSample()) {
            return Optional.empty();
        }
        return model.law().map(law -> {
            GaussianFit fit = moments.apply(law, data());
            if (model.card().kind() == ModelCard.Kind.LEARNED && level().alpha() > 0) {
                return fit.withMean(predictedMean(fit.dimension()));
            }
            return isGuided() ? fit.withMean(guidedMean(law, fit)) : fit;
        });
    }

    /// Over the whole path, whatever part of it a run takes.
    private Optional<EmsTable> statistics(EmsRequest request) {
        double to = schedule.at(schedule.endTime()).lambda();
        double from = level().alpha() > 0 ? level().lambda() : to - EMS_RANGE;
        return isGuided() ? Optional.empty()
            : gaussian().map(fit -> GaussianEms.table(fit, from, to, request.intervals()));
    }

    private NoiseLevel level() {
        return schedule.at(schedule.startTime());
    }

    /// From pure noise every exact model predicts its mean, and guidance combines predictions.
    private double[] guidedMean(ExactLaw law, GaussianFit unconditional) {
        var mean = new double[unconditional.dimension()];
        Vectors.add(mean, 1 - guidance.scale(), unconditional.mean());
        Vectors.add(mean, guidance.scale(), moments.apply(law, guidance.condition()).mean());
        return mean;
    }

    private double[] predictedMean(int dimension) {
        NoiseLevel at = level();
        var x = new double[2 * PAIRS * dimension];
        var noise = new double[dimension];
        for (int i = 0; i < PAIRS; i++) {
            NormalDraws.fill(noise, new DrawKey(SEED, 0, 0, 0, DrawKey.Stream.PROBE), i);
            for (int j = 0; j < dimension; j++) {
                x[2 * i * dimension + j] = at.sigma() * noise[j];
                x[(2 * i + 1) * dimension + j] = -at.sigma() * noise[j];
            }
        }
        double[] data = predict(x, at, Parameterization.DATA);
        var mean = new double[dimension];
        for (int i = 0; i < data.length; i++) {
            mean[i % dimension] += data[i] / (2 * PAIRS);
        }
        return mean;
    }

    /// What the guided model predicts for states, [B, D].
    private double[] predict(double[] x, NoiseLevel at, Parameterization form) {
        try (var backend = new Float64Backend(1); Denoiser denoiser = Resolved.guided(model, schedule, guidance,
            new Binding(backend, guidance.condition(), 0, 0))) {
            int size = new Shape(1, model.card().sampleShape()).size();
            var shape = new Shape(x.length / size, model.card().sampleShape());
            var state = backend.allocate(shape);
            var output = backend.allocate(shape);
            backend.copyFrom(x, state);
            denoiser.evaluate(state, at, output);
            var prediction = new double[x.length];
            output.copyTo(prediction);
            var to = denoiser.parameterization().to(form, at);
            for (int i = 0; i < x.length; i++) {
                prediction[i] = to.ofState() * x[i] + to.ofOutput() * prediction[i];
            }
            return prediction;
        }
    }

    private OptionalDouble share(double alpha, double sigma) {
        Optional<GaussianFit> fit = gaussian();
        if (fit.isEmpty()) {
            return OptionalDouble.empty();
        }
        int d = fit.get().dimension();
        NoiseLevel at = alpha == 0 ? level() : schedule.atLambda(new NoiseLevel(0, alpha, sigma).lambda());
        double[] x = model.law().orElseThrow().draw(SAMPLES, SEED, data());
        var noise = new double[d];
        for (int i = 0; i < SAMPLES; i++) {
            NormalDraws.fill(noise, new DrawKey(SEED, 0, 1, 0, DrawKey.Stream.PROBE), i);
            for (int j = 0; j < d; j++) {
                x[i * d + j] = at.alpha() * x[i * d + j] + at.sigma() * noise[j];
            }
        }
        double[] eps = predict(x, at, Parameterization.NOISE);
        double all = 0;
        double left = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double[] state = Arrays.copyOfRange(x, i * d, (i + 1) * d);
            double[] data = fit.get().data(state, at.alpha(), at.sigma());
            for (int j = 0; j < d; j++) {
                double ofGaussian = (state[j] - at.alpha() * data[j]) / at.sigma();
                all += eps[i * d + j] * eps[i * d + j];
                left += (eps[i * d + j] - ofGaussian) * (eps[i * d + j] - ofGaussian);
            }
        }
        return OptionalDouble.of(1 - left / all);
    }
}
