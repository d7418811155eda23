package samplerscope.store;

import java.util.List;
import samplerscope.SamplerscopeException;

/// Continuous and masked diffusion in one comparison: they share no noise, no steps and no error.
public final class MixedFamiliesException extends SamplerscopeException {
    public MixedFamiliesException(List<String> denoise, List<String> masked) {
        super("%s %s continuous diffusion and %s masked diffusion".formatted(String.join(", ", denoise),
                denoise.size() == 1 ? "is a run of" : "are runs of", String.join(", ", masked)),
            "compare runs of one family");
    }
}
