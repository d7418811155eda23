package samplerscope.spec.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import samplerscope.masked.network.TextNetwork.Logits;

/// What the card of a folder without one would say: a masked language model as Optimum exports it, with the mask token
/// that its tokenizer names or that is usual.
final class BareNetworkFolder {

    static final List<String> NETWORKS = List.of("model.onnx", "onnx/model.onnx");
    static final String TOKENIZER = "tokenizer.json";
    private static final List<String> CONFIGS = List.of("tokenizer_config.json", "special_tokens_map.json");
    private static final List<String> USUAL_MASKS = List.of("<mask>", "[MASK]", "<|mask|>", "<|mdm_mask|>");
    /// Of tokens that frame a text, fill a batch up, or stand for what cannot be read.
    private static final List<String> TYPED_ONLY =
        List.of("bos_token", "cls_token", "sep_token", "pad_token", "unk_token");
    private static final List<String> LENGTHS = List.of("max_position_embeddings", "max_sequence_length", "n_positions");
    private static final int USUAL_LENGTH = 512;
    /// Models whose positions count from behind the padding token, number 1: the table is as much longer.
    private static final List<String> BEHIND_PADDING = List.of("roberta", "camembert", "mpnet", "esm", "longformer");

    private final FolderReader folder;

    BareNetworkFolder(FolderReader folder) {
        this.folder = folder;
    }

    /// @throws FolderException that says what would have to be there
    MaskedCard card() {
        String network = NETWORKS.stream().filter(folder::has).findFirst().orElseThrow(() -> folder.wrong(MaskedCard.FILE,
            "the folder has neither this card nor %s".formatted(String.join(" or ", NETWORKS)),
            "export a masked network to ONNX into it, as optimum-cli does with --task fill-mask"));
        var tokenizer = new TokenizerFile(folder.config(TOKENIZER).fields());
        String mask = Stream.concat(named("mask_token").stream(), USUAL_MASKS.stream())
            .filter(token -> tokenizer.number(token).isPresent()).findFirst().orElseThrow(() -> folder.wrong(TOKENIZER,
                "it has no mask token: none of %s".formatted(String.join(", ", USUAL_MASKS)),
                "take a masked language model, or name the token in a " + MaskedCard.FILE));
        Optional<String> end = named("eos_token").filter(token -> tokenizer.number(token).isPresent());
        var files = new MaskedCard.Files(network, Optional.empty(), Optional.empty(), Optional.empty(), TOKENIZER);
        return new MaskedCard(String.valueOf(folder.root().getFileName()), mask, end, typedOnly(tokenizer, mask, end),
            canvas(), logits(), files, List.of());
    }

    /// Where one token has several parts, as with RoBERTa, ending a text is the one that counts.
    private List<String> typedOnly(TokenizerFile tokenizer, String mask, Optional<String> end) {
        return Stream.concat(TYPED_ONLY.stream().flatMap(field -> named(field).stream()), tokenizer.unknown().stream())
            .distinct().filter(token -> tokenizer.number(token).isPresent() && !token.equals(mask))
            .filter(token -> end.filter(token::equals).isEmpty()).toList();
    }

    private Optional<String> named(String field) {
        return CONFIGS.stream().filter(folder::has).flatMap(file -> folder.config(file).token(field).stream()).findFirst();
    }

    private int canvas() {
        if (!folder.has("config.json")) {
            return USUAL_LENGTH;
        }
        ConfigFile config = folder.config("config.json");
        String type = config.text("model_type", "");
        int unused = BEHIND_PADDING.stream().anyMatch(type::contains) ? 2 : 0;
        return LENGTHS.stream().map(config::count).filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt)
            .map(n -> StrictMath.clamp(n - unused, 1, MaskedCard.LONGEST)).findFirst().orElse(USUAL_LENGTH);
    }

    private Logits logits() {
        String type = folder.has("config.json") ? folder.config("config.json").text("model_type", "") : "";
        return type.toLowerCase(Locale.ROOT).equals("dream") ? Logits.SHIFTED : Logits.IN_PLACE;
    }
}
