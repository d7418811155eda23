package samplerscope.model.onnx;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import samplerscope.model.Denoiser;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.VarianceExploding;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Which prediction a network's output looks like, found without any data: read rightly, a network takes noise off what
/// it made itself.
///
/// For each form, a few DDIM steps make samples `m` as if the network predicted it; fresh noise is put on them, the
/// network is asked again, and its clean sample `D` is compared with the one before. In many dimensions the right
/// reading finds it again: of `D = p m + q eps` by least squares, the misfit is `(p - 1)^2 + q^2`. In few, noise hides
/// too much for that, but the error of the best guess is at right angles to all that it was made of: the misfit is the
/// cosine-like `|<m - D, D>| / |m||D|`, or the same with the noised state where that is larger. The worst level counts.
///
/// A wrong schedule or timestep can make every form misfit, and data as wide as the noise look alike in several, so
/// this is a hint and no proof.
///
/// @param misfits of each form that was tried, `>= 0`; infinite where its samples left all bounds
public record PredictionHint(Map<Prediction.Form, Double> misfits) {

    /// Noise per unit of signal: where the samples begin and end, and where they are tried.
    private static final double NOISY = 5;
    private static final double CLEAN = 0.3;
    private static final double VERY_CLEAN = 0.05;
    private static final double[] TESTS = {2, 0.5};
    /// Steps to a sample of many numbers, which is costly, and of few, where the errors of steps would cover the
    /// others.
    private static final int STEPS = 5;
    private static final int MORE_STEPS = 30;
    private static final int FEW_NUMBERS = 64;
    /// Networks are trained on data of about unit size; what is this large comes of a wrong reading.
    private static final double FAR = 20;
    private static final double NOTHING = 1e-3;
    /// The best must be below it; the right form was, on the exact models and networks that this was tried on.
    private static final double FITS = 0.4;
    /// The second must be this many times worse to be ruled out.
    private static final double CLEARLY = 2;

    public PredictionHint {
        misfits = Map.copyOf(misfits);
    }

    /// The form that fits best, if one does.
    public Optional<Prediction.Form> best() {
        return ranked().filter(form -> misfits.get(form) < FITS).findFirst();
    }

    /// Whether every other form fits clearly worse.
    public boolean isClear() {
        List<Prediction.Form> ranked = ranked().toList();
        return best().isPresent() && ranked.size() > 1
            && misfits.get(ranked.get(1)) > CLEARLY * misfits.get(ranked.getFirst());
    }

    private Stream<Prediction.Form> ranked() {
        return misfits.keySet().stream().sorted(Comparator.<Prediction.Form>comparingDouble(misfits::get)
            .thenComparing(Comparator.naturalOrder()));
    }

    /// The forms that networks on such a path have: others would be told from them with less certainty. What a network
    /// is described as is always one.
    static Set<Prediction.Form> candidates(Prediction asked, NoiseSchedule schedule) {
        if (asked.form() == Prediction.Form.EDM) {
            return Set.of(Prediction.Form.EDM); // no other wants its input scaled
        }
        var forms = EnumSet.of(Prediction.Form.DATA, Prediction.Form.NOISE, asked.form());
        if (schedule instanceof RectifiedFlow) {
            forms.add(Prediction.Form.FLOW);
        } else if (!(schedule instanceof VarianceExploding)) {
            forms.add(Prediction.Form.VELOCITY);
        }
        return forms;
    }

    /// Asks a network 7 times per form; of samples of few numbers, which are cheap, 32 times.
    ///
    /// @param network the bare one, without the scalings of EDM
    /// @param asked   the prediction that the network is described with
    /// @param shape   of the states: rows, each of the shape of a sample
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    static PredictionHint of(Denoiser network, Prediction asked, NoiseSchedule schedule, Shape shape,
                             TensorBackend backend) {
        var misfits = new EnumMap<Prediction.Form, Double>(Prediction.Form.class);
        for (Prediction.Form form : candidates(asked, schedule)) {
            var prediction = new Prediction(form, asked.sigmaData());
            misfits.put(form, new Reading(network, prediction, schedule, shape, backend).misfit());
        }
        return new PredictionHint(misfits);
    }

    /// The network read as one form.
    private static final class Reading {

        private final Denoiser network;
        private final Prediction prediction;
        private final NoiseSchedule schedule;
        private final TensorBackend backend;
        private final Tensor scaled;
        private final Tensor output;
        private final Tensor state;
        private final Tensor data;
        private final Tensor noise;

        Reading(Denoiser network, Prediction prediction, NoiseSchedule schedule, Shape shape, TensorBackend backend) {
            this.network = network;
            this.prediction = prediction;
            this.schedule = schedule;
            this.backend = backend;
            this.scaled = backend.allocate(shape);
            this.output = backend.allocate(shape);
            this.state = backend.allocate(shape);
            this.data = backend.allocate(shape);
            this.noise = backend.allocate(shape);
        }

        double misfit() {
            backend.drawNormal(noise, new DrawKey(0, 0, 0, 0, DrawKey.Stream.PROBE));
            int steps = isSmall() ? MORE_STEPS : STEPS;
            double ratio = (isSmall() ? VERY_CLEAN : CLEAN) / NOISY;
            for (int i = 0; i < steps; i++) {
                NoiseLevel at = level(NOISY * StrictMath.pow(ratio, (double) i / (steps - 1)));
                mix(state, at.alpha(), data, at.sigma(), noise);
                denoise(at);
                mix(noise, 1 / at.sigma(), state, -at.alpha() / at.sigma(), data);
            }
            double[] made = numbers(data);
            double size = StrictMath.sqrt(dot(made, made) / made.length);
            return size > NOTHING && size < FAR ? worst(made) : Double.POSITIVE_INFINITY;
        }

        private boolean isSmall() {
            return data.shape().sampleSize() < FEW_NUMBERS;
        }

        /// The level with so much noise, or the schedule's own end where it stops before.
        private NoiseLevel level(double rho) {
            double from = schedule.at(schedule.startTime()).lambda();
            double to = schedule.at(schedule.endTime()).lambda();
            return schedule.atLambda(StrictMath.clamp(-StrictMath.log(rho), StrictMath.min(from, to),
                StrictMath.max(from, to)));
        }

        private double worst(double[] made) {
            double worst = 0;
            for (int i = 0; i < TESTS.length; i++) {
                NoiseLevel at = level(TESTS[i]);
                backend.drawNormal(noise, new DrawKey(0, 0, 1 + i, 0, DrawKey.Stream.PROBE));
                backend.copyFrom(made, data);
                mix(state, at.alpha(), data, at.sigma(), noise);
                denoise(at);
                worst = StrictMath.max(worst, isSmall() ? slant(made, numbers(state), numbers(data))
                    : change(made, numbers(noise), numbers(data)));
            }
            return worst;
        }

        /// `data <- D(state)`.
        private void denoise(NoiseLevel at) {
            backend.combine(scaled, new double[] {prediction.ofInput(at)}, new Tensor[] {state});
            network.evaluate(scaled, at, output);
            var toData = prediction.toData(at);
            mix(data, toData.ofState(), state, toData.ofOutput(), output);
        }

        private void mix(Tensor into, double a, Tensor x, double b, Tensor y) {
            backend.combine(into, new double[] {a, b}, new Tensor[] {x, y});
        }

        private static double[] numbers(Tensor tensor) {
            var all = new double[tensor.shape().size()];
            tensor.copyTo(all);
            return all;
        }

        /// Of `again = p made + q noise`.
        private static double change(double[] made, double[] noise, double[] again) {
            double mm = dot(made, made);
            double mn = dot(made, noise);
            double nn = dot(noise, noise);
            double det = mm * nn - mn * mn;
            double p = (dot(made, again) * nn - dot(noise, again) * mn) / det;
            double q = (dot(noise, again) * mm - dot(made, again) * mn) / det;
            return orInfinity((p - 1) * (p - 1) + q * q);
        }

        /// How far `made - again` is from being at right angles to what the network was given and to what it gave.
        private static double slant(double[] made, double[] state, double[] again) {
            double toOutput = dot(made, again) - dot(again, again);
            double toState = dot(made, state) - dot(again, state);
            return orInfinity(StrictMath.max(StrictMath.abs(toOutput) / StrictMath.sqrt(
                dot(made, made) * dot(again, again)),
                StrictMath.abs(toState) / StrictMath.sqrt(dot(made, made) * dot(state, state))));
        }

        private static double orInfinity(double misfit) {
            return Double.isNaN(misfit) ? Double.POSITIVE_INFINITY : misfit;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
