package samplerscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Recording;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.Guidance;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// Small real studies: no test doubles, the numbers are those that a user would see.
public final class Studies {

    private Studies() {}

    /// Two moons, one lane per solver, ten steps even in lambda, 500 samples.
    public static StudyModel moons(String... solvers) {
        var specs = new ArrayList<RunSpec.Denoise>();
        for (String solver : solvers) {
            specs.add(spec(solver, 10));
        }
        return of(specs);
    }

    public static RunSpec.Denoise spec(String solver, int steps) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("moons"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", steps), List.of(Choice.of(solver)), Guidance.NONE, 500, 0, 1,
            Recording.ALL);
    }

    public static StudyModel of(List<RunSpec.Denoise> specs) {
        return of(specs, () -> Engine.STANDARD_BACKEND);
    }

    /// @param backend asked before every run
    public static StudyModel of(List<RunSpec.Denoise> specs, Supplier<String> backend) {
        return Ui.get(() -> new StudyModel(services(backend), Study.of(specs)));
    }

    private static Services services(Supplier<String> backend) {
        var catalog = Catalog.standard(Path.of("assets"));
        ThreadFactory daemons = Thread.ofPlatform().daemon().factory();
        return new Services(new Resolver(catalog), new References(1),
            () -> Engine.of(catalog.backends(), backend.get(), 1), Executors.newFixedThreadPool(2, daemons),
            Executors.newFixedThreadPool(2, daemons), Executors.newSingleThreadExecutor(daemons),
            Executors.newFixedThreadPool(2, daemons), Executors.newSingleThreadExecutor(daemons), Path.of(""),
            CompletableFuture.completedFuture(null));
    }

    /// Runs all lanes and waits until they are done and measured, as far as they can be.
    public static void run(StudyModel model) {
        Ui.run(() -> model.runner().run(model.lanes()));
        Ui.until("all lanes are done and measured", () -> model.lanes().stream().allMatch(Studies::isMeasured));
    }

    private static boolean isMeasured(LaneModel lane) {
        boolean stochastic = lane.ran().get().filter(r -> r.isStochastic()).isPresent();
        return lane.state().get() instanceof LaneState.Done
            && (stochastic || lane.errors().get().size() == lane.frames().size() && !lane.localErrors().get().isEmpty());
    }
}
