package samplerscope.tensor;

import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;

/// A device could not do its work: a kernel did not compile, memory ran out, a driver failed. The same run can be had
/// on the CPU.
public final class DeviceException extends SamplerscopeException {

    public DeviceException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }

    public DeviceException(String happened, String remedy) {
        super(happened, remedy);
    }

    /// The failure of a device that an error is, or came from.
    public static Optional<DeviceException> in(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause)
            .filter(DeviceException.class::isInstance).map(DeviceException.class::cast).findFirst();
    }
}
