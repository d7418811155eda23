package samplerscope.bench;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.Activation;
import samplerscope.tensor.simd.DenseKernel;

/// A velocity in the plane as browsers compute it: `(x, y, t)`, three hidden layers of 64 with ELU, two numbers. The weights
/// are random, which costs the same. On the host in float32.
final class ExplainerNetwork implements Denoiser {

    private static final int WIDTH = 64;
    private static final int[] SIZES = {2, WIDTH, WIDTH, WIDTH, 2};
    private static final int WEIGHTS = WIDTH * (2 + WIDTH + WIDTH + 2);
    private static final int BIASES = 3 * WIDTH + 2;

    private final Workers workers;
    private final DenseKernel kernel;
    private final float[] ofTime = scaled(WIDTH, 5);
    private final float[] biases = scaled(BIASES, 6);

    ExplainerNetwork(Workers workers) {
        this.workers = workers;
        this.kernel = new DenseKernel(scaled(WEIGHTS, 7), SIZES, Activation.ELU);
    }

    /// Small enough that activations neither die out nor grow from layer to layer.
    private static float[] scaled(int count, long seed) {
        float[] numbers = Samples.uniform(count, seed);
        for (int i = 0; i < count; i++) {
            numbers[i] *= 0.25f;
        }
        return numbers;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.FLOW;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        float[] here = biases.clone();
        for (int i = 0; i < WIDTH; i++) {
            here[i] = Math.fma(ofTime[i], (float) at.time(), here[i]);
        }
        float[] state = ((HostTensor.Float32) x).values();
        float[] velocity = ((HostTensor.Float32) into).values();
        workers.forEachPiece(x.shape().batch(), DenseKernel.TILE,
            (from, to) -> kernel.evaluate(state, velocity, here, Rows.ALL, from, to));
    }
}
