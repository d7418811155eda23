package samplerscope.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is looked for in a history: everything that meets all conditions, in an order.
///
/// @param limit the first so many
public record HistoryQuery(List<Condition> conditions, Order order, int limit) {

    public static final HistoryQuery ALL = new HistoryQuery(List.of(), Order.NEWEST, Integer.MAX_VALUE);

    public HistoryQuery {
        conditions = List.copyOf(conditions);
    }

    public enum Order { NEWEST, OLDEST, ERROR, NFE, SECONDS }

    /// Something that holds for a run or does not.
    public sealed interface Condition {

        /// Words that stand somewhere in name, ids, device, tags or note, the last of them perhaps only begun.
        record Words(String text) implements Condition {}

        record Is(Field field, String value) implements Condition {}

        /// Part of a text, whatever its case.
        record Contains(Field field, String part) implements Condition {}

        record Compare(Quantity quantity, Comparison comparison, double value) implements Condition {}

        /// Ended at or after `from` and before `to`.
        record During(Instant from, Instant to) implements Condition {}

        record Favourite() implements Condition {}

        /// Deleted and not yet purged; without it, only what is not deleted is found.
        record Deleted() implements Condition {}
    }

    /// A sampler is the solver of masked diffusion.
    public enum Field { MODEL, SOLVER, SAMPLER, GRID, SCHEDULE, DEVICE, STATUS, SOURCE, FAMILY, TAG }

    /// Passes are the evaluations of masked diffusion; `nll` is in nats a token.
    public enum Quantity { NFE, PASSES, STEPS, SAMPLES, SEED, ERROR, NLL, SECONDS }

    public enum Comparison { LESS, AT_MOST, EQUAL, AT_LEAST, MORE }

    public HistoryQuery and(Condition more) {
        var all = new ArrayList<>(conditions);
        all.add(more);
        return new HistoryQuery(all, order, limit);
    }

    public HistoryQuery in(Order changed) {
        return new HistoryQuery(conditions, changed, limit);
    }

    public HistoryQuery first(int most) {
        return new HistoryQuery(conditions, order, most);
    }
}
