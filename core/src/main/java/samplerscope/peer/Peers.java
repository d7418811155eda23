package samplerscope.peer;

import java.util.List;
import java.util.stream.Stream;
import samplerscope.peer.authors.Authors;
import samplerscope.peer.diffusers.Diffusers;
import samplerscope.peer.edm.Edm;
import samplerscope.peer.kdiffusion.KDiffusion;
import samplerscope.peer.official.DpmSolverV3Sampler;

/// All samplers of published programs that are known. Adding one is a file and a line in the list of its program.
public final class Peers {

    private static final List<Peer> ALL = Stream.of(
        Authors.peers(),
        Diffusers.peers(),
        Edm.peers(),
        KDiffusion.peers(),
        List.<Peer>of(new DpmSolverV3Sampler()))
        .flatMap(List::stream).toList();

    private Peers() {}

    public static List<Peer> all() {
        return ALL;
    }

    /// @throws UnknownOptionException if it is not known
    public static Peer of(String program, String sampler) {
        return ALL.stream().filter(p -> p.program().equals(program) && p.sampler().equals(sampler)).findFirst()
            .orElseThrow(() -> new UnknownOptionException("%s of %s is not known".formatted(sampler, program),
                "use a sampler of " + String.join(", ", ALL.stream().map(Peer::program).distinct().toList())));
    }
}
