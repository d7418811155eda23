package samplerscope.tensor;

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
}
