package samplerscope.model;

import java.util.Map;
import java.util.Optional;
import samplerscope.schedule.NoiseSchedule;

/// Something to sample from. Immutable and shared; what runs is the {@link Denoiser} that it makes.
public interface Model extends AutoCloseable {

    ModelCard card();

    /// The schedule that a network was trained on; empty for exact models, which know every noise level.
    default Optional<NoiseSchedule> nativeSchedule() {
        return Optional.empty();
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
