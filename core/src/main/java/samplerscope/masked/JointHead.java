package samplerscope.masked;

import java.util.List;
import java.util.Optional;

/// A small network beside a large frozen one, which renews its predictions after a token was written: it lets the tokens
/// of one pass see each other for a fraction of a pass.
///
/// Source: Bansal & Sanghavi 2025, arXiv:2509.22738, Enabling Approximate Joint Sampling in Diffusion LMs.
public interface JointHead {

    /// One pass of the large network.
    Features begin(int[] state);

    /// One pass of the head.
    ///
    /// @param state  with what was written since
    /// @param before of the pass before, of this head or the large network
    Features renew(int[] state, Features before);

    /// As {@link #begin}, of several canvases in one pass.
    default List<Features> beginAll(List<int[]> states) {
        return states.stream().map(this::begin).toList();
    }

    /// What one pass of the head is asked.
    record Renewal(int[] state, Features before) {}

    /// As {@link #renew}, of several canvases in one pass.
    default List<Features> renewAll(List<Renewal> asked) {
        return asked.stream().map(r -> renew(r.state(), r.before())).toList();
    }

    /// @param prediction of the next tokens
    /// @param hidden     states of the last layer, row-major, shape [L, d]; not to be changed
    record Features(Prediction prediction, float[] hidden) {}

    /// A predictor that may have a head.
    interface Beside {
        Optional<JointHead> head();
    }

    /// The head of a predictor; empty where there is none.
    static Optional<JointHead> of(MaskPredictor model) {
        return model instanceof Beside beside ? beside.head() : Optional.empty();
    }
}
