package samplerscope.tensor;

import java.util.List;
import java.util.Optional;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;

/// Service interface: something that may bring a backend. Found by `ServiceLoader`; one that cannot start says why.
public interface BackendProvider extends Family {

    /// What it could run on here, the one it prefers first; those that cannot be used say why. Never empty: a provider
    /// that sees no device says so in the obstacle of one that stands for all.
    List<Device> devices();

    /// Why the backend cannot be used here and what to do about it, in words; empty when it can.
    default Optional<String> unavailable() {
        List<Device> all = devices();
        return all.stream().anyMatch(Device::isUsable) ? Optional.empty()
            : all.getFirst().obstacle().map(Device.Obstacle::toString);
    }

    /// The device that is used when nothing is said: the first that can be used, or else the first.
    default Device preferred() {
        List<Device> all = devices();
        return all.stream().filter(Device::isUsable).findFirst().orElse(all.getFirst());
    }

    /// @param device  one of {@link #devices} that can be used
    /// @param threads host threads to use, `>= 1`
    TensorBackend open(Device device, int threads);

    /// On the preferred device.
    default TensorBackend open(int threads) {
        return open(preferred(), threads);
    }

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
