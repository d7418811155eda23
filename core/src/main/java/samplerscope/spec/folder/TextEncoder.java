package samplerscope.spec.folder;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Numbers;
import samplerscope.model.onnx.Port;

/// A network that reads texts, with its tokenizer.
record TextEncoder(NetworkFile network, ConfigFile config, FolderTokenizer tokenizer) {

    static final String LAST = "last_hidden_state";
    /// Projected vector of a whole text.
    static final String POOLED = "text_embeds";

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    /// Of CLIP, where its config is silent.
    private static final int CLIP_LENGTH = 77;

    /// @param suffix empty, `_2` or `_3`
    /// @throws FolderException naming the file that is missing or wrong
    static TextEncoder of(FolderReader folder, String suffix) {
        ConfigFile config = folder.config("text_encoder" + suffix + "/config.json");
        return of(folder, suffix, config, config.count("max_position_embeddings").orElse(CLIP_LENGTH));
    }

    /// @param most tokens of a text
    static TextEncoder of(FolderReader folder, String suffix, ConfigFile config, int most) {
        FolderTokenizer tokenizer = FolderTokenizer.of(folder, "tokenizer" + suffix, most);
        return new TextEncoder(folder.network("text_encoder" + suffix + "/model.onnx"), config, tokenizer);
    }

    /// The layer before the last, without the normalization behind the last.
    String penultimate() {
        int layers = config.count("num_hidden_layers").orElseThrow(() -> config.wrong("num_hidden_layers",
            "num_hidden_layers is missing", "write the number of layers"));
        return "hidden_states." + (layers - 1);
    }

    /// This one.
    ///
    /// @throws FolderException if the network has no input for tokens, or not these outputs
    TextEncoder having(Set<String> outputs) {
        Set<String> missing = new TreeSet<>(outputs);
        network.outputs().stream().map(Port::name).forEach(missing::remove);
        if (!missing.isEmpty() || network.input(IDS).isEmpty()) {
            throw new FolderException(network.file(), "the text encoder has no %s; its outputs are %s".formatted(
                missing.isEmpty() ? "input " + IDS : "output " + String.join(", ", missing),
                String.join(", ", network.outputs().stream().map(Port::name).toList())),
                "export the whole pipeline again, not its parts");
        }
        return this;
    }

    /// Some outputs for one text.
    ///
    /// @param wanted of those that {@link #having} found
    Map<String, Embedding> of(String text, Set<String> wanted) {
        var encoded = new HashMap<String, Embedding>();
        network.run(FolderReader.threads(), given(tokenizer.of(text)), wanted)
            .forEach((name, numbers) -> encoded.put(name, embedding(numbers)));
        return encoded;
    }

    private Map<String, Numbers> given(FolderTokenizer.Tokens tokens) {
        List<Integer> shape = List.of(1, tokens.ids().length);
        var given = new HashMap<>(Map.of(IDS, new Numbers(shape, tokens.ids())));
        if (network.input(MASK).isPresent()) {
            var mask = new float[tokens.ids().length];
            Arrays.fill(mask, 0, config.flag("use_attention_mask") ? tokens.used() : mask.length, 1);
            given.put(MASK, new Numbers(shape, mask));
        }
        return given;
    }

    /// Of a batch of one: [1, L, D], or [1, D] for a whole text.
    private static Embedding embedding(Numbers numbers) {
        int width = numbers.shape().getLast();
        return new Embedding(numbers.values().length / width, width, numbers.values());
    }
}
