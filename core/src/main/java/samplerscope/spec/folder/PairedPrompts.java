package samplerscope.spec.folder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import samplerscope.model.onnx.Numbers;

/// Texts for networks of the shape of Stable Diffusion XL: the last states but one of two encoders side by side, and
/// the vector that the second makes of the whole text. No text at all may be zeros.
///
/// Source: StableDiffusionXLPipeline of huggingface/diffusers, `encode_prompt`.
final class PairedPrompts extends Prompts {

    private final TextEncoder first;
    private final TextEncoder second;
    private final boolean zeros;

    /// @param index with `force_zeros_for_empty_prompt`, which holds where it is not given
    /// @throws FolderException naming what is missing
    PairedPrompts(FolderReader folder, ConfigFile index) {
        if (index.flag("requires_aesthetics_score")) {
            throw index.wrong("requires_aesthetics_score", "this is a refiner, which goes on where another model ends",
                "choose the folder of the base model");
        }
        first = TextEncoder.of(folder, "");
        first.having(Set.of(first.penultimate()));
        second = TextEncoder.of(folder, "_2");
        second.having(Set.of(second.penultimate(), TextEncoder.POOLED));
        zeros = !index.has("force_zeros_for_empty_prompt") || index.flag("force_zeros_for_empty_prompt");
    }

    @Override
    List<TextEncoder> encoders() {
        return List.of(first, second);
    }

    @Override
    Map<String, Numbers> encode(String text) {
        Embedding one = first.of(text, Set.of(first.penultimate())).get(first.penultimate());
        Map<String, Embedding> two = second.of(text, Set.of(second.penultimate(), TextEncoder.POOLED));
        return Map.of(DenoiserPorts.CONTEXT, one.beside(two.get(second.penultimate())).numbers(),
            DenoiserPorts.WHOLE_TEXT, two.get(TextEncoder.POOLED).vector());
    }

    @Override
    Map<String, Numbers> encodeNothing() {
        Map<String, Numbers> empty = encode("");
        return zeros ? Map.of(DenoiserPorts.CONTEXT, empty.get(DenoiserPorts.CONTEXT).zeros(),
            DenoiserPorts.WHOLE_TEXT, empty.get(DenoiserPorts.WHOLE_TEXT).zeros()) : empty;
    }
}
