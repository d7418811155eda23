package samplerscope.masked.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.model.onnx.NetworkException;

/// The graphs of one trained model, whatever the length of the canvas. Safe on several threads; closes them.
///
/// What lies beside the masked network is loaded when it is first asked: few samplers want it.
public final class TextNetwork implements AutoCloseable {

    /// Logits of one trial: 256 MB. Enough for 512 positions of any usual vocabulary.
    private static final int MOST_TRIED = 1 << 26;

    private final TextGraph masked;
    private final Optional<Later> twin;
    private final Optional<Later> head;
    private final TokenIds ids;
    private final Logits logits;

    /// Which output is of which position.
    public enum Logits {
        /// Output `i` is of position `i`.
        IN_PLACE,
        /// Output `i` is of position `i + 1`, as from a network that was an autoregressive one (Ye et al. 2025, Dream).
        SHIFTED
    }

    /// @param masked that attends to all positions
    /// @param twin   the autoregressive one
    /// @param head   that renews predictions
    public TextNetwork(TextGraph masked, Optional<Supplier<TextGraph>> twin, Optional<Supplier<TextGraph>> head,
                       TokenIds ids, Logits logits) {
        this.masked = masked;
        this.twin = twin.map(Later::new);
        this.head = head.map(Later::new);
        this.ids = ids;
        this.logits = logits;
    }

    /// Asks the network once, and checks that it answers for its tokenizer and as far as the canvas reaches.
    ///
    /// @param canvas positions that it is said to take
    /// @throws UnusableNetworkException otherwise
    public void check(int canvas) {
        int fixed = masked.fixedLength();
        boolean few = masked.knowsPlaces() && fixed == 0 && canvas > 2;
        int[] places = few ? new int[] {0, canvas - 1} : Places.all(fixed == 0 ? reach(canvas) : fixed);
        int width = tried(places, canvas).width();
        if (width <= ids.largest()) {
            throw new UnusableNetworkException("the tokenizer has tokens up to %d, and the network answers for %d of them"
                .formatted(ids.largest(), width), "put the tokenizer into the folder that the network was trained with");
        }
    }

    /// A canvas of thousands is tried as far as its logits do not fill the memory.
    private int reach(int canvas) {
        return StrictMath.min(canvas, StrictMath.max(1, MOST_TRIED / (ids.largest() + 1)));
    }

    private TextGraph.Answer tried(int[] places, int canvas) {
        var ask = new int[1][places.length];
        Arrays.fill(ask[0], ids.mask());
        try {
            return masked.ask(TextGraph.Call.of(ask, places))[0];
        } catch (NetworkException e) {
            throw new UnusableNetworkException("the network does not read a canvas of %d positions (%s)".formatted(canvas,
                e.happened()), "give the card a smaller canvas: the network may have been trained on fewer positions", e);
        }
    }

    TextGraph masked() {
        return masked;
    }

    Optional<TextGraph> twin() {
        return twin.map(Later::get);
    }

    Optional<TextGraph> head() {
        return head.map(Later::get);
    }

    /// Which number a token is.
    public TokenIds ids() {
        return ids;
    }

    Logits logits() {
        return logits;
    }

    /// Whether keys and values can be kept: a shifted network would have to be fed the position before as well.
    public boolean caches() {
        return masked.caches() && logits == Logits.IN_PLACE;
    }

    @Override
    public void close() {
        masked.close();
        twin.ifPresent(Later::close);
        head.ifPresent(Later::close);
    }

    /// A graph that is loaded when it is wanted.
    private static final class Later implements AutoCloseable {

        private final Supplier<TextGraph> open;
        private Optional<TextGraph> graph = Optional.empty();

        Later(Supplier<TextGraph> open) {
            this.open = open;
        }

        synchronized TextGraph get() {
            if (graph.isEmpty()) {
                graph = Optional.of(open.get());
            }
            return graph.get();
        }

        @Override
        public synchronized void close() {
            graph.ifPresent(TextGraph::close);
            graph = Optional.empty();
        }
    }
}
