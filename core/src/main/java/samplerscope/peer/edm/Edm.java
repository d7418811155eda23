package samplerscope.peer.edm;

import java.util.List;
import samplerscope.peer.Peer;

/// The samplers of EDM's own code.
public final class Edm {

    static final String PROGRAM = "edm";

    private Edm() {}

    public static List<Peer> peers() {
        return List.of(new AblationSampler(), new EdmSampler());
    }
}
