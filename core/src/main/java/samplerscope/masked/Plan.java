package samplerscope.masked;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a step is going to do, and what there is to tell of it.
///
/// @param move    with its probabilities
/// @param account what the step knows before anything is drawn
/// @param next    what is remembered after it, given the canvas it came to
public record Plan<M>(Move move, Account account, Function<int[], M> next) {

    /// The part of an {@link UnmaskStep} that does not depend on what is drawn; components as there.
    public record Account(double progress, int block, Optional<Prediction> prediction,
                          Optional<UnmaskStep.RuleView> view, Map<String, Double> scalars) {
        public Account {
            scalars = Map.copyOf(scalars);
        }
    }
}
