package samplerscope.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where networks are evaluated: with CUDA when the loaded ONNX Runtime has it and it starts, else on the CPU.
///
/// @param available execution providers that the loaded ONNX Runtime was built with
/// @param isCuda    whether networks are evaluated with CUDA
/// @param why       why not, and what to do; empty when they are
public record NetworkPlace(List<String> available, boolean isCuda, String why) {

    /// System property: `off` keeps networks on the CPU.
    static final String SWITCH = "samplerscope.onnx.cuda";

    private static final System.Logger LOG = System.getLogger(NetworkPlace.class.getName());

    public NetworkPlace {
        available = List.copyOf(available);
    }

    /// Starts CUDA, or says why it cannot.
    @FunctionalInterface
    interface Attempt {
        void start() throws OrtException;
    }

    /// Of this process. The first call loads ONNX Runtime and, where it has CUDA, the libraries of CUDA.
    public static NetworkPlace here() {
        return Once.HERE;
    }

    /// One sentence without a full stop.
    public String inWords() {
        if (available.isEmpty()) {
            return "networks cannot be evaluated: " + why;
        }
        return "networks are evaluated %s; ONNX Runtime has %s%s".formatted(isCuda ? "with CUDA" : "on the CPU",
            String.join(", ", available), why.isEmpty() ? "" : "; " + why);
    }

    static NetworkPlace choose(Set<OrtProvider> available, boolean wanted, Attempt cuda) {
        List<String> names = available.stream().map(NetworkPlace::name).toList();
        if (!available.contains(OrtProvider.CUDA)) {
            return new NetworkPlace(names, false, "for CUDA, build with onnxruntime_gpu as docs/gpu.md tells");
        }
        if (!wanted) {
            return new NetworkPlace(names, false, "CUDA is switched off by -D%s=off".formatted(SWITCH));
        }
        try {
            cuda.start();
            return new NetworkPlace(names, true, "");
        } catch (OrtException e) {
            return new NetworkPlace(names, false, ("CUDA does not start (%s); install CUDA 12 and cuDNN 9, or start "
                + "with -D%s=off").formatted(firstLine(e), SWITCH));
        }
    }

    /// Tells that a network which should use CUDA goes to the CPU.
    static void fallBack(OrtException cause) {
        LOG.log(System.Logger.Level.WARNING, "a network could not be started with CUDA and is evaluated on the CPU: "
            + firstLine(cause));
    }

    /// `CUDAExecutionProvider` as people say it.
    private static String name(OrtProvider provider) {
        return provider.getName().replace("ExecutionProvider", "");
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static final class Once {

        private static final NetworkPlace HERE = look();

        private Once() {}

        private static NetworkPlace look() {
            boolean wanted = !"off".equals(System.getProperty(SWITCH, "").toLowerCase(Locale.ROOT));
            NetworkPlace place;
            try {
                place = choose(OrtEnvironment.getAvailableProviders(), wanted, Once::startCuda);
            } catch (LinkageError | RuntimeException e) { // what the library's own start may throw
                return new NetworkPlace(List.of(), false, "ONNX Runtime could not be loaded (%s)".formatted(e));
            }
            if (!place.isCuda && wanted && place.available.contains(name(OrtProvider.CUDA))) {
                LOG.log(System.Logger.Level.WARNING, place.inWords());
            }
            return place;
        }

        private static void startCuda() throws OrtException {
            SharedSession.environment();
            try (var options = new OrtSession.SessionOptions()) {
                options.addCUDA();
            }
        }
    }
}
