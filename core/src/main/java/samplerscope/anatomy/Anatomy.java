package samplerscope.anatomy;

import java.util.List;
import java.util.Optional;
import samplerscope.run.Snapshot;

/// A run, taken apart: which step made which part of its error, where, and whose fault it is. Made by {@link Dissection}.
///
/// Everything is computed in float64 on the first samples of the run, from its own noise.
///
/// @param steps     in order, at least one
/// @param start     states before the first step, shape [B, ...]
/// @param end       states of the run after the last step
/// @param noErrors  why no step has errors; empty when they have
/// @param noNetwork why the network has no part of its own; empty when it has
public record Anatomy(List<StepAnatomy> steps, Snapshot start, Snapshot end, Optional<String> noErrors,
                      Optional<String> noNetwork) {

    public Anatomy {
        steps = List.copyOf(steps);
    }

    /// What can be shown by place.
    public enum Quantity {
        MADE("local error", "made by the step alone"),
        SO_FAR("accumulated error", "of the run after the step"),
        AT_END("propagated to the end", "what is left of the step's own error at the end"),
        NETWORK("network alone", "made by the network over the step"),
        NETWORK_AT_END("network, propagated to the end", "what is left at the end of what the network did over the step");

        private final String words;
        private final String meaning;

        Quantity(String words, String meaning) {
            this.words = words;
            this.meaning = meaning;
        }

        public String words() {
            return words;
        }

        public String meaning() {
            return meaning;
        }

        /// Of one step; empty where the run has no such number.
        public Optional<ErrorMap> of(StepAnatomy step) {
            return switch (this) {
                case MADE -> step.errors().map(StepErrors::made);
                case SO_FAR -> step.errors().map(StepErrors::soFar);
                case AT_END -> step.errors().map(StepErrors::atEnd);
                case NETWORK -> step.network().map(NetworkErrors::made);
                case NETWORK_AT_END -> step.network().map(n -> n.network().map());
            };
        }
    }

    /// A map of all steps together: the root of the sum of squares, or the last where errors have accumulated already.
    public Optional<ErrorMap> total(Quantity quantity) {
        if (quantity == Quantity.SO_FAR) {
            return quantity.of(steps.getLast());
        }
        List<ErrorMap> maps = steps.stream().flatMap(s -> quantity.of(s).stream()).toList();
        return maps.isEmpty() ? Optional.empty() : Optional.of(ErrorMap.sum(maps));
    }

    /// RMS of the error at the end against the model's exact path.
    public Optional<Double> endError() {
        return steps.getLast().errors().map(e -> e.soFar().rms());
    }

    /// The split of the distance of the samples from the ideal ones.
    public Optional<NetworkErrors.Split> endSplit() {
        return steps.getLast().network().map(NetworkErrors::after);
    }
}
