package samplerscope.masked;

import java.util.OptionalInt;

/// How tokens read and are typed.
public interface TokenText {

    /// The text of one token, as it stands in the whole.
    String text(int token);

    /// The tokens of a typed text; {@link Canvas#MASK} for each `_`-placeholder of the implementation.
    ///
    /// @throws samplerscope.SamplerscopeException in one of its kinds that names what no token stands for
    int[] tokens(String text);

    /// How a position without a token reads.
    default String hidden() {
        return "_";
    }

    /// The token after which a text says nothing more; empty where there is none.
    default OptionalInt end() {
        return OptionalInt.empty();
    }
}
