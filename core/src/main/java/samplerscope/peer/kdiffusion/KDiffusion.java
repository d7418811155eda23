package samplerscope.peer.kdiffusion;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.Peer;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;

/// The samplers of k-diffusion.
public final class KDiffusion {

    static final String PROGRAM = "k-diffusion";
    /// What lies between the levels.
    static final VarianceExploding PATH = new VarianceExploding(1e-5, 1e4);

    private KDiffusion() {}

    public static List<Peer> peers() {
        return List.of(new SampleEuler());
    }

    /// The levels that a run visits: its list of rho, which may end at 0.
    static TimeGrid grid(RecordedRun run) {
        double[] rho = run.all().numbers("sigmas").orElseThrow(() -> new UnknownOptionException(
            "%s has no list of sigmas".formatted(run.id()), "restore the file"));
        var levels = new ArrayList<NoiseLevel>();
        for (double sigma : rho) {
            levels.add(new NoiseLevel(sigma, 1, sigma));
        }
        return new TimeGrid(levels);
    }
}
