package samplerscope.spec.folder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import samplerscope.model.onnx.Numbers;

/// Texts for networks of the shape of Stable Diffusion 1 and 2: the last state of one encoder.
///
/// Source: StableDiffusionPipeline of huggingface/diffusers, `encode_prompt`.
final class PlainPrompts extends Prompts {

    private final TextEncoder encoder;

    /// @throws FolderException naming what is missing
    PlainPrompts(FolderReader folder) {
        encoder = TextEncoder.of(folder, "").having(Set.of(TextEncoder.LAST));
    }

    @Override
    List<TextEncoder> encoders() {
        return List.of(encoder);
    }

    @Override
    Map<String, Numbers> encode(String text) {
        Embedding last = encoder.of(text, Set.of(TextEncoder.LAST)).get(TextEncoder.LAST);
        return Map.of(DenoiserPorts.CONTEXT, last.numbers());
    }
}
