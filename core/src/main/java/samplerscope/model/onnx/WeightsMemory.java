package samplerscope.model.onnx;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/// Whether the weights of networks fit into the memory of this machine, asked before they are loaded: a machine that
/// keeps its memory on a disk stands still, and whoever says so afterwards says it to nobody.
public final class WeightsMemory {

    /// System property: `any` loads what does not fit as well.
    static final String SWITCH = "samplerscope.onnx.memory";

    /// The rest is for the system, the heap, and what is between two layers.
    private static final double SHARE_OF_WEIGHTS = 0.8;
    private static final double GIGA = 1e9;

    private WeightsMemory() {}

    /// Memory of this machine in bytes, or of the container that the program is kept in.
    public static long ofThisMachine() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /// Why weights must not be loaded; empty where they may.
    ///
    /// @param what  whose weights they are, for the message
    /// @param bytes of the weights
    public static Optional<NetworkException> refusal(String what, long bytes) {
        boolean isAny = "any".equals(System.getProperty(SWITCH));
        return isAny ? Optional.empty() : refusal(what, bytes, ofThisMachine());
    }

    static Optional<NetworkException> refusal(String what, long bytes, long memory) {
        if (bytes <= SHARE_OF_WEIGHTS * memory) {
            return Optional.empty();
        }
        return Optional.of(new NetworkException(String.format(Locale.ROOT,
            "'%s' has %.1f GB of weights, and this machine has %.1f GB of memory", what, bytes / GIGA, memory / GIGA),
            ("take a smaller model or its export to float16, or a machine with more memory; with -D%s=any it is loaded "
                + "all the same, which may bring the machine to a stand").formatted(SWITCH)));
    }

    /// @throws NetworkException if weights do not fit
    public static void check(String what, long bytes) {
        refusal(what, bytes).ifPresent(e -> {
            throw e;
        });
    }
}
