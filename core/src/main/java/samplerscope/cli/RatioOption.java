package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import samplerscope.search.RatioRequest;
import samplerscope.search.Teacher;

/// What the searches for ratios of DC-Solver have in common.
final class RatioOption {

    @Option(names = "--points", paramLabel = "N", defaultValue = "10",
        description = "Noises that the ratios are fitted to. Default: 10.")
    private int points = 10;

    @Option(names = "--held-out", paramLabel = "N", defaultValue = "64",
        description = "Other noises that they are judged by. Default: 64.")
    private int heldOut = 64;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "100000",
        description = "Of the first noise; the others follow, those held out last. Default: 100000.")
    private long seed = 100_000;

    @Option(names = "--teacher", paramLabel = "PATH", defaultValue = "auto",
        description = "What the states are compared with: converged, ddim (999 or 200 steps), or auto: converged for "
            + "an exact model, ddim for a network.")
    private Teacher teacher = Teacher.AUTO;

    RatioRequest request(Session session) {
        return session.input(() -> new RatioRequest(points, heldOut, seed, teacher));
    }

    /// @throws BadInputException if the file is there already or cannot be written
    static void requireNew(Session session, Path file) {
        if (Files.exists(file)) {
            throw new BadInputException("%s is there already".formatted(file), "choose another name");
        }
        session.requireWritable(Session.base(file));
    }

    /// Work that Ctrl-C stops within one model evaluation.
    static int cancellable(Session session, Supplier<Integer> work) {
        try {
            return work.get();
        } catch (CancellationException e) {
            session.err().println("samplerscope: cancelled; nothing was written");
            return ExitCode.CANCELLED;
        }
    }
}
