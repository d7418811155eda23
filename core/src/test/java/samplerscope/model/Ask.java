package samplerscope.model;

import java.util.Arrays;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Asks a model about a batch in one call or in several, as tests need it.
public final class Ask {

    private Ask() {}

    /// What the model answers for the whole batch, shape [B, D].
    ///
    /// @param x [B, D] row-major
    public static double[] once(Model model, TensorBackend backend, double[] x, NoiseLevel at, Condition condition) {
        return rows(model, backend, x, 0, at, condition);
    }

    /// The same batch, cut into pieces at the given rows.
    public static double[] inPieces(Model model, TensorBackend backend, double[] x, NoiseLevel at, Condition condition,
                                    int... cuts) {
        int size = size(model);
        var all = new double[x.length];
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : x.length / size;
            double[] part = rows(model, backend, Arrays.copyOfRange(x, from * size, to * size), from, at, condition);
            System.arraycopy(part, 0, all, from * size, part.length);
            from = to;
        }
        return all;
    }

    private static double[] rows(Model model, TensorBackend backend, double[] x, int firstSample, NoiseLevel at,
                                 Condition condition) {
        var shape = new Shape(x.length / size(model), model.card().sampleShape());
        var state = backend.allocate(shape);
        var into = backend.allocate(shape);
        backend.copyFrom(x, state);
        try (var denoiser = model.denoiser(new Binding(backend, condition, firstSample, 0))) {
            denoiser.evaluate(state, at, into);
        }
        var answer = new double[x.length];
        into.copyTo(answer);
        return answer;
    }

    /// States that a run could be in: draws of the law, noised to a level and rounded to float32.
    public static double[] states(ExactLaw law, int n, NoiseLevel at, long seed) {
        double[] x = law.draw(n, seed, Condition.NONE);
        int size = size(law);
        var noise = new double[size];
        for (int row = 0; row < n; row++) {
            NormalDraws.fill(noise, DrawKey.initial(seed, 0), row);
            for (int j = 0; j < size; j++) {
                x[row * size + j] = (float) (at.alpha() * x[row * size + j] + at.sigma() * noise[j]);
            }
        }
        return x;
    }

    private static int size(Model model) {
        return model.card().sampleShape().stream().reduce(1, (a, b) -> a * b);
    }
}
