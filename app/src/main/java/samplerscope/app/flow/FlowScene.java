package samplerscope.app.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import samplerscope.app.flow.View2D.Window;
import samplerscope.app.kit.Ground;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Layers;
import samplerscope.run.Snapshot;

/// Everything a picture of a plane lane depends on. Immutable, so a painter may read it on any thread, and equal scenes
/// need no second picture.
///
/// @param frames   from the start to the one shown, which is last; never empty
/// @param truth    where the exact ODE has the first samples at the shown frame
/// @param style    of the lane
/// @param paper    background, opaque ARGB
/// @param selected samples whose paths are drawn instead of those of the first
record FlowScene(List<Frame> frames, Optional<Snapshot> truth, ExactPicture exact, Layers layers, Window window,
                 int style, Ground ground, int paper, Set<Integer> selected) {

    FlowScene {
        frames = List.copyOf(frames);
        selected = Set.copyOf(selected);
    }

    Frame shown() {
        return frames.getLast();
    }
}
