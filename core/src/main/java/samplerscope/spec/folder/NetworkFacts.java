package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.network.TextNetwork.Logits;
import samplerscope.model.onnx.NetworkFile;

/// What is known of a folder with a masked network, after it was opened and tried.
///
/// @param card       as written, or as guessed where there is none
/// @param isGuessed  whether there is none
/// @param vocabulary tokens without the mask, `V`
/// @param parameters of the masked network
/// @param caches     whether keys and values can be kept
public record NetworkFacts(MaskedCard card, boolean isGuessed, int vocabulary, long parameters, boolean caches) {

    /// @throws samplerscope.SamplerscopeException in one of its kinds if the folder cannot be used
    public static NetworkFacts of(Path folder) {
        SharedNetworks.Lease lease = SharedNetworks.HERE.lease(folder, MaskedNetworkFolder.Variant.PLAIN);
        try {
            MaskedNetworkFolder open = lease.model();
            ModelFolder files = ModelFolder.of(folder, MaskedCard.FILE);
            return new NetworkFacts(open.card(), !files.has(MaskedCard.FILE), open.network().ids().vocabulary(),
                NetworkFile.parametersOf(files.file(open.card().files().model())), open.network().caches());
        } finally {
            lease.end().run();
        }
    }

    /// One fact a line.
    public List<String> inWords() {
        var lines = new ArrayList<String>();
        lines.add("%s: a masked network with %d parameters over %d tokens".formatted(card.name(), parameters, vocabulary));
        lines.add("canvas: up to %d positions".formatted(card.canvas()));
        lines.add("hidden: %s%s".formatted(card.maskToken(), card.endToken().map(e -> ", end of text: " + e).orElse("")));
        card.typedOnly().stream().reduce((a, b) -> a + ", " + b).ifPresent(all -> lines.add("never written: " + all));
        card.tasks().stream().reduce((a, b) -> a + ", " + b).ifPresent(all -> lines.add("prompts begin with: " + all));
        if (card.logits() == Logits.SHIFTED) {
            lines.add("outputs: of the next position");
        }
        var has = new ArrayList<String>();
        Optional.of("keys and values can be kept").filter(_ -> caches).ifPresent(has::add);
        card.files().autoregressive().ifPresent(_ -> has.add("an autoregressive twin"));
        card.files().certain().ifPresent(_ -> has.add("a network that is certain early"));
        card.files().head().ifPresent(_ -> has.add("a head"));
        if (!has.isEmpty()) {
            lines.add("besides: " + String.join(", ", has));
        }
        return lines;
    }
}
