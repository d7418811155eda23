package samplerscope.masked.world;

import samplerscope.masked.Canvas;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnfitCanvasException;

/// Tokens that read as one character each.
///
/// @param alphabet characters of the tokens, in the order of their ids
record Tokens(String alphabet) implements TokenText {

    private static final char HIDDEN = '_';

    /// The first letters of the alphabet, for tokens that stand for nothing else.
    static Tokens letters(int count) {
        if (count > 26) {
            throw new IllegalArgumentException("only 26 letters");
        }
        return new Tokens("abcdefghijklmnopqrstuvwxyz".substring(0, count));
    }

    @Override
    public String text(int token) {
        return token == Canvas.MASK ? String.valueOf(HIDDEN) : alphabet.substring(token, token + 1);
    }

    /// `_` is a hidden position.
    ///
    /// @throws UnfitCanvasException that names the character that is no token
    @Override
    public int[] tokens(String text) {
        int[] tokens = new int[text.length()];
        for (int i = 0; i < tokens.length; i++) {
            char c = text.charAt(i);
            tokens[i] = c == HIDDEN ? Canvas.MASK : alphabet.indexOf(c);
            if (tokens[i] < 0 && c != HIDDEN) {
                throw new UnfitCanvasException("no token reads '%c', which is at position %d of '%s'".formatted(c, i, text),
                    "use %s, and _ for what is hidden".formatted(String.join(" ", alphabet.split(""))));
            }
        }
        return tokens;
    }
}
