package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.masked.network.TextGraph;
import samplerscope.masked.network.TextNetwork;
import samplerscope.masked.network.TokenIds;
import samplerscope.model.text.TextTokenizer;
import samplerscope.spec.Fingerprint;

/// A folder with a masked network, opened: the graphs, the tokenizer, and what was read.
///
/// @param card      of the folder, or what was guessed instead of one
/// @param network   checked for the whole canvas
/// @param checksums SHA-256 of each file, by its name in the folder
record MaskedNetworkFolder(MaskedCard card, TextNetwork network, int fixedLength, TokenizerText tokens, TextTokenizer tokenizer,
                 Map<String, String> checksums) implements AutoCloseable {

    /// Which of the masked networks of a card.
    enum Variant { PLAIN, CERTAIN }

    /// @throws FolderException                                       naming the file that is missing or wrong
    /// @throws samplerscope.spec.SpecException                       naming the place in the card
    /// @throws samplerscope.model.onnx.NetworkException              if a network cannot be loaded
    /// @throws samplerscope.masked.network.UnusableNetworkException  if it is not what the card says
    static MaskedNetworkFolder open(Path path, Variant variant) {
        ModelFolder folder = folder(path);
        var reader = new FolderReader(folder);
        MaskedCard card = card(folder, reader);
        var file = new TokenizerFile(reader.config(card.files().tokenizer()).fields());
        TokenIds ids = ids(reader, card, file);
        TextTokenizer tokenizer = TextTokenizer.of(file.json().compact(),
            folder.root().resolve(card.files().tokenizer()).toString());
        try {
            return open(folder, card, variant, file, ids, tokenizer);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /// The card of a folder, or what is guessed instead; no network is opened.
    ///
    /// @throws FolderException                 naming the file that is missing or wrong
    /// @throws samplerscope.spec.SpecException naming the place in the card
    static MaskedCard card(Path path) {
        ModelFolder folder = folder(path);
        return card(folder, new FolderReader(folder));
    }

    private static ModelFolder folder(Path path) {
        return ModelFolder.of(path, MaskedCard.FILE + " or model.onnx");
    }

    private static MaskedCard card(ModelFolder folder, FolderReader reader) {
        return folder.has(MaskedCard.FILE) ? MaskedCard.read(folder.file(MaskedCard.FILE))
            : new BareNetworkFolder(reader).card();
    }

    private static MaskedNetworkFolder open(ModelFolder folder, MaskedCard card, Variant variant, TokenizerFile file, TokenIds ids,
                                  TextTokenizer tokenizer) {
        String name = variant == Variant.PLAIN ? card.files().model() : card.files().certain().orElseThrow(
            () -> new FolderException(folder.root().resolve(MaskedCard.FILE), "it names no 'certain' network",
                "choose the plain network"));
        // A head was trained on the hidden states of the plain network.
        Optional<String> head = card.files().head().filter(_ -> variant == Variant.PLAIN);
        Optional<Supplier<TextGraph>> twin = card.files().autoregressive().map(n -> later(folder, n));
        Optional<Supplier<TextGraph>> beside = head.map(n -> later(folder, n));
        TextGraph masked = graph(folder, name);
        var network = new TextNetwork(masked, twin, beside, ids, card.logits());
        try {
            network.check(card.canvas());
            OptionalInt end = card.endToken().map(token -> OptionalInt.of(ids.token(number(folder, card, file, token))))
                .orElse(OptionalInt.empty());
            return new MaskedNetworkFolder(card, network, masked.fixedLength(),
                new TokenizerText(tokenizer, ids, card.maskToken(), unknown(file), end), tokenizer,
                checksums(folder, card, name));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static TokenIds ids(FolderReader reader, MaskedCard card, TokenizerFile file) {
        int mask = file.number(card.maskToken()).orElseThrow(() -> reader.wrong(card.files().tokenizer(),
            "it has no token '%s' for hidden positions".formatted(card.maskToken()),
            "correct maskToken in %s, or take the tokenizer that the network was trained with".formatted(MaskedCard.FILE)));
        SortedSet<Integer> numbers = file.numbers();
        int[] ordinary = numbers.stream().filter(n -> n != mask).mapToInt(n -> n).toArray();
        Set<Integer> typed = card.typedOnly().stream().map(token -> file.number(token).orElseThrow(() ->
            reader.wrong(card.files().tokenizer(), "it has no token '%s' that is only typed".formatted(token),
                "correct typedOnly in " + MaskedCard.FILE))).collect(Collectors.toSet());
        int[] written = IntStream.range(0, ordinary.length).filter(v -> !typed.contains(ordinary[v])).toArray();
        if (written.length < 2) {
            throw reader.wrong(card.files().tokenizer(),
                "it has %d tokens that can be written".formatted(written.length),
                "save the tokenizer of the model again, as a fast one");
        }
        return new TokenIds(ordinary, mask, written);
    }

    private static Optional<TokenizerText.Unknown> unknown(TokenizerFile file) {
        return file.unknown().filter(token -> file.number(token).isPresent())
            .map(token -> new TokenizerText.Unknown(token, file.number(token).getAsInt()));
    }

    private static int number(ModelFolder folder, MaskedCard card, TokenizerFile file, String token) {
        return file.number(token).orElseThrow(() -> new FolderException(folder.root().resolve(card.files().tokenizer()),
            "it has no token '%s' for the end of a text".formatted(token),
            "correct endToken in %s, or leave it out".formatted(MaskedCard.FILE)));
    }

    /// The file must be there now, though it is loaded later.
    private static Supplier<TextGraph> later(ModelFolder folder, String name) {
        folder.network(name);
        return () -> graph(folder, name);
    }

    private static TextGraph graph(ModelFolder folder, String name) {
        folder.network(name);
        return TextGraph.open(folder.file(name), folder.root(), FolderReader.threads());
    }

    private static Map<String, String> checksums(ModelFolder folder, MaskedCard card, String network) {
        var sums = new LinkedHashMap<String, String>();
        Stream.of(Optional.of(network), card.files().autoregressive(), card.files().head()).flatMap(Optional::stream)
            .flatMap(name -> folder.network(name).stream())
            .forEach(file -> sums.put(named(folder, file), Fingerprint.of(file)));
        sums.put(card.files().tokenizer(), Fingerprint.of(folder.file(card.files().tokenizer())));
        return sums;
    }

    private static String named(ModelFolder folder, Path file) {
        return folder.root().relativize(file).toString().replace('\\', '/');
    }

    @Override
    public void close() {
        network.close();
        tokenizer.close();
    }
}
