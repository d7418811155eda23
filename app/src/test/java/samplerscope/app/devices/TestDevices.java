package samplerscope.app.devices;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import samplerscope.registry.Registry;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.CpuBackends;

/// Backends with a card that works for a while and one that cannot be used.
public final class TestDevices {

    public static final String CARD = DeviceChoice.GPU_BACKEND + "/0:0";
    public static final String BROKEN = DeviceChoice.GPU_BACKEND + "/0:1";

    private TestDevices() {}

    /// The CPU's backends and the two cards.
    ///
    /// @param ready            what a look at the cards waits for
    /// @param combinationsDone how many combinations a run on the card gets before the card fails
    public static Registry<BackendProvider> backends(CountDownLatch ready, int combinationsDone) {
        var all = new ArrayList<>(CpuBackends.all());
        all.add(new Rack(ready, combinationsDone));
        return new Registry<>("backend", all);
    }

    public static Registry<BackendProvider> backends() {
        return backends(new CountDownLatch(0), Integer.MAX_VALUE);
    }

    private record Rack(CountDownLatch ready, int combinationsDone) implements BackendProvider {

        @Override
        public String id() {
            return DeviceChoice.GPU_BACKEND;
        }

        @Override
        public String name() {
            return "GPU, rack";
        }

        @Override
        public String source() {
            return "a test";
        }

        @Override
        public List<Device> devices() {
            try {
                ready.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(
                new Device("0:0", "Card One", "GPU", "OpenCL, a driver 1.2", OptionalLong.of(8L << 30),
                    Optional.empty()),
                new Device("0:1", "Card Two", "GPU", "PTX", OptionalLong.empty(), Optional.of(new Device.Obstacle(
                    "its backend is not supported", "install another SDK", "sdk install another"))));
        }

        /// Float64 loops that end like a card does: in the middle of a run, beneath somebody else's exception.
        @Override
        public TensorBackend open(Device device, int threads) {
            var real = new Float64Backend(threads);
            var left = new AtomicInteger(combinationsDone);
            return (TensorBackend) Proxy.newProxyInstance(TensorBackend.class.getClassLoader(),
                new Class<?>[] {TensorBackend.class}, (_, method, arguments) -> {
                    if (method.getName().equals("combine") && left.getAndDecrement() <= 0) {
                        throw new IllegalStateException(new DeviceException("Card One ran out of memory",
                            "use fewer samples"));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        }
    }
}
