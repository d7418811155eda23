package samplerscope.app.devices;

import java.util.List;
import java.util.Optional;
import samplerscope.model.onnx.NetworkPlace;
import samplerscope.registry.Registry;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;

/// All that a look at this machine found.
///
/// @param choices  every device of every backend, usable or not
/// @param missing  why there is no backend for GPUs at all; empty when there is one
/// @param networks where networks are evaluated, in words
record Listing(List<DeviceChoice> choices, Optional<Device.Obstacle> missing, String networks) {

    Listing {
        choices = List.copyOf(choices);
    }

    /// Takes seconds the first time.
    static Listing of(Registry<BackendProvider> backends) {
        return new Listing(DeviceChoice.all(backends), DeviceChoice.missing(backends), NetworkPlace.here().inWords());
    }
}
