package samplerscope.bench;

import samplerscope.SamplerscopeException;

/// The script of the peer ended with an error; what it said went to standard error.
public final class PeerException extends SamplerscopeException {
    PeerException(String python, int code) {
        super("the benchmark in PyTorch ended with code %d".formatted(code),
            "see what %s wrote above, or leave PyTorch out with --no-torch".formatted(python));
    }
}
