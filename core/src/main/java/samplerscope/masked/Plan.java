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

    /// A plan after which the same is remembered, whatever is drawn.
    public static <M> Plan<M> of(Move move, Account account, M next) {
        return new Plan<>(move, account, new Always<>(next));
    }

    /// @param memory whatever the canvas
    public record Always<M>(M memory) implements Function<int[], M> {
        @Override
        public M apply(int[] state) {
            return memory;
        }
    }

    /// The part of an {@link UnmaskStep} that does not depend on what is drawn; components as there.
    public record Account(double progress, int block, Optional<Prediction> prediction,
                          Optional<UnmaskStep.RuleView> view, Map<String, Double> scalars) {
        public Account {
            scalars = Map.copyOf(scalars);
        }
    }
}
