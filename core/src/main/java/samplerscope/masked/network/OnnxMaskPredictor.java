package samplerscope.masked.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.JointHead;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;

/// A trained network on a canvas of one length. Laws are the softmax of its logits in float64, without the mask; at a
/// visible position all mass is on its token, whatever the network says there.
public sealed class OnnxMaskPredictor implements MaskPredictor, NextTokenModel.Beside, JointHead.Beside
    permits CachingOnnxPredictor {

    /// Beyond this a larger batch is no faster on processors, and a step is told of too late.
    private static final int MOST_ROWS = 64;
    /// Numbers of all laws of a batch: 128 MB.
    private static final int MOST_NUMBERS = 1 << 24;

    private final TextNetwork network;
    private final int length;
    private final Runnable release;
    private final Softmax softmax;

    OnnxMaskPredictor(TextNetwork network, int length, Runnable release) {
        this.network = network;
        this.length = length;
        this.release = release;
        this.softmax = new Softmax(network.ids());
    }

    /// A predictor, a {@link samplerscope.masked.CachingPredictor} where the network can keep keys and values.
    ///
    /// @param length  of the canvas, at most what the network was checked for
    /// @param release called when this is closed; the network may have other users
    /// @throws UnusableNetworkException if the network takes another length only
    public static OnnxMaskPredictor of(TextNetwork network, int length, Runnable release) {
        int fixed = network.masked().fixedLength();
        if (fixed != 0 && fixed != length) {
            throw new UnusableNetworkException("the network takes %d positions and no other number".formatted(fixed),
                "set the length to %d, or export the network with a free axis".formatted(fixed));
        }
        return network.caches() ? new CachingOnnxPredictor(network, length, release)
            : new OnnxMaskPredictor(network, length, release);
    }

    TextNetwork network() {
        return network;
    }

    Softmax softmax() {
        return softmax;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return network.ids().vocabulary();
    }

    @Override
    public Visible visible() {
        return Visible.COPY;
    }

    @Override
    public int batch() {
        return StrictMath.clamp(MOST_NUMBERS / ((long) length * vocabulary()), 1, MOST_ROWS);
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        int[] all = Places.all(length);
        var answers = new ArrayList<Prediction>();
        for (int from = 0; from < states.size(); from += batch()) {
            List<int[]> part = states.subList(from, StrictMath.min(states.size(), from + batch()));
            TextGraph.Answer[] told = network.masked().ask(TextGraph.Call.of(Places.ids(network.ids(), part, all), all));
            for (int r = 0; r < told.length; r++) {
                answers.add(prediction(part.get(r), all, told[r]));
            }
        }
        return answers;
    }

    /// The laws at the fed positions; elsewhere the token that stands there, or all tokens evenly.
    final Prediction prediction(int[] state, int[] fed, TextGraph.Answer answer) {
        int size = vocabulary();
        var p = new double[length * size];
        int next = 0;
        for (int i = 0; i < length; i++) {
            boolean isFed = next < fed.length && fed[next] == i;
            if (state[i] != Canvas.MASK) {
                p[i * size + state[i]] = 1;
            } else if (isFed) {
                softmax.put(answer.logits(), row(next), answer.width(), p, i * size);
            } else {
                System.arraycopy(softmax.even(), 0, p, i * size, size);
            }
            next += isFed ? 1 : 0;
        }
        return new Prediction(size, p);
    }

    /// Which output speaks of the k-th fed position. Of the first one of a shifted network only the first can.
    private int row(int k) {
        return network.logits() == TextNetwork.Logits.SHIFTED ? StrictMath.max(0, k - 1) : k;
    }

    @Override
    public Optional<NextTokenModel> autoregressive() {
        return network.twin().map(graph -> new CausalTwin(graph, network.ids()));
    }

    @Override
    public Optional<JointHead> head() {
        return network.head().map(graph -> new NetworkHead(this, graph));
    }

    @Override
    public void close() {
        release.run();
    }
}
