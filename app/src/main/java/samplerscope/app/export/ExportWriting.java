package samplerscope.app.export;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.study.LaneState.Problem;

/// One export under way at a time: written in the background, watched from the FX thread.
final class ExportWriting {

    /// Where it is.
    sealed interface State {

        record Idle() implements State {}

        record Writing(int done, int of) implements State {}

        record Written(Path file) implements State {}

        record Failed(Problem problem) implements State {}
    }

    private final ExecutorService threads;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", new State.Idle());
    private Optional<Future<?>> work = Optional.empty();
    private int round;

    ExportWriting(ExecutorService threads) {
        this.threads = threads;
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    void start(Export export, Path file) {
        cancel();
        int mine = round;
        state.set(new State.Writing(0, 1));
        work = Optional.of(threads.submit(() -> write(export, file, mine)));
    }

    /// Stops between two pictures; nothing is left of the file.
    void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        round++;
        state.set(new State.Idle());
    }

    void fail(Problem problem) {
        state.set(new State.Failed(problem));
    }

    private void write(Export export, Path file, int mine) {
        try {
            export.write(file, (done, of) -> publish(mine, new State.Writing(done, of)));
            publish(mine, new State.Written(file));
        } catch (CancellationException e) {
            publish(mine, new State.Idle());
        } catch (RuntimeException | OutOfMemoryError e) {
            publish(mine, new State.Failed(Problem.of(e)));
        }
    }

    private void publish(int mine, State changed) {
        Platform.runLater(() -> {
            if (mine == round) {
                state.set(changed);
            }
        });
    }
}
