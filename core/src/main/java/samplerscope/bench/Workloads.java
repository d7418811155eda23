package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import samplerscope.model.Binding;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Json;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// What a GPU is wanted for here: many particles in the plane, the ideal denoiser of many pictures, and the arithmetic
/// between evaluations.
public final class Workloads {

    private static final int FLOAT = Float.BYTES;
    private static final int COMPONENTS = 64;
    /// Two subtractions, the quadratic form, exponential, two affine means, three sums.
    private static final int FLOPS_PER_COMPONENT = 25;
    private static final NoiseLevel LEVEL = new NoiseLevel(0.5, 0.8, 0.6);

    private Workloads() {}

    /// @param most particles, at most
    public static List<Workload> ofDevice(int most) {
        var all = new ArrayList<Workload>();
        for (int particles = 100_000; particles <= most; particles *= 10) {
            all.add(mixture(particles));
        }
        all.add(idealDenoiser(64, 8192, List.of(3, 32, 32)));
        for (int inputs : new int[] {2, 4, 8}) {
            all.add(combination(inputs, Shape.of(64, 3, 64, 64)));
        }
        return List.copyOf(all);
    }

    /// One copy of a tensor: what the memory of a backend can do.
    static Workload copy() {
        var shape = Shape.of(1 << 15, 1 << 10);
        return combination(1, shape);
    }

    private static Workload mixture(int particles) {
        double flops = (double) FLOPS_PER_COMPONENT * COMPONENTS * particles;
        return new Workload("mixture-" + particles,
            String.format(Locale.ROOT, "mixture, %,d particles, %d components", particles, COMPONENTS),
            4.0 * FLOAT * particles, flops,
            backend -> evaluation(planeMixture(), Shape.of(particles, 2), backend),
            peer("mixture").with("particles", particles).with("components", COMPONENTS));
    }

    private static Model planeMixture() {
        var random = new Random(1);
        var components = new ArrayList<Component>();
        for (int k = 0; k < COMPONENTS; k++) {
            double[] mean = {random.nextGaussian(), random.nextGaussian()};
            components.add(new Component(1, mean, Covariance.Plane.oriented(0.2, 0.05, random.nextDouble()), 0));
        }
        return new GaussianMixture(card(List.of(2)), components);
    }

    private static Workload idealDenoiser(int batch, int points, List<Integer> sample) {
        var shape = new Shape(batch, sample);
        int dimension = shape.sampleSize();
        return new Workload("ideal-denoiser", "ideal denoiser, batch %d, %,d points of %s".formatted(batch, points,
            String.join("x", sample.stream().map(String::valueOf).toList())),
            FLOAT * ((double) points * dimension + 2.0 * shape.size()), 4.0 * batch * points * dimension,
            backend -> evaluation(pictures(points, shape), shape, backend),
            peer("points").with("batch", batch).with("points", points).with("dimension", dimension));
    }

    private static Model pictures(int points, Shape shape) {
        var values = new float[points * shape.sampleSize()];
        var random = new Random(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return new DataSetModel(card(shape.sample()), DataSet.of(values, shape.sampleSize()), 0);
    }

    private static ModelCard card(List<Integer> sample) {
        return new ModelCard("bench", "Benchmark", ModelCard.Kind.EXACT, sample, List.of(), "Random numbers.", "", "");
    }

    private static Runnable evaluation(Model model, Shape shape, TensorBackend backend) {
        Denoiser denoiser = model.denoiser(new Binding(backend));
        Tensor x = normal(backend, shape, 0);
        Tensor into = backend.allocate(shape);
        return () -> denoiser.evaluate(x, LEVEL, into);
    }

    private static Workload combination(int inputs, Shape shape) {
        var sizes = new ArrayList<String>();
        sizes.add(String.valueOf(shape.batch()));
        shape.sample().forEach(n -> sizes.add(String.valueOf(n)));
        return new Workload("combination-" + inputs, "combination of %d, %s".formatted(inputs, String.join("x", sizes)),
            (double) FLOAT * (inputs + 1) * shape.size(), 2.0 * inputs * shape.size(),
            backend -> {
                var coefficients = new double[inputs];
                var tensors = new Tensor[inputs];
                for (int k = 0; k < inputs; k++) {
                    coefficients[k] = 1.0 / (k + 1);
                    tensors[k] = normal(backend, shape, k);
                }
                Tensor into = backend.allocate(shape);
                return () -> backend.combine(into, coefficients, tensors);
            },
            peer("combination").with("inputs", inputs).with("batch", shape.batch())
                .with("dimension", shape.sampleSize()));
    }

    private static Json.Obj peer(String kind) {
        return Json.object().with("kind", kind);
    }

    private static Tensor normal(TensorBackend backend, Shape shape, int draw) {
        Tensor x = backend.allocate(shape);
        backend.drawNormal(x, new DrawKey(0, 0, 0, draw, DrawKey.Stream.INITIAL));
        return x;
    }
}
