package samplerscope.peer.authors;

import java.util.List;
import samplerscope.peer.Peer;

/// The solvers that their authors released.
public final class Authors {

    private Authors() {}

    public static List<Peer> peers() {
        return List.of(new DcSolverProgram(), new DeisProgram(), new DpmSolverProgram(), new DpmSolverV3Program(),
            new UniPcProgram());
    }
}
