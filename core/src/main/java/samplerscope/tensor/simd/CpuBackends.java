package samplerscope.tensor.simd;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import jdk.incubator.vector.FloatVector;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
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
        public List<Device> devices() {
            var runtime = Runtime.getRuntime();
            return List.of(new Device("", "%d processors, vectors of %d bits".formatted(runtime.availableProcessors(),
                FloatVector.SPECIES_PREFERRED.vectorBitSize()), "CPU", "Java " + Runtime.version().feature(),
                OptionalLong.of(runtime.maxMemory()), Optional.empty()));
        }

        @Override
        public TensorBackend open(Device device, int threads) {
            return make.apply(threads);
        }
    }
}
