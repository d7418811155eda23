package samplerscope.spec;

import java.nio.file.Path;
import samplerscope.SamplerscopeException;

/// A network whose file lies there, and nothing that says what its inputs and output are.
public final class MissingSidecarException extends SamplerscopeException {

    private final Path network;

    MissingSidecarException(Path network) {
        super("'%s' is a network, and no sidecar '%s' says how it is asked".formatted(network,
            Sidecar.of(network).getFileName()),
            "write one with: samplerscope describe '%s'; in the window, open the file and say which input is which"
                .formatted(network));
        this.network = network;
    }

    public Path network() {
        return network;
    }
}
