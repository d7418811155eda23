package samplerscope.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;

/// What the window is built on: made once in `main`, passed down.
///
/// @param resolver   from ids to objects; keeps models open
/// @param references trajectories that errors are measured against
/// @param engine     where the next run goes; changes with the settings, and may wait for a device, so not for the FX
///                   thread
/// @param background for files and pictures of models: work that somebody waits for
/// @param exporting  for exports and repeated runs, which may take minutes; a file that is opened does not queue behind them
/// @param opening    for runs that begin; a run does not queue behind an export
/// @param solving    for references, which may take a minute; nothing else queues behind them
/// @param measuring  one thread, so that errors of a lane arrive in order and latents are decoded one at a time
/// @param base       folder that relative paths in specs start from
/// @param shown      done, on the FX thread, when the window shows its first pictures: what they can do without waits for it
public record Services(Resolver resolver, References references, Supplier<Engine> engine, ExecutorService background,
                       ExecutorService exporting, ExecutorService opening, ExecutorService solving,
                       ExecutorService measuring, Path base, CompletionStage<?> shown) {

    /// How long the end of the program waits for work that is interrupted.
    private static final long PATIENCE_SECONDS = 3;

    /// Interrupts all work and waits for it: a network that is being asked must not outlive its library.
    public void close() {
        List<ExecutorService> all = List.of(background, exporting, opening, solving, measuring);
        all.forEach(ExecutorService::shutdownNow); // all of them before the first is waited for
        try {
            for (ExecutorService one : all) {
                one.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
