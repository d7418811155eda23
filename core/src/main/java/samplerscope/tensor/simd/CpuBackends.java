package samplerscope.tensor.simd;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;

/// The two backends that every machine has.
public final class CpuBackends {

    private CpuBackends() {}

    public static List<BackendProvider> all() {
        return List.of(
            new Cpu("cpu-float32", "CPU, float32", "Vector API on the host", Float32Backend::new),
            new Cpu("cpu-float64", "CPU, float64", "reference loops on the host", Float64Backend::new));
    }

    private record Cpu(String id, String name, String source, IntFunction<TensorBackend> make)
        implements BackendProvider {

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public TensorBackend open(int threads) {
            return make.apply(threads);
        }
    }
}
