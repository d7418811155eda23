package samplerscope.masked.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Numbers;
import samplerscope.model.onnx.Port;

/// How keys and values lie in the tensors of a graph, `[layers, B, heads, P, width]`, and for one position in a row of ours:
/// keys of all layers and heads, then values.
///
/// @param width of one head
record PastShape(int layers, int heads, int width) {

    static PastShape of(NetworkFile file) {
        List<Long> shape = file.input("past_k").map(Port::shape).orElse(List.of());
        if (shape.size() != 5 || shape.get(0) < 1 || shape.get(2) < 1 || shape.get(4) < 1) {
            throw new UnusableNetworkException("'%s' has a past_k of shape %s".formatted(file.file(), shape),
                "export it as [layers, B, heads, P, d / heads], with all but B and P fixed");
        }
        return new PastShape(shape.get(0).intValue(), shape.get(2).intValue(), shape.get(4).intValue());
    }

    private int half() {
        return layers * heads * width;
    }

    /// The inputs of a cache: what is kept, or nothing.
    void put(Map<String, Numbers> given, int rows, int fed, Optional<KeptRows> kept) {
        int past = kept.map(KeptRows::count).orElse(0);
        var shape = List.of(layers, rows, heads, past, width);
        given.put("past_k", new Numbers(shape, kept.map(k -> tensor(k, 0)).orElse(new float[0])));
        given.put("past_v", new Numbers(shape, kept.map(k -> tensor(k, half())).orElse(new float[0])));
        var seen = new float[rows * (past + fed)];
        Arrays.fill(seen, 1);
        given.put("key_mask", new Numbers(List.of(rows, past + fed), seen));
    }

    private float[] tensor(KeptRows kept, int from) {
        int rows = kept.rows().length;
        int past = kept.count();
        var all = new float[half() * rows * past];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < past; i++) {
                float[] of = kept.rows()[r].at(kept.positions()[r][i]);
                for (int part = 0; part < layers * heads; part++) {
                    System.arraycopy(of, from + part * width, all, place(part, r, rows, i, past), width);
                }
            }
        }
        return all;
    }

    private int place(int part, int row, int rows, int position, int positions) {
        return (((part / heads * rows + row) * heads + part % heads) * positions + position) * width;
    }

    /// What a graph made of the positions of one row, shape [T][2 * layers * heads * width].
    float[][] fresh(float[] keys, float[] values, int row, int rows, int fed) {
        var all = new float[fed][2 * half()];
        for (int i = 0; i < fed; i++) {
            for (int part = 0; part < layers * heads; part++) {
                int from = place(part, row, rows, i, fed);
                System.arraycopy(keys, from, all[i], part * width, width);
                System.arraycopy(values, from, all[i], half() + part * width, width);
            }
        }
        return all;
    }
}
