package samplerscope.model;

import java.util.Map;
import java.util.Optional;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleName;

/// Something to sample from. Immutable and shared; what runs is the {@link Denoiser} that it makes.
public interface Model extends AutoCloseable {

    ModelCard card();

    /// The schedule that a network was trained on; empty for exact models, which know every noise level.
    default Optional<NoiseSchedule> nativeSchedule() {
        return Optional.empty();
    }

    /// What a spec calls {@link #nativeSchedule}; empty where there is none, or it is nobody's but the model's.
    default Optional<ScheduleName> scheduleName() {
        return Optional.empty();
    }

    /// Whether the model can only be asked for a class, since it never learned to do without.
    default boolean needsClass() {
        return false;
    }

    /// How a model of texts is asked where nobody says otherwise; empty for one that takes none.
    default Optional<Prompting> prompting() {
        return Optional.empty();
    }

    /// Makes pictures of the samples of a model of latents; empty where samples are what they look like.
    default Optional<Decoder> decoder() {
        return Optional.empty();
    }

    /// @throws ConditionException if the model cannot be asked for it
    default void check(Condition condition) {
        ConditionException.check(card(), condition);
    }

    /// The model with other settings of the same files, where nothing has to be loaded again; both are closed.
    default Optional<Model> with(Settings settings) {
        return Optional.empty();
    }

    /// The exact law behind the model: itself for an exact model, the law of the training set for a network that has
    /// one. Errors of a network are measured against it.
    Optional<ExactLaw> law();

    /// SHA-256 of each file that came with the program and that the model was made from, by name.
    default Map<String, String> checksums() {
        return Map.of();
    }

    /// @throws ConditionException as {@link #check}
    Denoiser denoiser(Binding binding);

    @Override
    default void close() {}
}
