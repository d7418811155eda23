package samplerscope.model.text;

import samplerscope.SamplerscopeException;

/// A tokenizer that cannot be loaded or does not know a text.
public final class TokenizerException extends SamplerscopeException {

    TokenizerException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }
}
