package samplerscope.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;
import samplerscope.history.FinishedMaskedRun;
import samplerscope.history.FinishedRun;
import samplerscope.history.RunFacts;
import samplerscope.history.SmallStates;
import samplerscope.spec.Engine;
import samplerscope.store.Executed;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.StateWatcher;

/// Whether a run of the command line goes into the history as well. Not by itself: its files are where `-o` says, and
/// scripts make thousands.
final class KeepOption {

    @Option(names = "--keep", description = "Also keep the run in the history, beside those of the window; "
        + "see `samplerscope history`.")
    private boolean keep;

    private SmallStates states = new SmallStates();

    /// @param what is no run, in words
    void requireNotAsked(String what) {
        if (keep) {
            throw new BadInputException("the history keeps runs, no %s".formatted(what), "leave out --keep; -o keeps them");
        }
    }

    /// Hears of the states of the next run, which a history keeps where they are small.
    StateWatcher watching(StateWatcher also) {
        if (!keep) {
            return also;
        }
        states = new SmallStates();
        SmallStates collecting = states;
        return (at, state) -> {
            also.see(at, state);
            collecting.see(at, state);
        };
    }

    /// @return the id under which a run of masked diffusion was kept; empty where nobody asked for that
    Optional<String> keep(Session session, MaskedExecuted executed, Path base) {
        return keep ? Optional.of(session.history().add(new FinishedMaskedRun(executed, base,
            MaskedSummary.title(executed.run().spec()), RunFacts.Source.COMMAND, Instant.now()),
            session.maskedCatalog()).id()) : Optional.empty();
    }

    /// @return the id under which it was kept; empty where nobody asked for that
    Optional<String> keep(Session session, Executed executed, Path base, Engine on) {
        return keep ? Optional.of(session.history().add(new FinishedRun(executed, base,
            Summary.title(executed.run().spec()), on.choice().title(), RunFacts.Source.COMMAND, Instant.now(),
            states.states())).id()) : Optional.empty();
    }
}
