package samplerscope.app.models;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.bench.ModelHealth;
import samplerscope.model.Model;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.RunSpec;

/// Checks one model at a time in the background: whether it answers at every noise level, and how long an evaluation
/// takes by batch and threads. Lives on the FX thread.
final class HealthCheck {

    private static final List<Integer> BATCHES = List.of(1, 4, 16, 64);

    /// Where it is, and with which model.
    sealed interface State {

        record Idle() implements State {}

        /// @param stage what is being done; `open` until the model is there
        record Running(Choice model, String stage, int done, int total) implements State {}

        record Done(Choice model, ModelHealth health) implements State {}

        record Failed(Choice model, Problem problem) implements State {}

        default Optional<Choice> about() {
            return switch (this) {
                case Idle _ -> Optional.empty();
                case Running r -> Optional.of(r.model());
                case Done d -> Optional.of(d.model());
                case Failed f -> Optional.of(f.model());
            };
        }
    }

    private static final State IDLE = new State.Idle();

    private final Services services;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", IDLE);
    private Optional<Future<?>> work = Optional.empty();
    private int round;

    HealthCheck(Services services) {
        this.services = services;
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Opens a model and checks it; another check is given up.
    void start(Choice model) {
        stop();
        int mine = round;
        state.set(new State.Running(model, "open", 0, 0));
        work = Optional.of(services.solving().submit(() -> check(mine, model)));
    }

    /// Gives up, within a call; forgets an old result too.
    void stop() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        round++;
        state.set(IDLE);
    }

    private void check(int mine, Choice choice) {
        try {
            Model model = services.resolver().model(choice, services.base());
            var schedule = model.nativeSchedule().orElseGet(() ->
                services.resolver().schedule(RunSpec.Denoise.of(choice)));
            ModelHealth health = ModelHealth.check(model, schedule, engines(services.engine().get()), BATCHES,
                (stage, done, total) -> publish(mine, new State.Running(choice, stage, done, total)));
            publish(mine, new State.Done(choice, health));
        } catch (CancellationException e) {
            // whoever stopped it has told the user
        } catch (RuntimeException | OutOfMemoryError e) {
            publish(mine, new State.Failed(choice, Problem.of(e)));
        }
    }

    /// With one thread, and with as many as runs have.
    private static List<Engine> engines(Engine engine) {
        return IntStream.of(1, engine.threads()).distinct()
            .mapToObj(threads -> new Engine(engine.provider(), engine.device(), threads)).toList();
    }

    private void publish(int mine, State changed) {
        Platform.runLater(() -> {
            if (mine == round) {
                state.set(changed);
            }
        });
    }
}
