package samplerscope.gpu;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.Device;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// A device as TornadoVM tells of it.
///
/// @param backend  index among the backends of the runtime
/// @param index    among the devices of that backend
/// @param language what kernels are compiled to
/// @param kind     of hardware
/// @param name     as the driver gives it
/// @param platform who speaks to it
/// @param version  of the driver; empty when unknown
/// @param memory   in bytes, as much as TornadoVM will use; not positive when unknown
record Seen(int backend, int index, TornadoVMBackendType language, TornadoDeviceType kind, String name, String platform,
            String version, long memory) {

    /// Drivers of OpenCL and CUDA tell their version in a text only.
    private static final Pattern DRIVER_VERSION = Pattern.compile("Driver version\\s*:\\s*(\\S.*)");

    static Seen of(int backend, int index, TornadoDevice device) {
        return new Seen(backend, index, device.getTornadoVMBackend(), device.getDeviceType(),
            clean(device.getPhysicalDevice().getDeviceName()), clean(device.getPlatformName()),
            version(device.getPhysicalDevice().getDeviceInfo()),
            Math.min(device.getMaxGlobalMemory(), RuntimeSettings.memoryLimit()));
    }

    private static String version(String info) {
        Matcher found = DRIVER_VERSION.matcher(info);
        return found.find() ? clean(found.group(1)) : "";
    }

    /// Drivers end their texts with zeros and pad them with blanks.
    private static String clean(String text) {
        return text.replace('\0', ' ').strip().replaceAll("\\s+", " ");
    }

    Device asDevice() {
        return new Device(backend + ":" + index, name, kindInWords(), driver(),
            memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty(), obstacle());
    }

    /// Least first: what is to be preferred among devices that can be used.
    int rank() {
        return switch (kind) {
            case GPU -> 0;
            case CPU -> 2;
            case UNKNOWN, DEFAULT, FPGA, ACCELERATOR, CUSTOM, ALL -> 1;
        };
    }

    private String kindInWords() {
        return switch (kind) {
            case GPU -> "GPU";
            case CPU -> "CPU";
            case FPGA -> "FPGA";
            case ACCELERATOR -> "accelerator";
            case UNKNOWN, DEFAULT, CUSTOM, ALL -> "device";
        };
    }

    private String driver() {
        String who = platform.isEmpty() || platform.equalsIgnoreCase(languageInWords()) ? "" : ", " + platform;
        return languageInWords() + who + (version.isEmpty() ? "" : " " + version);
    }

    private String languageInWords() {
        return switch (language) {
            case OPENCL -> "OpenCL";
            case METAL -> "Metal";
            case PTX -> "PTX";
            case CUDA -> "CUDA";
            case SPIRV -> "SPIR-V";
            case JAVA -> "Java";
            case VIRTUAL -> "virtual";
        };
    }

    private Optional<Device.Obstacle> obstacle() {
        return switch (language) {
            case OPENCL, CUDA, METAL -> Optional.empty();
            case PTX -> Optional.of(leaving("cuda"));
            case SPIRV -> Optional.of(leaving("opencl"));
            case JAVA, VIRTUAL -> Optional.of(new Device.Obstacle("a device that TornadoVM only plays",
                "start without -Dtornado.virtual.device"));
        };
    }

    private Device.Obstacle leaving(String instead) {
        return new Device.Obstacle("TornadoVM's %s backend is not supported: its newer versions drop it".formatted(
            languageInWords()), "install an SDK with the OpenCL or the CUDA backend, which see the same device",
            DeviceChoice.sdkCommand(instead));
    }
}
