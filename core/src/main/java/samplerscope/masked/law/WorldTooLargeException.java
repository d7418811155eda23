package samplerscope.masked.law;

import samplerscope.SamplerscopeException;

/// A world with more canvases than can be gone through.
public final class WorldTooLargeException extends SamplerscopeException {

    WorldTooLargeException(int vocabulary, int length, int most) {
        super("%d tokens at %d positions make more than %d canvases".formatted(vocabulary, length, most),
            "take a smaller world, or measure with samples");
    }
}
