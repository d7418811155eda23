package samplerscope.app.screens;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// The toolkit without a screen, driven from an ordinary thread: waits for conditions, never for time.
final class Headless {

    private static final long PATIENCE_SECONDS = 120;

    private Headless() {}

    /// Starts the toolkit; once per process, before any class of JavaFX looks for a screen.
    static void start() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        var started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException e) {
            started.countDown(); // it runs already
        }
        Platform.setImplicitExit(false);
        await(started, "the toolkit did not start");
    }

    static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }

    /// Computes on the FX thread and waits; what is thrown there is thrown here.
    static <T> T get(Supplier<T> work) {
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
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new ScreenshotException("the window did not answer");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// @param what the condition in words
    /// @throws ScreenshotException when it never holds
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!get(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new ScreenshotException("waited in vain until " + what);
            }
            pulses(1);
        }
    }

    /// Lets the toolkit lay out and render so many times.
    static void pulses(int count) {
        var rendered = new CountDownLatch(count);
        run(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                rendered.countDown();
                if (rendered.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        await(rendered, "the toolkit stopped rendering");
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ScreenshotException(otherwise);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static ScreenshotException interrupted() {
        Thread.currentThread().interrupt();
        return new ScreenshotException("taking pictures was interrupted");
    }
}
