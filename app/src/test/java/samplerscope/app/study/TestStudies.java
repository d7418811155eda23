package samplerscope.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import samplerscope.run.Recording;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.Guidance;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Small real studies for tests.
public final class TestStudies {

    private TestStudies() {}

    public static RunSpec.Denoise spec(String model, String solver, int steps, int samples) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of(model), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", steps), List.of(Choice.of(solver)), Guidance.NONE, samples, 0, 1,
            Recording.ALL);
    }

    public static Services services() {
        var catalog = Catalog.standard(Path.of(System.getProperty("samplerscope.home")).resolve("assets"));
        var engine = Engine.of(catalog.backends(), Engine.STANDARD_BACKEND, 2);
        var threads = Thread.ofPlatform().daemon().factory();
        return new Services(new Resolver(catalog), new References(1), () -> engine,
            Executors.newFixedThreadPool(2, threads), Executors.newFixedThreadPool(2, threads),
            Executors.newSingleThreadExecutor(threads), Executors.newFixedThreadPool(2, threads),
            Executors.newSingleThreadExecutor(threads), Path.of("").toAbsolutePath(),
            CompletableFuture.completedFuture(null));
    }
}
