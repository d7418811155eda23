package samplerscope.gpu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What TornadoVM must be told before it starts. A user's own `-D` comes first.
final class RuntimeSettings {

    private static final String MEMORY = "tornado.device.memory";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)B?");

    private RuntimeSettings() {}

    static void apply() {
        // A kernel that cannot be compiled or run is to fail, not to run in Java without a word.
        standard("tornado.recover.bailout", "False");
        // Its own choice of options takes NaN and infinity to be impossible, and sums to be in any order.
        standard("tornado.opencl.compiler.flags", "-w");
        standard("tornado.enable.nativeFunctions", "False");
        // Its own limit, 4 GB if nothing is said, knows nothing of the device. The driver says when there is no more.
        standard(MEMORY, "64GB");
    }

    private static void standard(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /// Bytes that TornadoVM takes of a device at most.
    static long memoryLimit() {
        return bytes(System.getProperty(MEMORY, ""));
    }

    /// `512MB` as a number, in powers of 1024 as TornadoVM reads it; no limit for what it would not read.
    static long bytes(String size) {
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            return Long.MAX_VALUE;
        }
        int thousands = parts.group(2).isEmpty() ? 0 : 1 + "KMGT".indexOf(parts.group(2));
        return Long.parseLong(parts.group(1)) << 10 * thousands;
    }
}
