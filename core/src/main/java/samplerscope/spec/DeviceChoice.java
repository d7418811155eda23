package samplerscope.spec;

import java.util.List;
import java.util.Optional;
import samplerscope.registry.Registry;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;

/// A device of a backend: what can be chosen as the place of a run, or why it cannot.
///
/// @param provider of the backend
/// @param device   one of the provider's
public record DeviceChoice(BackendProvider provider, Device device) {

    /// Id of the backend that the GPU module brings.
    public static final String GPU_BACKEND = "tornado";

    /// Where users read how to get a GPU, in the folder of the program.
    public static final String GUIDE = "docs/gpu.md";

    /// What the GPU module is built with and tested against; the same as in the root `pom.xml`.
    static final String TORNADOVM = "5.2.0-jdk25";

    /// Between the id of a backend and that of one of its devices, as in `tornado/0:1`.
    static final char OF_DEVICE = '/';

    /// Every device of every backend, in the order in which they are registered and preferred. May start a runtime,
    /// which takes seconds the first time.
    public static List<DeviceChoice> all(Registry<BackendProvider> backends) {
        return backends.all().stream().<DeviceChoice>mapMulti((provider, sink) ->
            provider.devices().forEach(device -> sink.accept(new DeviceChoice(provider, device)))).toList();
    }

    /// Why this build has no backend for GPUs at all; empty when it has one, which then speaks for itself.
    public static Optional<Device.Obstacle> missing(Registry<BackendProvider> backends) {
        return backends.contains(GPU_BACKEND) ? Optional.empty() : Optional.of(new Device.Obstacle(
            "no GPU backend: no TornadoVM SDK was found when Samplerscope was built",
            "install one and start Samplerscope again, as " + GUIDE + " tells", sdkCommand("opencl")));
    }

    /// The line that installs the SDK with SDKMAN.
    ///
    /// @param flavour the backend of TornadoVM: `opencl`, `cuda`, `metal`
    public static String sdkCommand(String flavour) {
        return "sdk install tornadovm %s-%s".formatted(TORNADOVM, flavour);
    }

    /// What {@link Engine#of} finds it by.
    public String id() {
        return device.id().isEmpty() ? provider.id() : provider.id() + OF_DEVICE + device.id();
    }

    /// The name people know it by: the device's, or that of a backend with one device only.
    public String title() {
        return device.id().isEmpty() ? provider.name() : device.name();
    }

    /// What is used when nothing is said.
    public boolean isStandard() {
        return id().equals(Engine.STANDARD_BACKEND);
    }

    /// What the id of the backend alone stands for.
    public boolean isPreferred() {
        return device.isUsable() && device.equals(provider.preferred());
    }

    /// @param threads host threads per run, `>= 1`
    public Engine engine(int threads) {
        return new Engine(provider, device, threads);
    }
}
