package samplerscope.run;

import samplerscope.random.DrawKey;
import samplerscope.random.InitialNoise;
import samplerscope.random.NoiseSource;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Unit normals to start from, as a tensor.
final class Start {

    private Start() {}

    /// @param shape       [B, ...] of the state
    /// @param firstSample index of the sample in row 0
    static Tensor normals(InitialNoise noise, TensorBackend backend, Shape shape, int firstSample) {
        Tensor z = backend.allocate(shape);
        switch (noise.source()) {
            case NoiseSource.Own _ -> backend.drawNormal(z, DrawKey.initial(noise.seed(), firstSample));
            case NoiseSource.TorchCpu _, NoiseSource.TorchCuda _ -> {
                var values = new double[shape.size()];
                noise.fill(values, firstSample, shape.sampleSize());
                backend.copyFrom(values, z);
            }
        }
        return z;
    }
}
