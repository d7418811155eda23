package samplerscope.bench;

import java.nio.file.Path;
import samplerscope.spec.Resolver;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// Where rows are measured.
///
/// @param resolver opens bundled models and keeps them
/// @param assets   folder of the bundled models, with their training scripts
/// @param threads  host threads
public record BenchPlace(Resolver resolver, Path assets, int threads) {

    TensorBackend backend() {
        return new Float32Backend(threads);
    }
}
