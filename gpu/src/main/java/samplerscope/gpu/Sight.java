package samplerscope.gpu;

import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// What TornadoVM sees on this machine.
sealed interface Sight {

    /// The runtime is not on the path of this JVM.
    record NoRuntime() implements Sight {}

    /// The runtime is there and did not start.
    record Failed(String cause) implements Sight {}

    /// A backend's native library, or the driver library it stands on, could not be loaded.
    record NoLibrary(String cause) implements Sight {}

    /// The runtime is there; no driver offers it a device.
    record NoDevice() implements Sight {}

    /// @param all at least one
    record Devices(List<Seen> all) implements Sight {
        public Devices {
            all = List.copyOf(all);
        }
    }

    /// What this JVM sees. The first call starts the runtime, which loads the drivers and takes a second or more; there
    /// is no second look within one JVM.
    static Sight ofThisJvm() {
        return Once.SIGHT;
    }

    /// @param id of one of the devices that were seen
    static TornadoDevice device(String id) {
        int colon = id.indexOf(':');
        return TornadoRuntimeProvider.getTornadoRuntime().getBackend(Integer.parseInt(id.substring(0, colon)))
            .getDevice(Integer.parseInt(id.substring(colon + 1)));
    }

    /// The runtime starts in a static initialiser of the API, so a failure arrives as a linkage error, and only once.
    final class Once {

        private static final Sight SIGHT = look();

        private Once() {}

        private static Sight look() {
            RuntimeSettings.apply();
            try {
                List<Seen> seen = seen(TornadoRuntimeProvider.getTornadoRuntime());
                return seen.isEmpty() ? new NoDevice() : new Devices(seen);
            } catch (NoClassDefFoundError e) {
                return new NoRuntime();
            } catch (ExceptionInInitializerError | RuntimeException e) {
                return failed(root(e)); // whatever a driver throws, the program goes on without it
            }
        }

        private static Throwable root(Throwable e) {
            return e.getCause() == null ? e : root(e.getCause());
        }

        private static List<Seen> seen(TornadoRuntime runtime) {
            var seen = new ArrayList<Seen>();
            for (int b = 0; b < runtime.getNumBackends(); b++) {
                TornadoBackend backend = runtime.getBackend(b);
                for (int d = 0; d < backend.getNumDevices(); d++) {
                    seen.add(Seen.of(b, d, backend.getDevice(d)));
                }
            }
            return seen;
        }
    }

    /// The runtime bails out, as it calls that, when a driver has no platform to offer.
    static Sight failed(Throwable root) {
        String cause = String.valueOf(root.getMessage());
        if (root instanceof TornadoBailoutRuntimeException) {
            return new NoDevice();
        }
        return root instanceof UnsatisfiedLinkError || cause.contains("JNI Library not found")
            ? new NoLibrary(cause) : root instanceof ClassNotFoundException ? new NoRuntime() : new Failed(cause);
    }
}
