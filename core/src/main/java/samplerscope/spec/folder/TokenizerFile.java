package samplerscope.spec.folder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The content of a `tokenizer.json`: as the folder has it, or made of the `vocab.json` and `merges.txt` of CLIP.
///
/// Source: the tokenizer of openai/CLIP, `simple_tokenizer.py`: lower case, byte pairs within words, `</w>` behind.
record TokenizerFile(Json.Obj json) {

    /// Words, single digits, or what is neither, as CLIP's tokenizer takes a text apart.
    private static final String WORDS = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

    /// @param part    folder of the tokenizer
    /// @param special tokens that are never taken apart
    /// @throws FolderException naming the file that is missing or wrong
    static TokenizerFile of(FolderReader folder, String part, Special special) {
        String whole = part + "/tokenizer.json";
        if (folder.has(whole)) {
            return new TokenizerFile(folder.config(whole).fields()).with(special.all());
        }
        if (!folder.has(part + "/vocab.json") || !folder.has(part + "/merges.txt")) {
            throw folder.wrong(whole, "the file is missing, and so is vocab.json or merges.txt",
                "save the tokenizer of the pipeline again, as a fast one");
        }
        return clip(folder.config(part + "/vocab.json"), folder.text(part + "/merges.txt"), special);
    }

    /// @param beginning stands before every text
    /// @param end       stands behind it
    /// @param unknown   for what no token stands for
    /// @param padding   fills a text up; empty where the end does
    record Special(String beginning, String end, String unknown, Optional<String> padding) {

        static Special of(ConfigFile config) {
            String end = config.token("eos_token").orElse("<|endoftext|>");
            return new Special(config.token("bos_token").orElse("<|startoftext|>"), end,
                config.token("unk_token").orElse(end), config.token("pad_token"));
        }

        /// A text never holds one of them by chance: what reads like it is it.
        Set<String> all() {
            var all = new LinkedHashSet<>(List.of(beginning, end, unknown));
            padding.ifPresent(all::add);
            return all;
        }
    }

    private static TokenizerFile clip(ConfigFile vocabulary, String merges, Special special) {
        Json.Obj model = Json.object().with("type", "BPE").with("unk_token", special.unknown())
            .with("continuing_subword_prefix", "").with("end_of_word_suffix", "</w>").with("fuse_unk", Json.flag(false))
            .with("vocab", vocabulary.fields()).with("merges", Json.texts(pairs(merges)));
        var file = new TokenizerFile(read("""
            {"version": "1.0", "added_tokens": [],
             "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"},
               {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "}, {"type": "Lowercase"}]}}""")
            .with("pre_tokenizer", words()).with("model", model)).with(special.all());
        return new TokenizerFile(file.json.with("post_processor", read("""
            {"type": "RobertaProcessing", "trim_offsets": false, "add_prefix_space": false}""")
            .with("sep", file.named(vocabulary, special.end()))
            .with("cls", file.named(vocabulary, special.beginning()))));
    }

    private static Json.Obj words() {
        Json.Obj split = Json.object().with("type", "Split").with("pattern", Json.object().with("Regex", WORDS))
            .with("behavior", "Removed").with("invert", Json.flag(true));
        return Json.object().with("type", "Sequence").with("pretokenizers", Json.array(List.of(split,
            read("{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true}"))));
    }

    /// The first line names a version.
    private static List<String> pairs(String merges) {
        return merges.lines().filter(line -> !line.startsWith("#version") && !line.isBlank()).map(String::strip)
            .toList();
    }

    private Json named(ConfigFile vocabulary, String token) {
        int number = number(token).orElseThrow(() -> new FolderException(vocabulary.file(),
            "it has no number for '%s'".formatted(token),
            "get the vocabulary again, or correct special_tokens_map.json"));
        return Json.array(List.of(Json.text(token), Json.number(number)));
    }

    private static Json.Obj read(String text) {
        return (Json.Obj) JsonReader.read(text, "tokenizer.json");
    }

    /// Those of the tokens that have a number are never taken apart.
    private TokenizerFile with(Set<String> special) {
        Map<Integer, Json> added = new LinkedHashMap<>();
        for (Json token : added()) {
            if (token instanceof Json.Obj object && object.get("id").orElse(token) instanceof Json.Num id) {
                added.put((int) id.value(), token);
            }
        }
        for (String token : special) {
            number(token).ifPresent(id -> added.putIfAbsent(id, Json.object().with("id", id).with("content", token)
                .with("single_word", Json.flag(false)).with("lstrip", Json.flag(false)).with("rstrip", Json.flag(false))
                .with("normalized", Json.flag(false)).with("special", Json.flag(true))));
        }
        return new TokenizerFile(json.with("added_tokens", Json.array(new ArrayList<>(added.values()))));
    }

    private List<Json> added() {
        return json.get("added_tokens").orElse(json) instanceof Json.Arr(var items, var _) ? items : List.of();
    }

    /// Numbers of all tokens, ascending.
    SortedSet<Integer> numbers() {
        var all = new TreeSet<Integer>();
        for (Json one : added()) {
            if (one instanceof Json.Obj object && object.get("id").orElse(one) instanceof Json.Num id) {
                all.add((int) id.value());
            }
        }
        switch (vocabulary()) {
            case Json.Arr(var pieces, var _) -> IntStream.range(0, pieces.size()).forEach(all::add);
            case Json.Obj(var numbers, var _) -> numbers.values().forEach(n -> {
                if (n instanceof Json.Num number) {
                    all.add((int) number.value());
                }
            });
            case Json.Text _, Json.Num _, Json.Flag _, Json.Null _ -> { }
        }
        return all;
    }

    private Json vocabulary() {
        return model().flatMap(m -> m.get("vocab")).orElse(Json.object());
    }

    private Optional<Json.Obj> model() {
        return json.get("model").filter(m -> m instanceof Json.Obj).map(m -> (Json.Obj) m);
    }

    /// What stands for a text that no token reads, where there is such a token.
    Optional<String> unknown() {
        return model().flatMap(m -> m.get("unk_token")).filter(t -> t instanceof Json.Text)
            .map(t -> ((Json.Text) t).value());
    }

    /// The number of a token: of an added one, of a vocabulary from token to number, or of a list in order.
    OptionalInt number(String token) {
        for (Json one : added()) {
            if (one instanceof Json.Obj object && object.get("id").orElse(one) instanceof Json.Num id
                && object.get("content").orElse(one) instanceof Json.Text(var name, var _) && name.equals(token)) {
                return OptionalInt.of((int) id.value());
            }
        }
        Json vocabulary = vocabulary();
        if (vocabulary instanceof Json.Arr(var pieces, var _)) {
            return place(pieces, token);
        }
        return vocabulary instanceof Json.Obj(var numbers, var _) && numbers.get(token) instanceof Json.Num number
            ? OptionalInt.of((int) number.value()) : OptionalInt.empty();
    }

    private static OptionalInt place(List<Json> pieces, String token) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Json.Arr(var piece, var _) && !piece.isEmpty()
                && piece.getFirst() instanceof Json.Text(String name, var _) && name.equals(token)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
