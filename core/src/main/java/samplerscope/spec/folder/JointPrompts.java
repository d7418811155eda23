package samplerscope.spec.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samplerscope.model.onnx.Numbers;

/// Texts for networks of the shape of Stable Diffusion 3: the last states but one of two encoders side by side, filled
/// up with zeros, and below them the states of a third or zeros in its place; the vectors that the first two make of
/// the whole text, one behind the other.
///
/// Source: StableDiffusion3Pipeline of huggingface/diffusers, `encode_prompt`.
final class JointPrompts extends Prompts {

    /// Tokens of the third encoder where nothing else is said; also where there is none.
    private static final int THIRD_LENGTH = 256;

    private final TextEncoder first;
    private final TextEncoder second;
    private final Optional<TextEncoder> third;
    private final int width;

    /// @param transformer with `joint_attention_dim`
    /// @throws FolderException naming what is missing
    JointPrompts(FolderReader folder, ConfigFile transformer) {
        first = clip(folder, "");
        second = clip(folder, "_2");
        third = folder.has("text_encoder_3") ? Optional.of(third(folder)) : Optional.empty();
        width = transformer.count("joint_attention_dim").orElseThrow(() -> transformer.wrong("joint_attention_dim",
            "joint_attention_dim is missing", "write the width of encoder_hidden_states"));
    }

    private static TextEncoder clip(FolderReader folder, String suffix) {
        TextEncoder encoder = TextEncoder.of(folder, suffix);
        return encoder.having(Set.of(encoder.penultimate(), TextEncoder.POOLED));
    }

    private static TextEncoder third(FolderReader folder) {
        return TextEncoder.of(folder, "_3", folder.config("text_encoder_3/config.json"), THIRD_LENGTH)
            .having(Set.of(TextEncoder.LAST));
    }

    @Override
    List<TextEncoder> encoders() {
        var all = new ArrayList<>(List.of(first, second));
        third.ifPresent(all::add);
        return all;
    }

    @Override
    Map<String, Numbers> encode(String text) {
        Map<String, Embedding> one = first.of(text, Set.of(first.penultimate(), TextEncoder.POOLED));
        Map<String, Embedding> two = second.of(text, Set.of(second.penultimate(), TextEncoder.POOLED));
        Embedding both = one.get(first.penultimate()).beside(two.get(second.penultimate()));
        Embedding below = third.map(t -> t.of(text, Set.of(TextEncoder.LAST)).get(TextEncoder.LAST))
            .orElse(Embedding.zeros(THIRD_LENGTH, width));
        if (both.width() > width || below.width() != width) {
            throw new FolderException(first.network().file(), "the encoders give vectors of %d and %d numbers; the "
                .formatted(both.width(), below.width()) + "network takes " + width, "take all parts from one export");
        }
        return Map.of(DenoiserPorts.CONTEXT, both.widened(width).above(below).numbers(),
            DenoiserPorts.POOLED, one.get(TextEncoder.POOLED).beside(two.get(TextEncoder.POOLED)).vector());
    }
}
