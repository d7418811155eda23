package samplerscope.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tokenizer of Hugging Face. Neither cuts nor pads: how long a text may be is the matter of its network.
///
/// Safe to use from several threads.
public final class TextTokenizer implements AutoCloseable {

    private static final Map<String, String> WHOLE = Map.of("addSpecialTokens", "true", "truncation", "DO_NOT_TRUNCATE",
        "padding", "DO_NOT_PAD");

    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// @param json content of a `tokenizer.json`
    /// @param name how messages call it
    /// @throws TokenizerException if it is none, or the library cannot be loaded here
    public static TextTokenizer of(String json, String name) {
        stayOffline();
        try {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), WHOLE));
        } catch (LinkageError e) {
            throw new TokenizerException("the tokenizer library cannot be loaded (%s)".formatted(firstLine(e)),
                "it exists for Windows, Linux and macOS on 64 bits; models without texts need none", e);
        } catch (IOException | RuntimeException e) { // what Rust finds wrong comes as a bare RuntimeException
            throw new TokenizerException("'%s' cannot be used (%s)".formatted(name, firstLine(e)),
                "get the folder again, or save its tokenizer with a newer version", e);
        }
    }

    /// Before the library's first use: it would report its use, and fetch another build of itself where there is CUDA.
    private static void stayOffline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    /// The numbers of the tokens, with those that stand before and behind every text.
    public long[] tokens(String text) {
        try {
            return tokenizer.encode(text).getIds();
        } catch (RuntimeException e) {
            throw new TokenizerException("a text cannot be split into tokens (%s)".formatted(firstLine(e)),
                "write it in other words", e);
        }
    }

    /// A piece of a text that became one token.
    ///
    /// @param text what stands there; empty for a token that stands for nothing in the text
    public record Piece(int id, String text) {}

    /// The tokens of a text alone, without those that stand before and behind every text.
    public List<Piece> pieces(String text) {
        try {
            Encoding encoded = tokenizer.encode(text, false, false);
            var pieces = new ArrayList<Piece>();
            for (int i = 0; i < encoded.getIds().length; i++) {
                CharSpan span = encoded.getCharTokenSpans()[i];
                pieces.add(new Piece((int) encoded.getIds()[i], span == null ? "" : part(text, span)));
            }
            return pieces;
        } catch (RuntimeException e) {
            throw new TokenizerException("a text cannot be split into tokens (%s)".formatted(firstLine(e)),
                "write it in other words", e);
        }
    }

    /// Spans count characters of Unicode.
    private static String part(String text, CharSpan span) {
        int from = text.offsetByCodePoints(0, span.getStart());
        return text.substring(from, text.offsetByCodePoints(from, span.getEnd() - span.getStart()));
    }

    /// What tokens read together, special ones included.
    public String text(long... ids) {
        try {
            return tokenizer.decode(ids, false);
        } catch (RuntimeException e) {
            throw new TokenizerException("tokens cannot be read (%s)".formatted(firstLine(e)),
                "get the folder again, or save its tokenizer with a newer version", e);
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
