package samplerscope.masked.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// `J`: a flat JSON object of two to four typed fields, those asked for in their order, or any:
/// `Jid,on>{"id":407,"on":true}`. Quotes and brackets that belong together stand far apart.
public record FlatJson() implements TextTask {

    private static final Set<String> NAMES = Set.of("ada", "bob", "carl", "dora", "emil", "fay", "gus", "hana", "ivo",
        "june", "kai", "lena", "maria", "noor", "olaf", "pia");
    private static final Set<String> CITIES = Set.of("athens", "bern", "cairo", "delhi", "essen", "fez", "graz",
        "hanoi", "izmir", "kyoto", "lima", "rome");
    private static final List<Field> FIELDS = List.of(
        new Field("id", "a whole number below 1000", v -> isWhole(v, 1000)),
        new Field("name", "one of the names", v -> v.isTextual() && NAMES.contains(v.textValue())),
        new Field("city", "one of the cities", v -> v.isTextual() && CITIES.contains(v.textValue())),
        new Field("on", "true or false", JsonNode::isBoolean),
        new Field("size", "a number with a point, below 10",
            v -> v.isFloatingPointNumber() && v.doubleValue() >= 0 && v.doubleValue() < 10),
        new Field("at", "a list of two digits",
            v -> v.isArray() && v.size() == 2 && isWhole(v.get(0), 10) && isWhole(v.get(1), 10)));
    private static final Map<String, Field> BY_KEY = FIELDS.stream().collect(Collectors.toMap(Field::key, f -> f));
    private static final int FEWEST = 2;
    private static final int MOST = 4;
    private static final String END = ">";
    private static final JsonMapper MAPPER = new JsonMapper();

    /// @param value what belongs there, in words
    private record Field(String key, String value, Rule rule) {}

    private interface Rule {
        boolean holds(JsonNode value);
    }

    private static boolean isWhole(JsonNode value, int above) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0 && value.intValue() < above;
    }

    @Override
    public String id() {
        return "J";
    }

    @Override
    public String name() {
        return "Flat JSON";
    }

    @Override
    public String description() {
        return "two to four keys or none, answered by a JSON object that has them in that order, with typed values";
    }

    @Override
    public int canvas() {
        return 76;
    }

    @Override
    public Answers answers() {
        return Answers.SAMPLED;
    }

    @Override
    public String alphabet() {
        String words = String.join("", NAMES) + String.join("", CITIES) + String.join("", BY_KEY.keySet())
            + "truefalse";
        return id() + "0123456789{}[]\":,.>" + words.chars().distinct().sorted().mapToObj(Character::toString)
            .collect(Collectors.joining());
    }

    @Override
    public String draw(RandomGenerator random) {
        List<Integer> fields = Draws.some(Draws.between(FEWEST, MOST, random), FIELDS.size(), random);
        String keys = fields.stream().map(i -> FIELDS.get(i).key()).collect(Collectors.joining(","));
        return id() + (random.nextDouble() < 0.5 ? keys : "") + END;
    }

    @Override
    public String prompt(String typed) {
        List<String> keys = asked(typed);
        return id() + String.join(",", keys) + END;
    }

    private List<String> asked(String typed) {
        String body = Typed.body(typed, id(), END);
        if (body.isEmpty()) {
            return List.of();
        }
        List<String> keys = List.of(body.split(",", -1));
        for (String key : keys) {
            if (!BY_KEY.containsKey(key)) {
                throw malformed("asks for the key '%s'".formatted(key));
            }
        }
        if (Set.copyOf(keys).size() < keys.size()) {
            throw malformed("asks for a key twice");
        }
        if (keys.size() < FEWEST || keys.size() > MOST) {
            throw malformed("asks for %d key%s".formatted(keys.size(), keys.size() == 1 ? "" : "s"));
        }
        return keys;
    }

    private static MalformedPromptException malformed(String happened) {
        return new MalformedPromptException("the prompt of task J " + happened,
            "give none, or %d to %d different ones of %s".formatted(FEWEST, MOST,
                FIELDS.stream().map(Field::key).collect(Collectors.joining(", "))));
    }

    @Override
    public Verdict check(String prompt, String answer) {
        List<String> asked = asked(prompt);
        try (JsonParser parser = MAPPER.createParser(answer)) {
            return object(parser, asked);
        } catch (JsonEOFException e) {
            return Verdict.wrong("no JSON", answer.length(), "no JSON: it ends in the middle");
        } catch (JsonProcessingException e) {
            int position = position(e);
            return Verdict.wrong("no JSON", position, "no JSON: position %d: %s".formatted(position,
                e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static int position(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation()).map(at -> (int) StrictMath.max(0, at.getCharOffset())).orElse(0);
    }

    private static Verdict object(JsonParser parser, List<String> asked) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return parser.currentToken() == null ? Verdict.wrong("no JSON", "no JSON: it is empty")
                : whole(parser, Verdict.wrong("no object", "it is no object"));
        }
        var seen = new LinkedHashSet<String>();
        Optional<Verdict> fault = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int at = (int) parser.currentTokenLocation().getCharOffset();
            parser.nextToken();
            JsonNode value = parser.readValueAsTree();
            boolean again = !seen.add(key);
            fault = fault.or(() -> field(key, value, at, again));
        }
        return whole(parser, fault.orElseGet(() -> keys(List.copyOf(seen), asked)));
    }

    /// A verdict, if nothing follows; that it is no JSON is the first thing to say.
    private static Verdict whole(JsonParser parser, Verdict verdict) throws IOException {
        parser.skipChildren();
        return parser.nextToken() == null ? verdict : Verdict.wrong("no JSON",
            (int) parser.currentTokenLocation().getCharOffset(), "no JSON: something follows its end");
    }

    private static Optional<Verdict> field(String key, JsonNode value, int at, boolean again) {
        if (!BY_KEY.containsKey(key)) {
            return Optional.of(Verdict.wrong("key", at, "key '%s' is none of the six".formatted(key)));
        }
        if (again) {
            return Optional.of(Verdict.wrong("key", at, "key %s twice".formatted(key)));
        }
        Field field = BY_KEY.get(key);
        return field.rule().holds(value) ? Optional.empty()
            : Optional.of(Verdict.wrong("value", at, "%s is %s, not %s".formatted(key, value, field.value())));
    }

    private static Verdict keys(List<String> keys, List<String> asked) {
        if (!asked.isEmpty() && !keys.equals(asked)) {
            return Verdict.wrong("keys", "has %s, asked for are %s".formatted(words(keys), words(asked)));
        }
        return keys.size() >= FEWEST && keys.size() <= MOST ? Verdict.right()
            : Verdict.wrong("keys", "has %d key%s, needs %d to %d".formatted(keys.size(), keys.size() == 1 ? "" : "s",
                FEWEST, MOST));
    }

    private static String words(List<String> keys) {
        return keys.isEmpty() ? "no key" : String.join(",", keys);
    }
}
