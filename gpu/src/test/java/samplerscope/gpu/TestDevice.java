package samplerscope.gpu;

import samplerscope.tensor.TensorBackend;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// The device of the tests: the first that the SDK offers.
final class TestDevice {

    private TestDevice() {}

    static TornadoDevice device() {
        RuntimeSettings.apply();
        return TornadoRuntimeProvider.getTornadoRuntime().getBackend(0).getDevice(0);
    }

    static DeviceSpace space() {
        return DeviceSpace.of(device());
    }

    static TensorBackend backend() {
        return new TornadoBackend(space(), 2);
    }
}
