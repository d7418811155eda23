package samplerscope.run;

import java.util.List;
import java.util.Optional;
import samplerscope.masked.UnmaskStep;
import samplerscope.schedule.NoiseLevel;

/// What one step did. Immutable: safe on any thread, for ever.
public sealed interface StepRecord {

    /// Index of the step, from 0.
    int index();

    /// Network evaluations so far, guidance included; of several sequences the most that one has taken.
    int nfe();

    /// @param at     the level that the state has now
    /// @param state  samples after the step, shape [B', ...] for the first `B'` recorded samples
    /// @param data   the model's prediction of `x0` at the step's first evaluation, same shape; the state itself for a
    ///               step without evaluation
    /// @param nanos  wall time since the step recorded before; the only component that differs between two equal runs
    /// @param density of all samples, in the plane, when only some are recorded
    record Denoised(int index, int nfe, NoiseLevel at, Snapshot state, Snapshot data, long nanos,
                    Optional<Density> density) implements StepRecord {

        /// Of a step whose samples are all recorded.
        public Denoised(int index, int nfe, NoiseLevel at, Snapshot state, Snapshot data, long nanos) {
            this(index, nfe, at, state, data, nanos, Optional.empty());
        }
    }

    /// One step of every sequence that was still at work.
    ///
    /// @param rows  evaluated so far, of all sequences together
    /// @param positions computed so far, of all sequences together
    /// @param steps of the recorded ones among the first sequences, ascending
    /// @param left  sequences that are not done after the step
    /// @param nanos wall time of the step; the only component that differs between two equal runs
    record Unmasked(int index, int nfe, long rows, long positions, List<SequenceStep> steps, int left, long nanos)
        implements StepRecord {
        public Unmasked {
            steps = List.copyOf(steps);
        }
    }

    /// @param sequence index in the batch, from 0
    record SequenceStep(int sequence, UnmaskStep step) {}
}
