package samplerscope.spec.folder;

import java.util.Arrays;
import samplerscope.model.text.TextTokenizer;
import samplerscope.spec.Json;

/// The tokenizer of one text encoder: always as many tokens as the encoder takes.
///
/// @param length  tokens of every text, those at its beginning and end included
/// @param padding the token that fills up a short text
record FolderTokenizer(TextTokenizer tokenizer, int length, int padding) {

    /// @param part folder of the tokenizer
    /// @param most tokens that the encoder has room for
    /// @throws FolderException naming the file that is missing or wrong
    static FolderTokenizer of(FolderReader folder, String part, int most) {
        ConfigFile config = config(folder, part);
        TokenizerFile.Special special = TokenizerFile.Special.of(config);
        TokenizerFile file = TokenizerFile.of(folder, part, special);
        String padding = special.padding().orElse(special.end());
        int number = file.number(padding).orElseThrow(() -> config.wrong("pad_token",
            "the tokenizer has no number for '%s'".formatted(padding), "name a token that it has"));
        // Where a tokenizer has no bound, its config says 1e30.
        double length = StrictMath.min(most, config.number("model_max_length", most));
        if (length < 2 || length != StrictMath.rint(length)) {
            throw config.wrong("model_max_length", "model_max_length is " + Json.number(length).inWords(),
                "write a whole number of tokens, 2 or more");
        }
        return new FolderTokenizer(folder.tokenizer(file.json().compact(), part), (int) length, number);
    }

    /// The config, and what a `special_tokens_map.json` beside it says otherwise; a newer config, which describes all
    /// added tokens itself, has the last word.
    ///
    /// Source: `from_pretrained` of the tokenizers of huggingface/transformers.
    private static ConfigFile config(FolderReader folder, String part) {
        ConfigFile config = folder.config(part + "/tokenizer_config.json");
        String map = part + "/special_tokens_map.json";
        if (!folder.has(map) || config.has("added_tokens_decoder")) {
            return config;
        }
        Json.Obj both = config.fields();
        for (var entry : folder.config(map).fields().fields().entrySet()) {
            both = both.with(entry.getKey(), entry.getValue());
        }
        return new ConfigFile(config.file(), both);
    }

    /// A text as numbers.
    ///
    /// @param ids  {@link #length} tokens
    /// @param used how many of them are not padding
    /// @param lost tokens for which there was no room
    record Tokens(float[] ids, int used, int lost) {}

    Tokens of(String text) {
        long[] all = tokenizer.tokens(text);
        var ids = new float[length];
        Arrays.fill(ids, padding);
        int used = StrictMath.min(all.length, length);
        for (int i = 0; i < used; i++) {
            ids[i] = all[i];
        }
        if (all.length > length) {
            ids[length - 1] = all[all.length - 1]; // the end of a text is told even where the text is cut
        }
        return new Tokens(ids, used, all.length - used);
    }
}
