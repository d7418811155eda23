package samplerscope.sweep;

import java.util.Optional;
import samplerscope.export.PlanePicture;
import samplerscope.run.Snapshot;
import samplerscope.store.Executed;
import samplerscope.tensor.Shape;

/// Where the law of a model of the plane lies, so that pictures of all cells show the same square, however far off one is.
public final class PlaneWindow {

    private static final int POINTS = 2000;

    private PlaneWindow() {}

    /// Around draws of the exact law, or where there is none, around what the run made; empty for other models.
    public static Optional<PlanePicture.Window> of(Executed run) {
        if (!run.run().model().card().isPlane()) {
            return Optional.empty();
        }
        return Optional.of(PlanePicture.Window.around(run.run().model().law().map(law -> Snapshot.of(Shape.of(POINTS, 2),
            law.draw(POINTS, 1, run.run().spec().guidance().condition()))).orElseGet(run::end)));
    }
}
