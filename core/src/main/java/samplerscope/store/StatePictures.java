package samplerscope.store;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.Optional;
import samplerscope.export.PictureGrid;
import samplerscope.export.PlanePicture;
import samplerscope.model.Decoder;
import samplerscope.model.ModelCard;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;
import samplerscope.tensor.Shape;

/// How the states of one run are shown: the plane as a density, images as a grid, latents as the images that they stand
/// for, anything else not at all.
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
    private final Optional<Decoder> decoder;
    /// Where the law is; empty when nobody knows it.
    private final Optional<PlanePicture.Window> window;

    public StatePictures(Resolved run) {
        card = run.model().card();
        decoder = run.model().decoder();
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
            return Optional.of(grid(state, MOST_IMAGES, IMAGE_SIZE));
        }
        return card.isPlane() ? Optional.of(new PlanePicture(PLANE_SIZE, window(state)).paint(state))
            : Optional.empty();
    }

    /// The same, small, for a list: the density, the first few images, or the first one of those that are large.
    public Optional<BufferedImage> thumbnail(Snapshot state) {
        if (card.isImage()) {
            boolean large = pictureWidth() > THUMBNAIL_SIZE / 2;
            return Optional.of(shrunk(grid(state, large ? 1 : THUMBNAIL_IMAGES, THUMBNAIL_SIZE / 2)));
        }
        return card.isPlane() ? Optional.of(new PlanePicture(THUMBNAIL_SIZE, window(state)).paint(state))
            : Optional.empty();
    }

    private int pictureWidth() {
        return decoder.map(Decoder::pictureShape).orElse(card.sampleShape()).getLast();
    }

    /// A picture that is larger than a thumbnail, averaged down to one.
    private static BufferedImage shrunk(BufferedImage picture) {
        int largest = StrictMath.max(picture.getWidth(), picture.getHeight());
        if (largest <= THUMBNAIL_SIZE) {
            return picture;
        }
        double scale = (double) THUMBNAIL_SIZE / largest;
        int width = StrictMath.max(1, (int) (picture.getWidth() * scale));
        int height = StrictMath.max(1, (int) (picture.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.drawImage(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return small;
    }

    /// A state on the way. Points are divided by `sqrt(alpha^2 + sigma^2)`, so that noise fills the same window on
    /// every path; at the end of a run that divides by one.
    ///
    /// @throws IllegalStateException unless {@link #arePossible}
    public BufferedImage frame(NoiseLevel at, Snapshot state) {
        if (card.isImage()) {
            return grid(state, MOST_IMAGES, IMAGE_SIZE);
        }
        if (!card.isPlane()) {
            throw new IllegalStateException("samples of shape %s cannot be shown".formatted(card.sampleShape()));
        }
        var picture = new PlanePicture(FRAME_SIZE, window(state).including(NOISE_RADIUS));
        return picture.paint(state, 1 / StrictMath.hypot(at.alpha(), at.sigma()));
    }

    /// Latents are decoded whatever their noise, so that a frame shows what the network sees.
    private BufferedImage grid(Snapshot state, int most, int size) {
        Snapshot pictures = decoder.map(d -> DecodedStates.of(d, state, most)).orElse(state);
        return new PictureGrid(most, StrictMath.max(1, size / pictureWidth())).paint(pictures);
    }

    private PlanePicture.Window window(Snapshot state) {
        return window.orElseGet(() -> PlanePicture.Window.around(state));
    }
}
