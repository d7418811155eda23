package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.Peer;

/// The schedulers of diffusers.
public final class Diffusers {

    static final String PROGRAM = "diffusers";

    private Diffusers() {}

    public static List<Peer> peers() {
        var all = new ArrayList<Peer>(schedulers());
        all.add(new DcSolverScheduler());
        return List.copyOf(all);
    }

    static List<Scheduler> schedulers() {
        return List.of(
            new DdimScheduler(),
            new DdpmScheduler(),
            new DeisMultistepScheduler(),
            new DpmSolverMultistepScheduler(),
            new DpmSolverSinglestepScheduler(),
            new EdmDpmSolverMultistepScheduler(),
            new EdmEulerScheduler(),
            new EulerAncestralDiscreteScheduler(),
            new EulerDiscreteScheduler(),
            new FlowMatchEulerScheduler(),
            new FlowMatchHeunScheduler(),
            new HeunDiscreteScheduler(),
            new IpndmScheduler(),
            new Kdpm2AncestralDiscreteScheduler(),
            new Kdpm2DiscreteScheduler(),
            new LcmScheduler(),
            new LmsDiscreteScheduler(),
            new PndmScheduler(),
            new SaSolverScheduler(),
            new TcdScheduler(),
            new UniPcMultistepScheduler());
    }
}
