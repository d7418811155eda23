package samplerscope.masked.sampler;

import samplerscope.SamplerscopeException;

/// A law was asked for that is not computed.
public final class UnknownLawException extends SamplerscopeException {

    public UnknownLawException(String happened, String remedy) {
        super(happened, remedy);
    }

    static void check(TokenDraw draw) {
        if (!draw.isFaithful()) {
            throw new UnknownLawException("draws with 24 random bits follow no simple law",
                "choose draw inverse-cdf, or measure with samples");
        }
    }
}
