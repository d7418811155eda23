package samplerscope.masked;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one step did, the same for all samplers. Immutable.
///
/// @param index      of the step, from 0
/// @param passes     NFE so far
/// @param rows       rows evaluated so far
/// @param positions  computed so far, all rows together: rows times `L` but for what was read from kept keys and values
/// @param progress   how far the sampler is, in [0, 1]: its time from 1 down to 0, or its part of the tokens
/// @param block      number of the block that was worked on, from 0
/// @param committed  tokens written in this step, ascending in position
/// @param remasked   positions hidden again in this step, ascending
/// @param state      the canvas after the step, shape [L]; not to be changed
/// @param prediction what the model said before tokens were chosen; empty when it was not asked anew
/// @param view       the rule's own scores; empty for rules that look at none
/// @param scalars    what else the rule has to say, by name in the words of its paper: budgets, thresholds, decisions
public record UnmaskStep(int index, int passes, int rows, long positions, double progress, int block,
                         List<Commit> committed, List<Integer> remasked, int[] state, Optional<Prediction> prediction,
                         Optional<RuleView> view, Map<String, Double> scalars) {

    public UnmaskStep {
        committed = List.copyOf(committed);
        remasked = List.copyOf(remasked);
        scalars = Map.copyOf(scalars);
    }

    /// @param position    in the canvas
    /// @param token       that was written
    /// @param probability that the model gave it
    public record Commit(int position, int token, double probability) {}

    /// What a rule saw when it decided: higher is better, whatever it calls it.
    ///
    /// @param name      of the score in the field's words: `confidence`, `-entropy`, `margin`
    /// @param positions that were eligible, ascending
    /// @param scores    one a position
    /// @param threshold at or above which a position was accepted; empty for rules that take a number of positions
    /// @param also      what else the rule looked at, by name: one number a position each, such as `kl`
    /// @param detail    how it decided, where a score and a threshold do not say it
    public record RuleView(String name, List<Integer> positions, List<Double> scores, Optional<Double> threshold,
                           Map<String, List<Double>> also, Optional<Detail> detail) {
        public RuleView {
            positions = List.copyOf(positions);
            scores = List.copyOf(scores);
            also = Map.copyOf(also);
        }

        public RuleView(String name, List<Integer> positions, List<Double> scores, Optional<Double> threshold,
                        Map<String, List<Double>> also) {
            this(name, positions, scores, threshold, also, Optional.empty());
        }

        public RuleView(String name, List<Integer> positions, List<Double> scores, Optional<Double> threshold) {
            this(name, positions, scores, threshold, Map.of());
        }

        public RuleView with(Detail how) {
            return new RuleView(name, positions, scores, threshold, also, Optional.of(how));
        }
    }

    /// How a rule decided beyond comparing a score with a threshold.
    public sealed interface Detail {

        /// A second condition: what else was looked at must be below a limit as well.
        ///
        /// @param name  of one of {@link RuleView#also}
        /// @param limit below which a position may be written
        record Below(String name, double limit) implements Detail {}

        /// A number that grows as positions are taken in turn, and may not exceed a limit.
        ///
        /// @param name   of the number
        /// @param order  positions in their turns
        /// @param values the number if the position of each turn were taken too
        /// @param limit  of it
        record Running(String name, List<Integer> order, List<Double> values, double limit) implements Detail {
            public Running {
                order = List.copyOf(order);
                values = List.copyOf(values);
            }
        }

        /// Actions that were tried, of which one was taken.
        ///
        /// @param chosen index of the one that was taken
        record Tried(List<Action> actions, int chosen) implements Detail {
            public Tried {
                actions = List.copyOf(actions);
            }
        }

        /// Positions that stood and were ranked by how far their score fell; the first were hidden again.
        ///
        /// @param name  of the fall
        /// @param falls one a position, negative where the score rose
        record Fallen(String name, List<Integer> positions, List<Double> falls) implements Detail {
            public Fallen {
                positions = List.copyOf(positions);
                falls = List.copyOf(falls);
            }
        }
    }

    /// Tokens that were tried together.
    ///
    /// @param positions ascending
    /// @param tokens    one a position
    /// @param cost      entropy of what is written, nats
    /// @param gain      less the mean entropy of what stays hidden, nats
    /// @param objective the larger the better
    public record Action(List<Integer> positions, List<Integer> tokens, double cost, double gain, double objective) {
        public Action {
            positions = List.copyOf(positions);
            tokens = List.copyOf(tokens);
        }
    }
}
