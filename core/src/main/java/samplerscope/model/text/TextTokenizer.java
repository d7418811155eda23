package samplerscope.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
