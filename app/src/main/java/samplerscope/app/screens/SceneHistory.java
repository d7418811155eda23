package samplerscope.app.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.study.Labels;
import samplerscope.app.study.Services;
import samplerscope.history.FinishedRun;
import samplerscope.history.HistoryPlace;
import samplerscope.history.RunFacts;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.store.RunExecutor;
import samplerscope.store.StateWatcher;

/// A history of its own for each scene, so that no picture shows, or adds to, what the user has kept.
final class SceneHistory implements AutoCloseable {

    private static final int RUNS = 24;
    private static final List<String> MODELS = List.of("moons", "two-modes", "moons");
    private static final List<String> SOLVERS = List.of("dpmpp-2m", "unipc-2", "ddim", "heun", "ddpm");
    private static final List<List<String>> TAGS =
        List.of(List.of(), List.of("paper", "fig2"), List.of(), List.of("seed"));
    private static final Instant NOW = Instant.parse("2026-03-02T16:20:00Z");

    private final Path folder;
    private final HistoryDesk desk;

    SceneHistory(Catalog catalog) {
        try {
            folder = Files.createTempDirectory("samplerscope");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        desk = new HistoryDesk(new HistoryPlace(folder.resolve("history")), catalog);
    }

    HistoryDesk desk() {
        return desk;
    }

    /// Real runs, small ones, as if they had been made over some weeks.
    static void fill(Stagehand hand) {
        Services services = hand.study().services();
        long before = Headless.get(() -> hand.history().changes().get());
        hand.history().change(history -> {
            for (int i = 0; i < RUNS; i++) {
                Choice model = Choice.of(MODELS.get(i % MODELS.size()));
                var spec = RunSpec.Denoise.of(model).withGrid(Choice.of("uniform-lambda").with("steps", 6 + i % 5 * 2))
                    .withSolvers(List.of(Choice.of(SOLVERS.get(i % SOLVERS.size())))).withSamples(2000)
                    .withSeed(1 + i / 7);
                String id = history.add(run(services, spec, NOW.minus(Duration.ofHours(7L * i + 2)))).id();
                List<String> tags = TAGS.get(i % TAGS.size());
                boolean favourite = i % 6 == 1;
                String note = i == 1 ? "The one for figure 2; same bits on both machines." : "";
                history.mark(id, m -> m.withFavourite(favourite).withTags(tags).withNote(note));
            }
            return RUNS;
        }, _ -> {});
        Headless.until("the runs are kept", () -> hand.history().changes().get() > before
            || hand.history().trouble().get().isPresent());
    }

    private static FinishedRun run(Services services, RunSpec.Denoise spec, Instant at) {
        var run = services.resolver().resolve(spec, services.base());
        var executor = new RunExecutor(services.references(), List.of(), Progress.NONE);
        var executed = executor.execute(run, services.engine().get(), RunExecutor.Measure.MODEL, Map.of(),
            StateWatcher.NONE);
        return new FinishedRun(executed, services.base(), Labels.ofStrategy(services.resolver().catalog(), spec),
            services.engine().get().choice().title(), RunFacts.Source.WINDOW, at, List.of());
    }

    @Override
    public void close() {
        desk.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
