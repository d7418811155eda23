package samplerscope.store;

import java.awt.image.BufferedImage;
import java.util.Optional;
import samplerscope.export.PictureGrid;
import samplerscope.export.PlanePicture;
import samplerscope.model.ModelCard;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;
import samplerscope.tensor.Shape;

/// How the states of one run are shown: the plane as a density, images as a grid, anything else not at all.
public final class StatePictures {

    private static final int PLANE_SIZE = 640;
    private static final int FRAME_SIZE = 480;
    private static final int THUMBNAIL_SIZE = 192;
    private static final int THUMBNAIL_IMAGES = 4;
    private static final int MOST_IMAGES = 64;
    /// Width that an image of a grid should come near.
    private static final int IMAGE_SIZE = 96;
    /// Draws of the exact law that the window is fitted to.
    private static final int LAW_DRAWS = 4000;
    /// Of the noise in the first frames, in standard deviations.
    private static final double NOISE_RADIUS = 2.5;

    private final ModelCard card;
    /// Where the law is; empty when nobody knows it.
    private final Optional<PlanePicture.Window> window;

    public StatePictures(Resolved run) {
        card = run.model().card();
        window = run.model().law().filter(_ -> card.isPlane())
            .map(law -> law.draw(LAW_DRAWS, 0, run.spec().guidance().condition()))
            .map(points -> PlanePicture.Window.around(Snapshot.of(Shape.of(LAW_DRAWS, 2), points)));
    }

    /// Whether the model's samples can be shown.
    public boolean arePossible() {
        return card.isPlane() || card.isImage();
    }

    /// The state at the end of the run.
    public Optional<BufferedImage> end(Snapshot state) {
        if (card.isImage()) {
            return Optional.of(grid().paint(state));
        }
        return card.isPlane() ? Optional.of(new PlanePicture(PLANE_SIZE, window(state)).paint(state))
            : Optional.empty();
    }

    /// The same, small, for a list: the density, or the first few images.
    public Optional<BufferedImage> thumbnail(Snapshot state) {
        if (card.isImage()) {
            int columns = (int) StrictMath.ceil(StrictMath.sqrt(StrictMath.min(THUMBNAIL_IMAGES, state.samples())));
            int scale = StrictMath.max(1, THUMBNAIL_SIZE / columns / card.sampleShape().getLast());
            return Optional.of(new PictureGrid(THUMBNAIL_IMAGES, scale).paint(state));
        }
        return card.isPlane() ? Optional.of(new PlanePicture(THUMBNAIL_SIZE, window(state)).paint(state))
            : Optional.empty();
    }

    /// A state on the way. Points are divided by `sqrt(alpha^2 + sigma^2)`, so that noise fills the same window on
    /// every path; at the end of a run that divides by one.
    ///
    /// @throws IllegalStateException unless {@link #arePossible}
    public BufferedImage frame(NoiseLevel at, Snapshot state) {
        if (card.isImage()) {
            return grid().paint(state);
        }
        if (!card.isPlane()) {
            throw new IllegalStateException("samples of shape %s cannot be shown".formatted(card.sampleShape()));
        }
        var picture = new PlanePicture(FRAME_SIZE, window(state).including(NOISE_RADIUS));
        return picture.paint(state, 1 / StrictMath.hypot(at.alpha(), at.sigma()));
    }

    private PictureGrid grid() {
        return new PictureGrid(MOST_IMAGES, StrictMath.max(1, IMAGE_SIZE / card.sampleShape().getLast()));
    }

    private PlanePicture.Window window(Snapshot state) {
        return window.orElseGet(() -> PlanePicture.Window.around(state));
    }
}
