package samplerscope.gpu;

/// What TornadoVM must be told before it starts. A user's own `-D` comes first.
final class RuntimeSettings {

    private RuntimeSettings() {}

    static void apply() {
        // A kernel that cannot be compiled or run is to fail, not to run in Java without a word.
        standard("tornado.recover.bailout", "False");
        // Its own choice of options takes NaN and infinity to be impossible, and sums to be in any order.
        standard("tornado.opencl.compiler.flags", "-w");
        standard("tornado.enable.nativeFunctions", "False");
        // Its own limit, 4 GB if nothing is said, knows nothing of the device. The driver says when there is no more.
        standard("tornado.device.memory", "64GB");
    }

    private static void standard(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
