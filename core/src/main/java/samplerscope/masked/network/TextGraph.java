package samplerscope.masked.network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Numbers;
import samplerscope.model.onnx.Port;

/// A graph over tokens by the names of its ports. Safe on several threads.
///
/// `input_ids [B, T]` it must have. It may have `position_ids [B, T]`, `attention_mask [B, T]` and `token_type_ids [B, T]`,
/// and `past_k`, `past_v [layers, B, heads, P, d / heads]` with `key_mask [B, P + T]`. It answers `logits [B, T, V]`; perhaps
/// `hidden [B, T, d]`, and `present_k`, `present_v [layers, B, heads, T, d / heads]` of the positions it was fed. A graph of
/// a fixed number of rows is asked with the last row again in the place of missing ones.
public final class TextGraph implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String PLACES = "position_ids";
    private static final String HIDDEN_BEFORE = "prev_hidden";
    private static final String KEYS = "past_k";
    private static final String VALUES = "past_v";
    private static final String KEY_MASK = "key_mask";
    private static final String LOGITS = "logits";
    private static final String HIDDEN = "hidden";
    private static final String NEW_KEYS = "present_k";
    private static final String NEW_VALUES = "present_v";
    private static final Set<String> KNOWN = Set.of(IDS, PLACES, HIDDEN_BEFORE, KEYS, VALUES, KEY_MASK, "attention_mask",
        "token_type_ids");

    private final NetworkFile file;
    private final int threads;
    private final Set<String> inputs = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();
    private final Optional<PastShape> past;

    private TextGraph(NetworkFile file, int threads) {
        this.file = file;
        this.threads = threads;
        file.inputs().forEach(port -> inputs.add(port.name()));
        file.outputs().forEach(port -> outputs.add(port.name()));
        check();
        this.past = inputs.contains(KEYS) ? Optional.of(PastShape.of(file)) : Optional.empty();
    }

    /// Loads a graph and looks at its ports.
    ///
    /// @param root    folder that the file and its weights must not leave
    /// @param threads for one call, `>= 1`
    /// @throws samplerscope.model.onnx.NetworkException if it cannot be loaded
    /// @throws UnusableNetworkException                 if it is no network over tokens
    public static TextGraph open(Path file, Path root, int threads) {
        NetworkFile network = NetworkFile.open(file, root, threads);
        try {
            return new TextGraph(network, threads);
        } catch (UnusableNetworkException e) {
            network.close();
            throw e;
        }
    }

    private void check() {
        for (Port port : file.inputs()) {
            if (!KNOWN.contains(port.name())) {
                throw wrong("wants '%s' (%s), which is nothing of masked diffusion".formatted(port.name(), port.inWords()),
                    "export a network with input_ids, and at most position_ids, attention_mask and the inputs of a cache");
            }
        }
        if (!inputs.contains(IDS) || !outputs.contains(LOGITS)) {
            throw wrong("has no %s".formatted(inputs.contains(IDS) ? "output 'logits'" : "input 'input_ids'"),
                "export a network from input_ids to logits, under these names");
        }
        boolean whole = inputs.contains(VALUES) && inputs.contains(KEY_MASK) && outputs.contains(NEW_KEYS)
            && outputs.contains(NEW_VALUES) && inputs.contains(PLACES);
        if (inputs.contains(KEYS) != inputs.contains(VALUES) || inputs.contains(KEYS) && !whole) {
            throw wrong("has only some of the ports of a cache",
                "export it with past_k, past_v, key_mask, position_ids, present_k and present_v, or with none of the cache");
        }
    }

    private UnusableNetworkException wrong(String happened, String remedy) {
        return new UnusableNetworkException("'%s' %s".formatted(file.file(), happened), remedy);
    }

    /// Whether it can read keys and values kept from before.
    boolean caches() {
        return past.isPresent();
    }

    /// Whether it is told where a token stands.
    boolean knowsPlaces() {
        return inputs.contains(PLACES);
    }

    /// The only number of positions that it takes; 0 for any.
    public int fixedLength() {
        return fixed(1);
    }

    private int fixedRows() {
        return fixed(0);
    }

    private int fixed(int axis) {
        List<Long> shape = file.input(IDS).orElseThrow().shape();
        return shape.size() == 2 && shape.get(axis) > 0 ? shape.get(axis).intValue() : 0;
    }

    /// Rows of one length.
    ///
    /// @param ids    shape [B][T], of the network
    /// @param places where they stand, shape [B][T]
    /// @param kept   keys and values at other places, as many in each row
    /// @param hidden states from before, shape [B][T * d], for a head
    /// @param also   what is wanted besides the logits
    record Call(int[][] ids, int[][] places, Optional<KeptRows> kept, Optional<float[][]> hidden, Set<Also> also) {

        /// With nothing kept, and all rows at the same places.
        static Call of(int[][] ids, int[] places) {
            return new Call(ids, Places.each(ids.length, places), Optional.empty(), Optional.empty(), Set.of());
        }

        Call with(float[][] before) {
            return new Call(ids, places, kept, Optional.of(before), also);
        }

        Call telling(Also wanted) {
            return new Call(ids, places, kept, hidden, Set.of(wanted));
        }

        private void repeat(int from, int to) {
            ids[to] = ids[from];
            places[to] = places[from];
            kept.ifPresent(k -> k.copy(from, to));
            hidden.ifPresent(h -> h[to] = h[from]);
        }

        private Call part(int from, int to) {
            return new Call(Arrays.copyOfRange(ids, from, to), Arrays.copyOfRange(places, from, to), kept.map(k -> k.part(from, to)),
                hidden.map(h -> Arrays.copyOfRange(h, from, to)), also);
        }
    }

    /// Outputs that are not always wanted; together they are more numbers than the logits.
    enum Also { HIDDEN_STATES, KEYS_AND_VALUES }

    /// One pass, in as many calls as the graph's fixed number of rows needs.
    ///
    /// @return one answer a row
    Answer[] ask(Call call) {
        int rows = call.ids.length;
        if (fixedRows() == 0) {
            return askOnce(call);
        }
        var answers = new Answer[rows];
        for (int from = 0; from < rows; from += fixedRows()) {
            int count = StrictMath.min(fixedRows(), rows - from);
            Call part = call.part(from, from + fixedRows());
            for (int r = count; r < fixedRows(); r++) {
                part.repeat(count - 1, r);
            }
            System.arraycopy(askOnce(part), 0, answers, from, count);
        }
        return answers;
    }

    private Answer[] askOnce(Call call) {
        int rows = call.ids.length;
        int fed = call.places[0].length;
        var given = new HashMap<String, Numbers>();
        given.put(IDS, new Numbers(List.of(rows, fed), flat(call.ids)));
        for (String ones : List.of("attention_mask", "token_type_ids")) {
            given.put(ones, filled(List.of(rows, fed), ones.equals("attention_mask") ? 1 : 0));
        }
        given.put(PLACES, new Numbers(List.of(rows, fed), flat(call.places)));
        past.ifPresent(shape -> shape.put(given, rows, fed, call.kept));
        call.hidden.ifPresent(h -> given.put(HIDDEN_BEFORE,
            new Numbers(List.of(rows, fed, h[0].length / fed), flat(h))));
        given.keySet().retainAll(inputs);
        return answers(file.run(threads, given, wanted(call.also)), rows, fed);
    }

    private Set<String> wanted(Set<Also> also) {
        var wanted = new HashSet<>(Set.of(LOGITS));
        if (also.contains(Also.HIDDEN_STATES)) {
            wanted.add(HIDDEN);
        }
        if (also.contains(Also.KEYS_AND_VALUES)) {
            wanted.addAll(Set.of(NEW_KEYS, NEW_VALUES));
        }
        wanted.retainAll(outputs);
        return wanted;
    }

    private Answer[] answers(Map<String, Numbers> told, int rows, int fed) {
        Numbers logits = told.get(LOGITS);
        List<Integer> shape = logits.shape();
        if (shape.size() != 3 || shape.get(0) != rows || shape.get(1) != fed) {
            throw wrong("answers logits of shape %s to %d rows of %d tokens".formatted(shape, rows, fed),
                "export a network whose logits have the shape [B, T, V]");
        }
        var answers = new Answer[rows];
        for (int r = 0; r < rows; r++) {
            int row = r;
            answers[r] = new Answer(shape.get(2), row(logits.values(), r, rows),
                Optional.ofNullable(told.get(HIDDEN)).map(h -> row(h.values(), row, rows)),
                past.filter(_ -> told.containsKey(NEW_KEYS)).map(p -> p.fresh(told.get(NEW_KEYS).values(),
                    told.get(NEW_VALUES).values(), row, rows, fed)));
        }
        return answers;
    }

    private static float[] row(float[] all, int row, int rows) {
        int size = all.length / rows;
        return Arrays.copyOfRange(all, row * size, (row + 1) * size);
    }

    private static Numbers filled(List<Integer> shape, float value) {
        var values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, value);
        return new Numbers(shape, values);
    }

    private static float[] flat(int[][] rows) {
        var all = new float[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < rows[r].length; i++) {
                all[r * rows[r].length + i] = rows[r][i];
            }
        }
        return all;
    }

    private static float[] flat(float[][] rows) {
        var all = new float[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, all, r * rows[r].length, rows[r].length);
        }
        return all;
    }

    /// What a graph says of one row.
    ///
    /// @param width  of the logits of one position
    /// @param logits shape [T, width]
    /// @param hidden shape [T, d]; empty where it is not wanted or not told
    /// @param fresh  keys and values of each fed position, shape [T][2 * layers * d]
    record Answer(int width, float[] logits, Optional<float[]> hidden, Optional<float[][]> fresh) {}

    @Override
    public void close() {
        file.close();
    }
}
