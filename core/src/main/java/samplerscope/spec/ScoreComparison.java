package samplerscope.spec;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import samplerscope.metric.Estimate;
import samplerscope.model.Approximations;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.ScoreGaps.Law;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// Measures {@link ScoreGaps}. Computes in float64, apart from networks; the same request gives the same numbers.
public final class ScoreComparison {

    /// Far from the seeds that people choose, as the data must not be those of a run.
    private static final long SEED = 200_000;
    /// Draws that stand for a law without a finite set of data.
    private static final int DRAWS = 4096;
    /// Beyond these, on a schedule that reaches infinity, nothing is left to compare.
    private static final double LOWEST_LAMBDA = -8;
    private static final double HIGHEST_LAMBDA = 8;

    private final Resolver resolver;
    private final int threads;
    private final Progress progress;

    /// @param threads  host threads; never changes a result
    /// @param progress hears `scores`, level by level
    public ScoreComparison(Resolver resolver, int threads, Progress progress) {
        this.resolver = resolver;
        this.threads = threads;
        this.progress = progress;
    }

    /// Compares the model of a spec, on its schedule and under its guidance, with laws of data. Blocks.
    ///
    /// @param base folder that relative paths start from
    /// @param data a model whose law is that of the data; empty for the law that the model itself brings
    /// @throws UnknownLawException     if there is no such law
    /// @throws UnsuitableDataException if the data have another shape
    /// @throws CancellationException   when the thread is interrupted
    public ScoreGaps measure(RunSpec.Denoise spec, Path base, Optional<Choice> data, ScoreRequest request) {
        NoiseSchedule schedule = resolver.schedule(spec);
        Model model = resolver.model(spec.model(), base);
        Model source = data.map(choice -> resolver.model(fitted(choice, model.card()), base)).orElse(model);
        ExactLaw law = source.law().orElseThrow(() -> new UnknownLawException(source.card().id()));
        if (!law.card().sampleShape().equals(model.card().sampleShape())) {
            throw new UnsuitableDataException(model.card().name(), model.card().sampleShape(), law.card().name(),
                law.card().sampleShape());
        }
        Condition condition = spec.guidance().condition();
        Condition ofData = data.isPresent() && law.card().classes().isEmpty() ? Condition.NONE : condition;
        progress.at("fits", 0, 2);
        Map<Law, ExactLaw> laws = laws(law, ofData, request);
        try (var backend = new Float64Backend(threads);
             Denoiser asked = Resolved.guided(model, schedule, spec.guidance(),
                 new Binding(backend, condition, 0, spec.batch()))) {
            var points = new Points(law, ofData, request, backend);
            return new ScoreGaps(gaps(schedule, asked, laws, ofData, points, request));
        }
    }

    /// Pictures in the size and colour of the model, unless they are set.
    private static Choice fitted(Choice data, ModelCard card) {
        List<Integer> shape = card.sampleShape();
        boolean settable = data.id().equals("image-set") && card.isImage() && shape.get(1).equals(shape.get(2));
        if (!settable || data.settings().containsKey("size") || data.settings().containsKey("colour")) {
            return data;
        }
        return data.with("size", shape.get(1)).with("colour", new Setting.Word(shape.getFirst() == 3 ? "rgb" : "grey"));
    }

    private Map<Law, ExactLaw> laws(ExactLaw law, Condition condition, ScoreRequest request) {
        var laws = new EnumMap<Law, ExactLaw>(Law.class);
        laws.put(Law.GAUSSIAN, Approximations.gaussian(law, condition));
        progress.at("fits", 1, 2);
        DataSetModel set = law instanceof DataSetModel known ? known : drawn(law, condition, request);
        laws.put(Law.MIXTURE, Approximations.mixture(set, law instanceof DataSetModel ? condition : Condition.NONE,
            request.components(), request.rank()));
        progress.at("fits", 2, 2);
        laws.put(Law.IDEAL, law);
        return laws;
    }

    private static DataSetModel drawn(ExactLaw law, Condition condition, ScoreRequest request) {
        double[] draws = law.draw(DRAWS, SEED + request.seed(), condition);
        var values = new float[draws.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws[i];
        }
        ModelCard card = law.card();
        return new DataSetModel(new ModelCard(card.id(), card.name(), card.kind(), card.sampleShape(), List.of(),
            card.description(), card.source(), card.licence()), DataSet.of(values, draws.length / DRAWS), 0);
    }

    private List<ScoreGaps.Level> gaps(NoiseSchedule schedule, Denoiser asked, Map<Law, ExactLaw> laws,
                                       Condition condition, Points points, ScoreRequest request) {
        var levels = new ArrayList<ScoreGaps.Level>();
        for (NoiseLevel at : levels(schedule, request.levels())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("comparing scores was cancelled");
            }
            progress.at("scores", levels.size(), request.levels());
            double[] noise = points.noise(asked, at);
            var gaps = new EnumMap<Law, Estimate>(Law.class);
            laws.forEach((kind, law) -> {
                // Of the approximations, only one of the whole law still has classes to ask for.
                Condition of = kind == Law.IDEAL ? condition : Condition.NONE;
                try (Denoiser simple = law.denoiser(points.binding(of))) {
                    gaps.put(kind, gap(noise, points.noise(simple, at), request.samples()));
                }
            });
            levels.add(new ScoreGaps.Level(at, gaps));
        }
        progress.at("scores", request.levels(), request.levels());
        return levels;
    }

    private static List<NoiseLevel> levels(NoiseSchedule schedule, int count) {
        double from = max(LOWEST_LAMBDA, schedule.at(schedule.startTime()).lambda());
        double to = min(HIGHEST_LAMBDA, schedule.at(schedule.endTime()).lambda());
        return IntStream.range(0, count).mapToObj(i -> schedule.atLambda(from + (to - from) * i / (count - 1))).toList();
    }

    /// The ratio of two means, with the standard error of its linearisation. Scores are `-eps / sigma`, so the ratio is
    /// that of predicted noises.
    private static Estimate gap(double[] noise, double[] other, int samples) {
        int size = noise.length / samples;
        var apart = new double[samples];
        double all = 0;
        double whole = 0;
        var own = new double[samples];
        for (int b = 0; b < samples; b++) {
            for (int j = b * size; j < (b + 1) * size; j++) {
                apart[b] += (noise[j] - other[j]) * (noise[j] - other[j]);
                own[b] += noise[j] * noise[j];
            }
            all += apart[b];
            whole += own[b];
        }
        double ratio = all / whole;
        double squares = 0;
        for (int b = 0; b < samples; b++) {
            double rest = apart[b] - ratio * own[b];
            squares += rest * rest;
        }
        double error = sqrt(squares / (samples * (samples - 1.0))) / (whole / samples);
        return new Estimate(ratio, error, samples, "");
    }

    /// Noised data: the same data and the same noise at every level, so that curves are smooth.
    private static final class Points {
        private final Float64Backend backend;
        private final Shape shape;
        private final double[] data;
        private final double[] normals;

        Points(ExactLaw law, Condition condition, ScoreRequest request, Float64Backend backend) {
            this.backend = backend;
            this.shape = new Shape(request.samples(), law.card().sampleShape());
            this.data = law.draw(request.samples(), SEED - 1 + request.seed(), condition);
            this.normals = new double[data.length];
            var row = new double[shape.sampleSize()];
            for (int b = 0; b < request.samples(); b++) {
                NormalDraws.fill(row, new DrawKey(SEED + request.seed(), 0, 5, 0, DrawKey.Stream.PROBE), b);
                System.arraycopy(row, 0, normals, b * row.length, row.length);
            }
        }

        Binding binding(Condition condition) {
            return new Binding(backend).with(condition);
        }

        /// The noise that a denoiser sees in the data at a level.
        double[] noise(Denoiser denoiser, NoiseLevel at) {
            var values = new double[data.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = at.alpha() * data[i] + at.sigma() * normals[i];
            }
            Tensor x = backend.allocate(shape);
            Tensor output = backend.allocate(shape);
            backend.copyFrom(values, x);
            denoiser.evaluate(x, at, output);
            var made = new double[values.length];
            output.copyTo(made);
            var c = denoiser.parameterization().to(Parameterization.NOISE, at);
            for (int i = 0; i < made.length; i++) {
                made[i] = c.ofState() * values[i] + c.ofOutput() * made[i];
            }
            return made;
        }
    }
}
