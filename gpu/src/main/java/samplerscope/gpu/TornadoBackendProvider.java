package samplerscope.gpu;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.TensorBackend;

/// TornadoVM in the list of backends. It says which device it sees, and that this release has no kernels for it.
public final class TornadoBackendProvider implements BackendProvider {

    private final Supplier<Sight> look;

    /// For `ServiceLoader`.
    public TornadoBackendProvider() {
        this(Sight::ofThisJvm);
    }

    TornadoBackendProvider(Supplier<Sight> look) {
        this.look = look;
    }

    @Override
    public String id() {
        return "tornado";
    }

    @Override
    public String name() {
        return "GPU, TornadoVM";
    }

    @Override
    public String source() {
        return "Clarkson et al. 2018, doi:10.1145/3237009.3237016";
    }

    @Override
    public List<Device> devices() {
        return List.of();
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.of(switch (look.get()) {
            case Sight.NoRuntime(String cause) ->
                "the TornadoVM runtime did not start (%s); start Samplerscope with its launcher and TORNADOVM_HOME set"
                    .formatted(cause);
            case Sight.NoDevice() ->
                "TornadoVM runs but sees no device; install the driver that its backend needs (OpenCL, CUDA or Metal)";
            case Sight.Devices(var names) ->
                "TornadoVM sees %s, but this release has no kernels for it; use cpu-float32".formatted(
                    String.join(", ", names));
        });
    }

    /// @throws NoKernelsException always, until there are kernels
    @Override
    public TensorBackend open(Device device, int threads) {
        throw new NoKernelsException();
    }
}
