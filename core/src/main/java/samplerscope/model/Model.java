package samplerscope.model;

import java.util.Map;
import java.util.Optional;
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

    /// The exact law behind the model: itself for an exact model, the law of the training set for a network that has
    /// one. Errors of a network are measured against it.
    Optional<ExactLaw> law();

    /// SHA-256 of each file that came with the program and that the model was made from, by name.
    default Map<String, String> checksums() {
        return Map.of();
    }

    /// @throws ConditionException if the model has no such class
    Denoiser denoiser(Binding binding);

    @Override
    default void close() {}
}
