package samplerscope.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samplerscope.history.HistoryQuery.Comparison;
import samplerscope.history.HistoryQuery.Condition;
import samplerscope.history.HistoryQuery.Field;
import samplerscope.history.HistoryQuery.Quantity;

/// From what a person types to a query: `two moons solver:unipc nfe<=10 tag:paper after:2026-01-31 is:favourite`.
///
/// `model:moons` finds every id with `moons` in it, `model=moons` that one. What has not the form of a condition is a
/// word to look for.
public final class QueryReader {

    /// What can be written, for a help text.
    public static final String FORMS = "words, model: solver: sampler: grid: schedule: device: status: source: family: tag: "
        + "(= instead of : for the whole id), nfe passes steps samples seed error nll seconds with < <= = >= >, after: before: "
        + "on:YYYY-MM-DD, is:favourite is:deleted";

    private static final Pattern PART = Pattern.compile("\\s*(\"[^\"]*\"?|\\S+)");
    private static final Pattern TEXT = pattern(Field.values(), "([:=])(.+)");
    private static final Pattern NUMBER = pattern(Quantity.values(), "(<=|>=|<|>|=|:)(.*)");
    private static final Pattern DATE = Pattern.compile("(after|before|on):(.+)");
    private static final Pattern IS = Pattern.compile("is:(.+)");
    private static final Map<String, Comparison> SIGNS = Map.of("<", Comparison.LESS, "<=", Comparison.AT_MOST,
        "=", Comparison.EQUAL, ":", Comparison.EQUAL, ">=", Comparison.AT_LEAST, ">", Comparison.MORE);

    private final ZoneId zone;

    /// @param zone in which days begin and end
    public QueryReader(ZoneId zone) {
        this.zone = zone;
    }

    private static Pattern pattern(Enum<?>[] names, String rest) {
        return Pattern.compile(Stream.of(names).map(n -> n.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|", "(", ")")) + rest, Pattern.CASE_INSENSITIVE);
    }

    /// @throws InvalidQueryException for a number or a date that is none
    public HistoryQuery read(String text) {
        HistoryQuery query = HistoryQuery.ALL;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            query = query.and(condition(parts.group(1)));
        }
        return query;
    }

    private Condition condition(String part) {
        Matcher is = IS.matcher(part);
        Matcher date = DATE.matcher(part);
        Matcher field = TEXT.matcher(part);
        Matcher number = NUMBER.matcher(part);
        if (is.matches()) {
            return is(part, is.group(1));
        }
        if (date.matches()) {
            return during(part, date.group(1), date.group(2));
        }
        if (field.matches()) {
            var name = Field.valueOf(field.group(1).toUpperCase(Locale.ROOT));
            return field.group(2).equals("=") || name == Field.TAG ? new Condition.Is(name, field.group(3))
                : new Condition.Contains(name, field.group(3));
        }
        if (number.matches()) {
            return new Condition.Compare(Quantity.valueOf(number.group(1).toUpperCase(Locale.ROOT)),
                SIGNS.get(number.group(2)), number(part, number.group(3)));
        }
        return new Condition.Words(part.replace("\"", ""));
    }

    private static Condition is(String part, String word) {
        return switch (word) {
            case "favourite", "favorite" -> new Condition.Favourite();
            case "deleted" -> new Condition.Deleted();
            default -> throw new InvalidQueryException(part, "write is:favourite or is:deleted");
        };
    }

    private static double number(String part, String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new InvalidQueryException(part, "write a number after the sign, as in nfe<=10");
        }
    }

    private Condition during(String part, String word, String day) {
        try {
            Instant begin = LocalDate.parse(day).atStartOfDay(zone).toInstant();
            Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
            return switch (word) {
                case "after" -> new Condition.During(begin, Instant.MAX);
                case "before" -> new Condition.During(Instant.MIN, begin);
                default -> new Condition.During(begin, end);
            };
        } catch (DateTimeException e) {
            throw new InvalidQueryException(part, "write a day as in %s:2026-01-31".formatted(word));
        }
    }
}
