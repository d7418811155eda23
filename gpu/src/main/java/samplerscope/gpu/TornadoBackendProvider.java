package samplerscope.gpu;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.TensorBackend;

/// TornadoVM in the list of backends: every device of every backend of its runtime.
public final class TornadoBackendProvider implements BackendProvider {

    private static final Comparator<Seen> PREFERRED_FIRST = Comparator
        .<Seen>comparingInt(seen -> seen.asDevice().isUsable() ? 0 : 1).thenComparingInt(Seen::rank);

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
        return DeviceChoice.GPU_BACKEND;
    }

    @Override
    public String name() {
        return "GPU, TornadoVM";
    }

    @Override
    public String source() {
        return "Clarkson et al. 2018, doi:10.1145/3237009.3237016";
    }

    /// Those that can be used first, GPUs before others; TornadoVM's own order among equals. Starts the runtime.
    @Override
    public List<Device> devices() {
        return switch (look.get()) {
            case Sight.NoRuntime() -> List.of(none("this JVM was started without TornadoVM",
                "start Samplerscope with its launcher and TORNADOVM_HOME set", ""));
            case Sight.Failed(String cause) -> List.of(none("TornadoVM did not start (%s)".formatted(cause),
                "see what TornadoVM's own tool says; " + DeviceChoice.GUIDE + " has the usual causes",
                "tornado --devices"));
            case Sight.NoLibrary(String cause) -> List.of(none(
                "a library that TornadoVM stands on could not be loaded (%s)".formatted(cause),
                "install the loader of OpenCL (or the driver that another backend needs)",
                "sudo apt install ocl-icd-libopencl1"));
            case Sight.NoDevice() -> List.of(none("TornadoVM runs but sees no device",
                "install the driver of the GPU; with OpenCL, clinfo must list it", "clinfo -l"));
            case Sight.Devices(var all) -> all.stream().sorted(PREFERRED_FIRST).map(Seen::asDevice).toList();
        };
    }

    /// Stands for all that are not there.
    private static Device none(String why, String remedy, String command) {
        return new Device("", "no device", "GPU", "TornadoVM", OptionalLong.empty(),
            Optional.of(new Device.Obstacle(why, remedy, command)));
    }

    /// @throws DeviceException if the device does not start
    @Override
    public TensorBackend open(Device device, int threads) {
        return new TornadoBackend(DeviceSpace.of(Sight.device(device.id())), threads);
    }
}
