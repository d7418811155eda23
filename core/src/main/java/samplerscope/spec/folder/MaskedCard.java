package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.network.TextNetwork.Logits;
import samplerscope.spec.Fields;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// `masked.json`: which file of a folder is what, and what its masked network takes. Read strictly.
///
/// @param name      in a list
/// @param maskToken the token of a hidden position, as the tokenizer writes it
/// @param endToken  after which a text says nothing more
/// @param typedOnly tokens that the network never writes, though a prompt may hold them
/// @param canvas    the most positions
/// @param logits    which output is of which position
/// @param files     by their place in the card, relative to the folder
/// @param tasks     first characters of prompts that the network was trained on; empty where that says nothing
public record MaskedCard(String name, String maskToken, Optional<String> endToken, List<String> typedOnly, int canvas,
                         Logits logits, Files files, List<String> tasks) {

    public static final String FILE = "masked.json";
    private static final String FORMAT = "samplerscope-masked-model";
    private static final int VERSION = 1;
    static final int LONGEST = 1 << 16;

    /// @param model          the masked network
    /// @param autoregressive its twin
    /// @param certain        another masked network, distilled to be certain early
    /// @param head           that renews predictions of `model` within a pass
    public record Files(String model, Optional<String> autoregressive, Optional<String> certain, Optional<String> head,
                        String tokenizer) {}

    public MaskedCard {
        typedOnly = List.copyOf(typedOnly);
        tasks = List.copyOf(tasks);
    }

    /// @throws samplerscope.spec.SpecException       naming the place that is wrong
    /// @throws samplerscope.spec.FileAccessException if the file cannot be read
    static MaskedCard read(Path file) {
        Fields card = Fields.of("", JsonReader.read(FileAccess.readText(file), FILE));
        if (!card.needText("format").equals(FORMAT)) {
            throw Fields.wrong("format", card.need("format"), "must be \"%s\"".formatted(FORMAT));
        }
        card.needWhole("version", VERSION, VERSION);
        Fields files = card.needFields("files");
        boolean shifted = card.flagOr("shifted", false);
        var read = new MaskedCard(text(card, "name").orElse(String.valueOf(file.toAbsolutePath().getParent().getFileName())),
            card.needText("maskToken"), text(card, "endToken"), texts(card, "typedOnly"),
            (int) card.needWhole("canvas", 1, LONGEST), shifted ? Logits.SHIFTED : Logits.IN_PLACE, files(files),
            texts(card, "tasks"));
        files.nothingElse();
        card.nothingElse();
        return read;
    }

    /// The card as it is written.
    public Json.Obj json() {
        Json.Obj object = Json.object().with("format", FORMAT).with("version", VERSION).with("name", name)
            .with("maskToken", maskToken);
        object = endToken.isPresent() ? object.with("endToken", endToken.get()) : object;
        object = typedOnly.isEmpty() ? object : object.with("typedOnly", Json.texts(typedOnly));
        object = object.with("canvas", canvas);
        object = logits == Logits.SHIFTED ? object.with("shifted", Json.flag(true)) : object;
        Json.Obj named = Json.object().with("model", files.model());
        named = files.autoregressive().isPresent() ? named.with("autoregressive", files.autoregressive().get()) : named;
        named = files.certain().isPresent() ? named.with("certain", files.certain().get()) : named;
        named = files.head().isPresent() ? named.with("head", files.head().get()) : named;
        object = object.with("files", named.with("tokenizer", files.tokenizer()));
        return tasks.isEmpty() ? object : object.with("tasks", Json.texts(tasks));
    }

    private static Files files(Fields files) {
        return new Files(files.needText("model"), text(files, "autoregressive"), text(files, "certain"), text(files, "head"),
            text(files, "tokenizer").orElse("tokenizer.json"));
    }

    private static List<String> texts(Fields card, String name) {
        return card.take(name).map(json -> Fields.list(name, json).stream()
            .map(text -> Fields.text(name, text)).toList()).orElse(List.of());
    }

    private static Optional<String> text(Fields fields, String name) {
        return fields.take(name).map((Json json) -> Fields.text(fields.path(name), json));
    }
}
