package samplerscope.spec.folder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import samplerscope.masked.Canvas;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.network.TokenIds;
import samplerscope.model.text.TextTokenizer;

/// Tokens as a tokenizer reads and writes them. The mask token, typed as it is named or as {@link #HIDDEN}, is a hidden
/// position.
final class TokenizerText implements TokenText {

    /// How a hidden position reads: `_` may be a token.
    static final String HIDDEN = "\u25A2";

    private final TextTokenizer tokenizer;
    private final TokenIds ids;
    private final String mask;
    private final Optional<Unknown> unknown;
    private final OptionalInt end;
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    /// The token for what no other token reads.
    record Unknown(String name, int id) {}

    TokenizerText(TextTokenizer tokenizer, TokenIds ids, String mask, Optional<Unknown> unknown, OptionalInt end) {
        this.tokenizer = tokenizer;
        this.ids = ids;
        this.mask = mask;
        this.unknown = unknown;
        this.end = end;
    }

    @Override
    public String text(int token) {
        return token == Canvas.MASK ? HIDDEN : texts.computeIfAbsent(token, this::read);
    }

    /// As it reads behind itself, since some tokenizers drop the space of the first token.
    private String read(int token) {
        long id = ids.network(token);
        String one = tokenizer.text(id);
        String two = tokenizer.text(id, id);
        return two.startsWith(one) ? two.substring(one.length()) : one;
    }

    /// @throws UnfitCanvasException that names what no token reads
    @Override
    public int[] tokens(String text) {
        List<TextTokenizer.Piece> pieces = tokenizer.pieces(text.replace(HIDDEN, mask));
        return pieces.stream().mapToInt(piece -> token(piece, text)).toArray();
    }

    /// A stand-in must have been typed by its name; a mask that takes spaces to itself is one still.
    private int token(TextTokenizer.Piece piece, String text) {
        boolean isMask = piece.id() == ids.mask() && piece.text().strip().equals(mask);
        boolean isUnknown = unknown.filter(u -> u.id() == piece.id() && !piece.text().strip().equals(u.name())).isPresent();
        if (isUnknown && !isMask || piece.id() == ids.mask() && !isMask) {
            throw new UnfitCanvasException("no token reads '%s', which is in '%s'".formatted(piece.text(), text),
                "write the prompt in characters that the tokenizer knows; %s is a hidden position".formatted(mask));
        }
        return ids.token(piece.id());
    }

    @Override
    public String hidden() {
        return HIDDEN;
    }

    @Override
    public OptionalInt end() {
        return end;
    }
}
