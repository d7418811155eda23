package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import samplerscope.app.kit.Courtesy;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Recording;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.EmsCache;
import samplerscope.spec.Guidance;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Builds what a window stands on, and the comparison that greets a new user.
public final class Start {

    private static final int SAMPLES = 20_000;
    private static final Choice EVEN_IN_LAMBDA = Choice.of("uniform-lambda").with("steps", 10);

    private Start() {}

    /// Services with threads of their own, all daemons.
    ///
    /// @param catalog of the folder of assets
    /// @param assets  bundled models and data
    /// @param base    that relative paths of specs start from
    public static Services services(Catalog catalog, Path assets, Preferences preferences, Path base) {
        return services(catalog, assets, preferences, base, CompletableFuture.completedFuture(null));
    }

    /// The same for a window that opens.
    ///
    /// @param shown done when it shows its first pictures
    static Services services(Catalog catalog, Path assets, Preferences preferences, Path base, CompletionStage<?> shown) {
        return new Services(new Resolver(catalog, EmsCache.standard(assets)), new References(1), preferences::engine,
            threads("background", 2), threads("exporting", 2), threads("opening", 1),
            threads("solving", 2), threads("measuring", 1), base, shown);
    }

    public static StudyModel study(Services services) {
        return new StudyModel(services, greeting());
    }

    /// Three samplers at ten evaluations each, on the two moons: what the program proposes, and what people use.
    public static Study greeting() {
        // The first of Auto's eleven steps asks no model.
        return Study.of(List.of(moons("auto", Choice.of("auto").with("steps", 11)),
            moons("dpmpp-2m", EVEN_IN_LAMBDA), moons("unipc-2", EVEN_IN_LAMBDA)));
    }

    private static RunSpec.Denoise moons(String solver, Choice grid) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("moons"), Choice.of("vp-linear"), grid,
            List.of(Choice.of(solver)), Guidance.NONE, SAMPLES, 0, 1, Recording.ALL);
    }

    /// They give way to the window, so that it stays smooth on two cores. At the end of the program, panes may still ask
    /// for work; nobody waits for it any more.
    private static ExecutorService threads(String name, int count) {
        return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            Courtesy.threads(name), new ThreadPoolExecutor.DiscardPolicy());
    }
}
