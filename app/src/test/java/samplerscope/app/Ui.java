package samplerscope.app;

import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import samplerscope.app.theme.Theme;

/// Drives real views on the headless toolkit with real events. Every method may be called from the test's thread.
///
/// Events are fired at nodes rather than moved through a robot: the headless screen is 1000 x 1000, our windows are not.
public final class Ui {

    /// Longest that anything may take before a test gives up; generous, for busy machines.
    private static final long PATIENCE_SECONDS = 60;

    private static final CountDownLatch STARTED = new CountDownLatch(1);

    static {
        Platform.startup(STARTED::countDown);
        Platform.setImplicitExit(false);
    }

    private Ui() {}

    /// Starts the toolkit, once per test JVM.
    public static void start() {
        try {
            if (!STARTED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the toolkit did not start");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        run(() -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
    }

    /// Runs on the FX thread and waits; what is thrown there is thrown here.
    public static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }

    /// Computes on the FX thread and waits.
    public static <T> T get(Supplier<T> work) {
        if (Platform.isFxApplicationThread()) {
            return work.get();
        }
        var result = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed on the FX thread: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the FX thread did not answer", e);
        }
    }

    /// Waits until a condition, asked on the FX thread, holds.
    ///
    /// @param what the condition in words, for the message of a test that waited in vain
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /// Waits until a condition, asked on the FX thread, holds.
    ///
    /// @param state what there is instead, for that message; asked on the FX thread
    public static void until(String what, BooleanSupplier condition, Supplier<String> state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!get(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what + " " + get(state));
            }
            pulse();
        }
    }

    /// Lets the toolkit render at least once.
    public static void pulse() {
        var rendered = new CountDownLatch(2);
        run(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                rendered.countDown();
                if (rendered.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        try {
            if (!rendered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the toolkit stopped rendering");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Shows a view, dressed as in the program, in a window of its own, at most 1000 high: the headless screen has no room for more.
    public static Stage show(Supplier<? extends Parent> view, double width, double height) {
        Stage stage = get(() -> {
            var made = new Stage();
            var scene = new Scene(view.get(), width, height);
            Theme.style(scene);
            made.setScene(scene);
            made.show();
            return made;
        });
        pulse();
        return stage;
    }

    public static void close(Stage stage) {
        run(stage::close);
    }

    /// The node with a selector such as `#run`, of the type asked for.
    public static <N extends Node> N find(Node root, String selector, Class<N> type) {
        return get(() -> {
            root.applyCss();
            Node found = root.lookup(selector);
            if (found == null) {
                throw new AssertionError("nothing matches " + selector);
            }
            return type.cast(found);
        });
    }

    /// A full click with the first button in the middle of a node.
    public static void click(Node node) {
        click(node, 0.5, 0.5);
    }

    /// A full click at a place of a node given as shares of its width and height.
    public static void click(Node node, double across, double down) {
        run(() -> {
            Point2D at = place(node, across, down);
            mouse(node, MouseEvent.MOUSE_ENTERED, at, false, 0);
            mouse(node, MouseEvent.MOUSE_MOVED, at, false, 0);
            mouse(node, MouseEvent.MOUSE_PRESSED, at, false, 1);
            mouse(node, MouseEvent.MOUSE_RELEASED, at, false, 1);
            mouse(node, MouseEvent.MOUSE_CLICKED, at, false, 1);
        });
    }

    public static void doubleClick(Node node) {
        run(() -> mouse(node, MouseEvent.MOUSE_CLICKED, place(node, 0.5, 0.5), false, 2));
    }

    /// Moves the mouse to a place of a node given as shares of its width and height.
    public static void hover(Node node, double across, double down, boolean alt) {
        run(() -> {
            Point2D at = place(node, across, down);
            mouse(node, MouseEvent.MOUSE_ENTERED, at, alt, 0);
            mouse(node, MouseEvent.MOUSE_MOVED, at, alt, 0);
        });
    }

    /// Presses at one place of a node, drags to another and lets go.
    public static void drag(Node node, double fromAcross, double fromDown, double toAcross, double toDown) {
        run(() -> {
            Point2D from = place(node, fromAcross, fromDown);
            Point2D to = place(node, toAcross, toDown);
            mouse(node, MouseEvent.MOUSE_PRESSED, from, false, 1);
            mouse(node, MouseEvent.MOUSE_DRAGGED, from.midpoint(to), false, 1);
            mouse(node, MouseEvent.MOUSE_DRAGGED, to, false, 1);
            mouse(node, MouseEvent.MOUSE_RELEASED, to, false, 1);
        });
    }

    public static void scroll(Node node, double across, double down, double deltaY) {
        run(() -> {
            Point2D at = place(node, across, down);
            Point2D inScene = node.localToScene(at);
            Point2D onScreen = screen(node, at);
            Event.fireEvent(node, new ScrollEvent(ScrollEvent.SCROLL, inScene.getX(), inScene.getY(), onScreen.getX(),
                onScreen.getY(), false, false, false, false, false, false, 0, deltaY, 0, deltaY,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
        });
    }

    /// Presses and releases a key at a node, with modifiers such as `KeyCode.SHORTCUT`.
    public static void press(Node node, KeyCode key, KeyCode... with) {
        var held = Set.of(with);
        boolean control = held.contains(KeyCode.SHORTCUT) || held.contains(KeyCode.CONTROL);
        run(() -> {
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(node, new KeyEvent(type, "", key.getChar(), key, held.contains(KeyCode.SHIFT), control,
                    held.contains(KeyCode.ALT), false));
            }
        });
    }

    /// Types text at a node.
    public static void type(Node node, String text) {
        run(() -> text.chars().forEach(c -> Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_TYPED,
            Character.toString(c), "", KeyCode.UNDEFINED, false, false, false, false))));
    }

    /// The picture of a node as it is now.
    public static BufferedImage snapshot(Node node) {
        pulse();
        return get(() -> {
            WritableImage shot = node.snapshot(new SnapshotParameters(), null);
            int width = (int) shot.getWidth();
            int height = (int) shot.getHeight();
            var pixels = new int[width * height];
            shot.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            image.setRGB(0, 0, width, height, pixels, 0, width);
            return image;
        });
    }

    /// Waits until a node looks as it should: what is drawn in the background is shown some frames later.
    public static void untilShown(String what, Node node, Predicate<BufferedImage> looks) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!looks.test(snapshot(node))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain to see " + what);
            }
        }
    }

    /// Writes the picture of a node as PNG, for eyes.
    public static void snapshot(Node node, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(snapshot(node), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Point2D place(Node node, double across, double down) {
        Bounds bounds = node.getLayoutBounds();
        return new Point2D(bounds.getMinX() + across * bounds.getWidth(), bounds.getMinY() + down * bounds.getHeight());
    }

    private static Point2D screen(Node node, Point2D at) {
        Point2D known = node.localToScreen(at);
        return known == null ? at : known;
    }

    private static void mouse(Node node, EventType<MouseEvent> type, Point2D at, boolean alt, int clicks) {
        Point2D inScene = node.localToScene(at); // events are made in the scene's coordinates
        Point2D onScreen = screen(node, at);
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        boolean still = type != MouseEvent.MOUSE_DRAGGED;
        MouseButton button = clicks == 0 ? MouseButton.NONE : MouseButton.PRIMARY;
        Event.fireEvent(node, new MouseEvent(type, inScene.getX(), inScene.getY(), onScreen.getX(), onScreen.getY(), button,
            clicks, false, false, alt, false, down, false, false, true, false, still, null));
    }
}
