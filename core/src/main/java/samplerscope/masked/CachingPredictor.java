package samplerscope.masked;

import java.util.List;

/// A network that can read keys and values kept from an earlier pass instead of computing them anew.
///
/// With all positions fed and nothing kept it answers as {@link MaskPredictor#evaluate} does.
public interface CachingPredictor extends MaskPredictor {

    /// One pass over one canvas that feeds some positions and attends to them and to what is kept of others.
    ///
    /// Positions neither fed nor kept are as if the canvas did not have them.
    ///
    /// @param state the canvas, shape [L]
    /// @param fed   positions that are computed, ascending, at least one
    /// @param kept  of other positions; what is kept of a fed one is not read
    Fed evaluate(int[] state, int[] fed, KeyValues kept);

    /// What one pass is asked.
    ///
    /// @param state the canvas, shape [L]
    /// @param fed   positions that are computed, ascending
    /// @param kept  of other positions
    record Request(int[] state, int[] fed, KeyValues kept) {}

    /// Several canvases; those that feed and keep as many positions may share a pass.
    ///
    /// @return one answer a request, in their order
    default List<Fed> evaluateAll(List<Request> requests) {
        return requests.stream().map(r -> evaluate(r.state(), r.fed(), r.kept())).toList();
    }

    /// What a pass over some positions says.
    ///
    /// @param prediction for the whole canvas: of positions not fed, all mass on the token that stands there, or evenly
    ///                   spread where none does, since nothing is known of them
    /// @param fresh      keys and values of the fed positions
    record Fed(Prediction prediction, KeyValues fresh) {}
}
