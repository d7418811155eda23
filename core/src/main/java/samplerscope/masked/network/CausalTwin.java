package samplerscope.masked.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.masked.KeyValues;
import samplerscope.masked.NextTokenModel;

/// The autoregressive twin, as one sequence asks it. Keeps keys and values of what it has read, and reads on from where the
/// tokens differ; the first position, which nothing stands before, has all tokens evenly.
final class CausalTwin implements NextTokenModel {

    private final TextGraph graph;
    private final TokenIds ids;
    private final Softmax softmax;
    private int[] read = {};
    private KeyValues kept = KeyValues.none(0);

    CausalTwin(TextGraph graph, TokenIds ids) {
        this.graph = graph;
        this.ids = ids;
        this.softmax = new Softmax(ids);
    }

    @Override
    public synchronized List<double[]> next(int[] tokens, int[] positions) {
        int end = IntStream.of(positions).max().orElse(0);
        int first = IntStream.of(positions).filter(i -> i > 0).min().orElse(end);
        int from = end == 0 ? 0 : StrictMath.min(known(tokens), first - 1);
        Optional<TextGraph.Answer> answer = end == 0 ? Optional.empty() : Optional.of(read(tokens, from, end));
        var laws = new ArrayList<double[]>();
        for (int i : positions) {
            // The output of a token is of the next one.
            laws.add(i == 0 ? softmax.even()
                : softmax.law(answer.orElseThrow().logits(), i - 1 - from, answer.get().width()));
        }
        return laws;
    }

    /// How far the tokens are those that were read before.
    private int known(int[] tokens) {
        int differs = Arrays.mismatch(read, 0, read.length, tokens, 0, StrictMath.min(read.length, tokens.length));
        return graph.caches() ? (differs < 0 ? read.length : differs) : 0;
    }

    private TextGraph.Answer read(int[] tokens, int from, int end) {
        int[] places = Places.range(from, graph.fixedLength() == 0 ? end : graph.fixedLength());
        // What stands behind is not looked at; a graph of a fixed length wants something there.
        int[] whole = Arrays.copyOf(Arrays.copyOf(tokens, end), StrictMath.max(end, places[places.length - 1] + 1));
        int[] past = Places.all(from);
        Optional<KeptRows> before = from == 0 ? Optional.empty()
            : Optional.of(new KeptRows(new int[][] {past}, new KeyValues[] {kept}));
        TextGraph.Answer answer = graph.ask(new TextGraph.Call(new int[][] {Places.ids(ids, whole, places)},
            new int[][] {places}, before, Optional.empty(), Set.of(TextGraph.Also.KEYS_AND_VALUES)))[0];
        answer.fresh().ifPresent(fresh -> {
            KeyValues now = KeyValues.of(tokens.length, places, fresh);
            kept = from == 0 ? now : kept.only(past).with(now, places);
            read = Arrays.copyOf(tokens, end);
        });
        return answer;
    }
}
