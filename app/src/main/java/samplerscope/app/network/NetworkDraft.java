package samplerscope.app.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.model.onnx.DescribedNetwork;
import samplerscope.model.onnx.DescriptionCheck;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.NetworkTrial;
import samplerscope.model.onnx.Port;
import samplerscope.model.onnx.PortGuess;
import samplerscope.model.onnx.Prediction;
import samplerscope.spec.Sidecar;

/// A description of a network while it is written: what is wrong with it, what came of trying it, and its saving. Lives
/// on the FX thread, all but {@link Ports#of}.
public final class NetworkDraft {

    /// What a network's file says of itself.
    public record Ports(Path file, List<Port> inputs, List<Port> outputs, PortGuess guess) {

        public Ports {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /// Loads the network to look. Blocks.
        ///
        /// @throws samplerscope.model.onnx.NetworkException if it cannot be loaded
        public static Ports of(Path file) {
            try (NetworkFile network = DescribedNetwork.load(file)) {
                return new Ports(file, network.inputs(), network.outputs(),
                    PortGuess.of(Sidecar.about(file), network.inputs(), network.outputs()));
            }
        }
    }

    /// What an input is.
    public enum Role {
        SAMPLE("sample"),
        TIMESTEP("timestep"),
        CLASS("class"),
        NONE("not used");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// What came of asking the network as it is described now.
    public sealed interface Trial {

        record Untried() implements Trial {}

        record Asking() implements Trial {}

        record Answered(NetworkTrial answer) implements Trial {}

        record Failed(Problem problem) implements Trial {}
    }

    private static final Trial UNTRIED = new Trial.Untried();

    private final Ports ports;
    private final Services services;
    private final ReadOnlyObjectWrapper<NetworkDescription> said;
    private final ReadOnlyObjectWrapper<List<DescriptionCheck.Problem>> problems =
        new ReadOnlyObjectWrapper<>(this, "problems", List.of());
    private final ReadOnlyObjectWrapper<Trial> trial = new ReadOnlyObjectWrapper<>(this, "trial", UNTRIED);
    private final Map<String, DescriptionCheck.Problem> misread = new TreeMap<>();
    private Optional<Future<?>> work = Optional.empty();
    private int round;

    public NetworkDraft(Ports ports, Services services) {
        this.ports = ports;
        this.services = services;
        this.said = new ReadOnlyObjectWrapper<>(this, "said", ports.guess().description());
        check();
    }

    public Ports ports() {
        return ports;
    }

    public ReadOnlyObjectProperty<NetworkDescription> said() {
        return said.getReadOnlyProperty();
    }

    /// What stands in the way of trying and saving; empty when nothing does.
    public ReadOnlyObjectProperty<List<DescriptionCheck.Problem>> problems() {
        return problems.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Trial> trial() {
        return trial.getReadOnlyProperty();
    }

    /// Changes the description; a trial that goes on is of no interest any more.
    ///
    /// @param field that was given, as a sidecar names it
    public void say(String field, UnaryOperator<NetworkDescription> change) {
        misread.remove(field);
        said.set(change.apply(said.get()));
        forget();
    }

    /// What stands in a field cannot be read; the description stays as it was.
    public void misread(String field, String happened, String remedy) {
        misread.put(field, new DescriptionCheck.Problem(field, happened, remedy));
        forget();
    }

    private void forget() {
        cancel();
        check();
    }

    private void check() {
        var all = new ArrayList<DescriptionCheck.Problem>();
        misread.values().stream().filter(p -> matters(p.field())).forEach(all::add);
        DescriptionCheck.of(ports.inputs(), ports.outputs(), asked()).stream()
            .filter(p -> !misread.containsKey(p.field())).forEach(all::add);
        problems.set(List.copyOf(all));
    }

    /// Whether a field says anything of the network as it is described now.
    private boolean matters(String field) {
        return switch (field) {
            case "sigmaData" -> said.get().prediction().form() == Prediction.Form.EDM;
            case "classes", "nullClass" -> said.get().ports().label().isPresent();
            default -> true;
        };
    }

    /// What is tried and kept: without classes where the network is not told any.
    private NetworkDescription asked() {
        NetworkDescription now = said.get();
        return now.ports().label().isPresent() ? now : now.withClasses(List.of(), OptionalInt.empty());
    }

    public Role roleOf(Port input) {
        NetworkEntry.Ports now = said.get().ports();
        return input.name().equals(now.sample()) ? Role.SAMPLE : input.name().equals(now.timestep()) ? Role.TIMESTEP
            : now.label().filter(input.name()::equals).isPresent() ? Role.CLASS : Role.NONE;
    }

    /// Gives an input a role; whoever had it loses it.
    public void give(Port input, Role role) {
        NetworkEntry.Ports now = said.get().ports();
        String sample = role == Role.SAMPLE ? input.name() : without(now.sample(), input);
        String timestep = role == Role.TIMESTEP ? input.name() : without(now.timestep(), input);
        Optional<String> label = role == Role.CLASS ? Optional.of(input.name())
            : now.label().filter(name -> !name.equals(input.name()));
        List<Integer> shape = role == Role.SAMPLE ? PortGuess.shapeOf(input) : said.get().shape();
        say("inputs", d -> d.withPorts(new NetworkEntry.Ports(sample, timestep, label, now.output())).withShape(shape));
    }

    private static String without(String name, Port port) {
        return name.equals(port.name()) ? "" : name;
    }

    public void predict(Port output) {
        NetworkEntry.Ports now = said.get().ports();
        say("output", d -> d.withPorts(new NetworkEntry.Ports(now.sample(), now.timestep(), now.label(),
            output.name())));
    }

    /// Asks the network in the background; nothing happens while there are problems.
    public void tryIt() {
        if (!problems.get().isEmpty()) {
            return;
        }
        cancel();
        int mine = round;
        NetworkDescription asked = asked();
        trial.set(new Trial.Asking());
        work = Optional.of(services.solving().submit(() -> ask(mine, asked)));
    }

    /// Stops a trial within an evaluation.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        round++;
        trial.set(UNTRIED);
    }

    private void ask(int mine, NetworkDescription asked) {
        try (NetworkFile network = DescribedNetwork.load(ports.file())) {
            var answer = NetworkTrial.run(network, asked, services.engine().get().threads());
            publish(mine, new Trial.Answered(answer));
        } catch (CancellationException e) {
            // whoever cancelled has told the user
        } catch (RuntimeException | OutOfMemoryError e) {
            publish(mine, new Trial.Failed(Problem.of(e)));
        }
    }

    /// Writes the sidecar in the background.
    ///
    /// @param done called on the FX thread when it is there; a failure becomes the state of the trial
    public void save(Runnable done) {
        if (!problems.get().isEmpty()) {
            return;
        }
        cancel();
        int mine = round;
        NetworkDescription kept = asked();
        services.background().submit(() -> {
            try {
                Sidecar.write(ports.file(), kept);
                Platform.runLater(done);
            } catch (RuntimeException e) {
                publish(mine, new Trial.Failed(Problem.of(e)));
            }
        });
    }

    private void publish(int mine, Trial changed) {
        Platform.runLater(() -> {
            if (mine == round) {
                trial.set(changed);
            }
        });
    }
}
