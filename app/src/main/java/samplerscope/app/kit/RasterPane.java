package samplerscope.app.kit;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A picture painted pixel by pixel on a thread of its own, in device pixels.
///
/// Three buffers go round: one shown, one ready, one being painted. The newest painter wins; what it overtakes is never
/// painted. Painting stops while the window does not show the pane, and catches up when it does.
public final class RasterPane extends Region {

    /// Paints a picture; called on the painter thread. Must not touch nodes.
    @FunctionalInterface
    public interface Painter {
        void paint(Raster into);
    }

    /// Buffers grow and shrink in such blocks, so that dragging a divider rarely allocates.
    private static final int BLOCK = 64;
    private static final int BUFFERS = 3;
    /// Largest side of a picture in device pixels: beyond it textures fail.
    private static final int LARGEST = 4096;
    /// Painters of all panes together leave a core to the runs and to the window.
    private static final Semaphore CORES = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    private record Job(Painter painter, int width, int height, double scale) {}

    private record Surface(PixelBuffer<IntBuffer> buffer, WritableImage image) {

        static Surface of(int width, int height) {
            var buffer = new PixelBuffer<>(width, height, IntBuffer.allocate(width * height),
                PixelFormat.getIntArgbPreInstance());
            return new Surface(buffer, new WritableImage(buffer));
        }

        Raster raster(Job job) {
            return new Raster(buffer.getBuffer().array(), job.width, job.height, buffer.getWidth(), job.scale);
        }
    }

    private record Finished(Surface surface, Job job) {}

    private final ImageView view = new ImageView();
    private final ReadOnlyObjectWrapper<Ground> ground = new ReadOnlyObjectWrapper<>(this, "ground", Ground.LIGHT);
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(this, "settled", true);
    /// Whether the pane is in a window that shows; kept, because listeners on it are weak.
    private final ObservableValue<Boolean> showing =
        sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::showingProperty).orElse(false);
    private final ObservableValue<Double> outputScale = sceneProperty().flatMap(Scene::windowProperty)
        .flatMap(Window::outputScaleXProperty).map(Number::doubleValue).orElse(1.0);

    private final AtomicReference<@Nullable Job> pending = new AtomicReference<>();
    private final AtomicReference<@Nullable Finished> ready = new AtomicReference<>();
    /// Buffers nobody reads, longest free first: the one just taken off the screen may still be being rendered.
    private final ArrayDeque<Surface> free = new ArrayDeque<>();
    private Optional<Painter> painter = Optional.empty();
    private Optional<Job> asked = Optional.empty();
    private Optional<Finished> shown = Optional.empty();
    private Optional<PainterThread> thread = Optional.empty();

    public RasterPane() {
        getStyleClass().add("raster-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(false);
        view.setSmooth(false);
        view.setManaged(false);
        view.setMouseTransparent(true);
        getChildren().add(view);
        backgroundProperty().subscribe(this::readGround);
        showing.subscribe(this::showingChanged);
        outputScale.subscribe(_ -> ask());
    }

    /// Asks for a picture; returns at once. Call on the FX thread.
    public void show(Painter changed) {
        painter = Optional.of(changed);
        ask();
    }

    /// Whether the theme's background is light or dark; painters choose their colours by it.
    public ReadOnlyObjectProperty<Ground> ground() {
        return ground.getReadOnlyProperty();
    }

    /// The theme's background behind the picture, opaque ARGB.
    public int paper() {
        return background().map(Argb::of).orElseGet(() -> Argb.of(Palette.paper(ground.get())));
    }

    /// Whether the newest picture asked for is on the screen.
    public ReadOnlyBooleanProperty settled() {
        return settled.getReadOnlyProperty();
    }

    /// The time of the painter thread that the shown picture took, in nanoseconds; 0 before the first.
    public long paintNanos() {
        return thread.map(t -> t.nanos).orElse(0L);
    }

    @Override
    protected void layoutChildren() {
        ask();
    }

    private void ask() {
        Optional<Job> job = painter.flatMap(this::job);
        if (job.isEmpty() || !showing.getValue()) {
            return;
        }
        if (job.equals(asked)) {
            return; // a layout pass that changed nothing
        }
        asked = job;
        settled.set(false);
        pending.set(job.get());
        thread.ifPresent(PainterThread::wake);
    }

    private Optional<Job> job(Painter what) {
        double scale = outputScale.getValue();
        int width = (int) Math.min(LARGEST, Math.ceil(getWidth() * scale));
        int height = (int) Math.min(LARGEST, Math.ceil(getHeight() * scale));
        return width < 1 || height < 1 ? Optional.empty() : Optional.of(new Job(what, width, height, scale));
    }

    private void showingChanged(boolean isShowing) {
        if (isShowing && thread.isEmpty()) {
            var started = new PainterThread();
            thread = Optional.of(started);
            started.start();
            ask();
        } else if (!isShowing) {
            thread.ifPresent(PainterThread::end);
            thread = Optional.empty();
            asked = Optional.empty();
        }
    }

    /// Puts the newest finished picture on the screen; on the FX thread.
    private void present() {
        Finished finished = ready.getAndSet(null);
        if (finished == null) {
            return;
        }
        Job job = finished.job;
        finished.surface.buffer.updateBuffer(_ -> new Rectangle2D(0, 0, job.width, job.height));
        view.setImage(finished.surface.image);
        view.setViewport(new Rectangle2D(0, 0, job.width, job.height));
        view.setFitWidth(job.width / job.scale);
        view.setFitHeight(job.height / job.scale);
        shown.ifPresent(before -> release(before.surface));
        shown = Optional.of(finished);
        settled.set(asked.filter(a -> a == job).isPresent());
    }

    private void readGround(@Nullable Background background) {
        if (background != null) {
            ground.set(Ground.of(background));
        }
    }

    private Optional<Color> background() {
        return Optional.ofNullable(getBackground()).flatMap(b -> b.getFills().stream().findFirst())
            .map(f -> f.getFill()).filter(Color.class::isInstance)
            .map(Color.class::cast);
    }

    private void release(Surface surface) {
        synchronized (free) {
            if (free.size() < BUFFERS) {
                free.addLast(surface);
            }
        }
    }

    private Surface take(int width, int height) {
        synchronized (free) {
            Surface surface = free.pollFirst();
            return surface != null && surface.buffer.getWidth() == width && surface.buffer.getHeight() == height
                ? surface : Surface.of(width, height);
        }
    }

    private static int blocks(int pixels) {
        return (pixels + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// Paints what is pending until it is ended.
    private final class PainterThread extends Thread {

        private final Semaphore work = new Semaphore(1);
        private volatile boolean ended;
        private volatile long nanos;

        PainterThread() {
            super("painter");
            setDaemon(true);
            setPriority(MIN_PRIORITY);
        }

        void wake() {
            work.release();
        }

        void end() {
            ended = true;
            work.release();
        }

        @Override
        public void run() {
            Courtesy.giveWay();
            while (!ended) {
                work.acquireUninterruptibly();
                work.drainPermits();
                Job job = pending.getAndSet(null);
                if (job != null && !ended) {
                    publish(paint(job));
                }
            }
        }

        private Finished paint(Job job) {
            Surface surface = take(blocks(job.width), blocks(job.height));
            CORES.acquireUninterruptibly();
            long began = System.nanoTime();
            try {
                job.painter.paint(surface.raster(job));
            } finally {
                CORES.release();
            }
            nanos = System.nanoTime() - began;
            return new Finished(surface, job);
        }

        private void publish(Finished finished) {
            Finished overtaken = ready.getAndSet(finished);
            if (overtaken == null) {
                Platform.runLater(RasterPane.this::present);
            } else {
                release(overtaken.surface);
            }
        }
    }
}
