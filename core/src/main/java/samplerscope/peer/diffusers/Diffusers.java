package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.Peer;

/// The schedulers of diffusers.
public final class Diffusers {

    static final String PROGRAM = "diffusers";

    private Diffusers() {}

    public static List<Peer> peers() {
        return List.of(
            new DeisMultistepScheduler(),
            new DpmSolverMultistepScheduler(),
            new DpmSolverSinglestepScheduler(),
            new SaSolverScheduler(),
            new UniPcMultistepScheduler());
    }
}
