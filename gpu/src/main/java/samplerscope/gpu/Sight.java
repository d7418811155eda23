package samplerscope.gpu;

import java.util.List;
import java.util.stream.IntStream;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// What TornadoVM sees on this machine.
sealed interface Sight {

    /// The runtime is not there or did not start.
    record NoRuntime(String cause) implements Sight {}

    /// The runtime is there; no driver offers it a device.
    record NoDevice() implements Sight {}

    /// @param names of the devices, as their drivers give them; at least one
    record Devices(List<String> names) implements Sight {
        public Devices {
            names = List.copyOf(names);
        }
    }

    /// What this JVM sees. The first call starts the runtime, which loads the drivers.
    static Sight ofThisJvm() {
        return Once.SIGHT;
    }

    /// The runtime starts in a static initialiser of the API, so a failure arrives as a linkage error, and only once.
    final class Once {

        private static final Sight SIGHT = look();

        private Once() {}

        private static Sight look() {
            try {
                List<String> names = names(TornadoRuntimeProvider.getTornadoRuntime());
                return names.isEmpty() ? new NoDevice() : new Devices(names);
            } catch (NoClassDefFoundError e) {
                return new NoRuntime("its classes are not on the path");
            } catch (ExceptionInInitializerError e) {
                return failed(root(e));
            }
        }

        /// The runtime bails out, as it calls that, when a driver has no platform to offer.
        private static Sight failed(Throwable root) {
            return root instanceof TornadoBailoutRuntimeException
                ? new NoDevice()
                : new NoRuntime(String.valueOf(root.getMessage()));
        }

        private static Throwable root(Throwable e) {
            return e.getCause() == null ? e : root(e.getCause());
        }

        private static List<String> names(TornadoRuntime runtime) {
            return IntStream.range(0, runtime.getNumBackends())
                .mapToObj(runtime::getBackend)
                .flatMap(backend -> backend.getAllDevices().stream())
                .map(device -> device.getPhysicalDevice().getDeviceName())
                .toList();
        }
    }
}
