package samplerscope.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import samplerscope.history.HistoryQuery.Comparison;
import samplerscope.history.HistoryQuery.Condition;
import samplerscope.history.HistoryQuery.Field;
import samplerscope.history.HistoryQuery.Quantity;
import samplerscope.store.MaskedMetrics;

/// A query as SQL: a condition on table `run`, and its parameters. Nothing that a user wrote becomes SQL.
record Filter(String where, List<Object> parameters) {

    static Filter of(HistoryQuery query) {
        var parameters = new ArrayList<>();
        var parts = new ArrayList<String>();
        boolean deleted = query.conditions().stream().anyMatch(Condition.Deleted.class::isInstance);
        parts.add(deleted ? "deleted IS NOT NULL" : "deleted IS NULL");
        query.conditions().forEach(condition -> parts.add(sql(condition, parameters)));
        return new Filter(String.join(" AND ", parts), List.copyOf(parameters));
    }

    static String order(HistoryQuery.Order order) {
        return switch (order) {
            case NEWEST -> "at DESC, key DESC";
            case OLDEST -> "at, key";
            case ERROR -> "error IS NULL, error, key";
            case NFE -> "nfe, key";
            case SECONDS -> "seconds, key";
        };
    }

    private static String sql(Condition condition, List<Object> parameters) {
        return switch (condition) {
            case Condition.Words(String text) -> words(text, parameters);
            case Condition.Is(Field field, String value) -> is(field, value.toLowerCase(Locale.ROOT), parameters);
            case Condition.Contains(Field field, String part) -> {
                parameters.add(part.toLowerCase(Locale.ROOT));
                yield "instr(lower(%s), ?) > 0".formatted(column(field));
            }
            case Condition.Compare(Quantity quantity, Comparison comparison, double value) -> {
                parameters.add(value);
                yield "%s %s ?".formatted(column(quantity), sign(comparison));
            }
            case Condition.During(Instant from, Instant to) -> {
                parameters.add(millis(from));
                parameters.add(millis(to));
                yield "at >= ? AND at < ?";
            }
            case Condition.Favourite _ -> "favourite = 1";
            case Condition.Deleted _ -> "TRUE";
        };
    }

    /// Words without a letter or digit are in no text; they are left out, so that a query being typed finds something.
    private static String words(String text, List<Object> parameters) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "TRUE";
        }
        parameters.add("\"%s\"*".formatted(text.replace('"', ' ')));
        return "key IN (SELECT rowid FROM words WHERE words MATCH ?)";
    }

    private static String is(Field field, String value, List<Object> parameters) {
        boolean list = field == Field.TAG || field == Field.SOLVER || field == Field.SAMPLER;
        parameters.add(list ? " " + value + " " : value);
        return (list ? "instr(' ' || %s || ' ', ?) > 0" : "lower(%s) = ?").formatted(column(field));
    }

    private static String column(Field field) {
        return switch (field) {
            case MODEL -> "model";
            case SOLVER, SAMPLER -> "solvers";
            case GRID -> "grid";
            case SCHEDULE -> "schedule";
            case DEVICE -> "device";
            case STATUS -> "status";
            case SOURCE -> "source";
            case FAMILY -> "family";
            case TAG -> "tags";
        };
    }

    private static String column(Quantity quantity) {
        return switch (quantity) {
            case NFE, PASSES -> "nfe";
            case STEPS -> "steps";
            case SAMPLES -> "samples";
            case SEED -> "seed";
            case ERROR -> "error";
            case NLL -> "json_extract(metrics, '$.\"%s\".value')".formatted(MaskedMetrics.NLL);
            case SECONDS -> "seconds";
        };
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> "=";
            case AT_LEAST -> ">=";
            case MORE -> ">";
        };
    }

    private static long millis(Instant at) {
        return at.equals(Instant.MIN) ? Long.MIN_VALUE : at.equals(Instant.MAX) ? Long.MAX_VALUE : at.toEpochMilli();
    }
}
