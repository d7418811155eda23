package samplerscope.spec;

import java.util.stream.Collectors;
import samplerscope.registry.Registry;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Snapshot;
import samplerscope.solver.Plan;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.VectorWarmth;

/// Where runs are executed: a backend by id and a number of host threads. A value; each run gets a backend of its own.
///
/// @param provider of the backend
/// @param device   one of the provider's that can be used
/// @param threads  host threads per run, `>= 1`; never changes a result
public record Engine(BackendProvider provider, Device device, int threads) {

    /// The backend that is used when nothing is said.
    public static final String STANDARD_BACKEND = "cpu-float32";

    /// Keeps the trials of vector code from taking processor time, for a window that opens; runs go on without them.
    ///
    /// @return lets them go on; to be run once
    public static Runnable holdTrials() {
        return VectorWarmth.hold();
    }

    /// On the device that a backend prefers.
    public static Engine preferred(BackendProvider provider, int threads) {
        return new Engine(provider, provider.preferred(), threads);
    }

    /// @param id of a backend, which chooses its device, or with a device behind a slash, as in `tornado/0:1`
    /// @throws BackendUnavailableException if the backend or the device cannot be used on this machine
    public static Engine of(Registry<BackendProvider> backends, String id, int threads) {
        int slash = id.indexOf(DeviceChoice.OF_DEVICE);
        BackendProvider provider = backends.get(slash < 0 ? id : id.substring(0, slash));
        Device device = slash < 0 ? provider.preferred() : device(provider, id, id.substring(slash + 1));
        device.obstacle().ifPresent(obstacle -> {
            throw new BackendUnavailableException(id, obstacle.toString());
        });
        return new Engine(provider, device, threads);
    }

    private static Device device(BackendProvider provider, String id, String device) {
        return provider.devices().stream().filter(d -> d.id().equals(device)).findFirst()
            .orElseThrow(() -> new BackendUnavailableException(id, "it has no device '%s'; it has %s".formatted(device,
                provider.devices().stream().map(Device::id).collect(Collectors.joining(", ")))));
    }

    /// What {@link #of} finds the same engine by.
    public String id() {
        return choice().id();
    }

    public DeviceChoice choice() {
        return new DeviceChoice(provider, device);
    }

    /// The backend that every machine has, with as many threads.
    public Engine onCpu(Registry<BackendProvider> backends) {
        return of(backends, STANDARD_BACKEND, threads);
    }

    /// A run on a backend of its own, which is closed with the run.
    public DenoisingRun open(Resolved run) {
        TensorBackend backend = provider.open(device, threads);
        return run.open(backend).alsoClosing(backend::close);
    }

    /// A run of another plan from given states, see {@link Resolved#open(Plan, Snapshot, TensorBackend, int)}, on a backend
    /// of its own.
    public DenoisingRun open(Resolved run, Plan other, Snapshot start, int firstSample) {
        TensorBackend backend = provider.open(device, threads);
        return run.open(other, start, backend, firstSample).alsoClosing(backend::close);
    }
}
