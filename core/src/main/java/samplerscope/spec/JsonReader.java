package samplerscope.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Text to JSON values with their positions.
///
/// `NaN` and `Infinity` are read, so that the message about them can name the field.
public final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final JsonParser parser;
    private final String file;

    private JsonReader(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /// @param file how messages call the text
    /// @throws SpecException if the text is no JSON, ends too early, goes on behind its end, or names a field twice
    public static Json read(String text, String file) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, file).document();
        } catch (JsonEOFException e) {
            throw malformed(e, file, "the text ends in the middle", "the file was cut short: get it again");
        } catch (JsonProcessingException e) {
            throw malformed(e, file, "this is not JSON: " + firstLine(e.getOriginalMessage()),
                "correct the text there, or choose another file");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Json document() throws IOException {
        if (parser.nextToken() == null) {
            throw new SpecException(new Json.Position(file, 1, 1), "", "the text is empty",
                "choose a file that holds a spec");
        }
        Json json = value();
        if (parser.nextToken() != null) {
            throw new SpecException(position(), "", "something follows the end of the spec", "keep one spec per file");
        }
        return json;
    }

    private Json value() throws IOException {
        Json.Position at = position();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> new Json.Text(parser.getText(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText().replace("INF", "Infinity"), at);
            case VALUE_TRUE, VALUE_FALSE -> new Json.Flag(token == JsonToken.VALUE_TRUE, at);
            case VALUE_NULL -> new Json.Null(at);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a value began with " + token);
        };
    }

    private Json.Obj object(Json.Position at) throws IOException {
        var fields = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Json.Position here = position();
            parser.nextToken();
            if (fields.putIfAbsent(name, value()) != null) {
                throw new SpecException(here, name, "the field '%s' is there twice".formatted(name),
                    "remove one of the two");
            }
        }
        return new Json.Obj(fields, at);
    }

    private Json.Arr array(Json.Position at) throws IOException {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Json.Arr(items, at);
    }

    private Json.Position position() {
        return position(parser.currentTokenLocation(), file);
    }

    private static Json.Position position(JsonLocation at, String file) {
        return new Json.Position(file, at.getLineNr(), at.getColumnNr());
    }

    private static SpecException malformed(JsonProcessingException cause, String file, String happened, String remedy) {
        // A text that breaks a limit, such as the depth of nesting, has no location.
        Json.Position at = cause.getLocation() == null ? new Json.Position(file, 1, 1)
            : position(cause.getLocation(), file);
        return new SpecException(at, "", happened, remedy);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
