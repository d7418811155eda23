package samplerscope.model.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleName;

/// A user's network in a single file, asked as its description says.
public final class DescribedNetwork implements Model {

    /// Of the family of such models.
    public static final String ID = "onnx";

    private final NetworkDescription said;
    private final ModelCard card;
    private final NoiseSchedule schedule;
    private final NetworkFile file;
    private final Supplier<Map<String, String>> checksums;
    private Map<String, String> known = Map.of();

    private DescribedNetwork(NetworkDescription said, NetworkFile file, Supplier<Map<String, String>> checksums) {
        this.said = said;
        this.card = said.card(ID, "A network from the file %s.".formatted(file.file().getFileName()));
        this.schedule = said.schedule().schedule();
        this.file = file;
        this.checksums = checksums;
    }

    /// Loads a network and compares it with its description.
    ///
    /// @param checksums of the files beside the network's own; asked when somebody wants them, as there may be
    ///                  gigabytes
    /// @throws NetworkException if the file cannot be loaded, or is not what the description says
    public static DescribedNetwork open(Path file, NetworkDescription said, Supplier<Map<String, String>> checksums) {
        NetworkFile loaded = load(file);
        List<DescriptionCheck.Problem> problems = DescriptionCheck.of(loaded.inputs(), loaded.outputs(), said);
        if (!problems.isEmpty()) {
            loaded.close();
            var first = problems.getFirst();
            throw new NetworkException("the sidecar of '%s' is wrong in %s: %s".formatted(file, first.field(),
                first.happened()), first.remedy());
        }
        return new DescribedNetwork(said, loaded, checksums);
    }

    /// The network of a file, whose weights may lie in its folder.
    ///
    /// @throws NetworkException if there is none that can be loaded
    public static NetworkFile load(Path file) {
        // As many threads as runs have unless they are told otherwise: another number loads the weights once more.
        return NetworkFile.open(file, file.toAbsolutePath().getParent(), Runtime.getRuntime().availableProcessors());
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<NoiseSchedule> nativeSchedule() {
        return Optional.of(schedule);
    }

    @Override
    public Optional<ScheduleName> scheduleName() {
        return Optional.of(said.schedule());
    }

    @Override
    public boolean needsClass() {
        return !said.classes().isEmpty() && said.nullClass().isEmpty();
    }

    /// Nobody knows what the network was trained on.
    @Override
    public Optional<ExactLaw> law() {
        return Optional.empty();
    }

    @Override
    public synchronized Map<String, String> checksums() {
        if (known.isEmpty()) {
            known = Map.copyOf(checksums.get());
        }
        return known;
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        ConditionException.check(card, binding.condition());
        if (needsClass() && binding.condition() instanceof Condition.None) {
            throw new ConditionException("'%s' was never trained without a class".formatted(card.name()),
                "choose a class and a guidance scale of 1, or name its null class in the sidecar");
        }
        return said.prediction().around(bare(said, file, card, binding), binding.backend());
    }

    /// The network without the scalings that EDM puts around it.
    static Denoiser bare(NetworkDescription said, NetworkFile file, ModelCard card, Binding binding) {
        var ports = new ConditionedNetwork.Ports(said.ports().sample(), said.ports().timestep(), said.ports().output());
        var network = new ConditionedNetwork(file, said.prediction().parameterization(), said.timestep()::of, ports,
            told(said));
        return new ConditionedDenoiser(network, card, binding);
    }

    private static ConditionedNetwork.Told told(NetworkDescription said) {
        return said.ports().label().<ConditionedNetwork.Told>map(input -> condition -> Map.of(input,
            Numbers.of(List.of(), label(said, condition)))).orElse(ConditionedNetwork.Told.NOTHING);
    }

    private static int label(NetworkDescription said, Condition condition) {
        return condition instanceof Condition.OfClass(int label) ? label : said.nullClass().getAsInt();
    }

    @Override
    public void close() {
        file.close();
    }
}
