package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Courtesy;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.spec.Choice;

/// What samplers come to over many sequences, against the law of the world: measured in the background, one after the
/// other. On the FX thread.
final class FrontModel implements AutoCloseable {

    /// Sequences behind each number.
    static final int SEQUENCES = 400;

    /// What samplers were measured on.
    private record Ground(Choice model, List<Integer> given, long seed) {
        static Ground of(LabDraft draft) {
            return new Ground(draft.model(), draft.given(), draft.seed());
        }
    }

    /// @param measurement empty where it could not be measured, and the problem says why
    record Found(Choice sampler, Optional<Measurement> measurement, Optional<Problem> problem) {}

    private final LabModel model;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Courtesy.threads("masked-front"));
    private final ReadOnlyObjectWrapper<Map<Choice, Found>> found = new ReadOnlyObjectWrapper<>(this, "found", Map.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private Optional<Ground> ground = Optional.empty();
    private Optional<Future<?>> work = Optional.empty();
    private int round;

    FrontModel(LabModel model) {
        this.model = model;
        model.draft().subscribe((_, draft) -> {
            if (!ground.equals(Optional.of(Ground.of(draft)))) {
                cancel();
                ground = Optional.empty();
                found.set(Map.of());
            }
        });
    }

    ReadOnlyObjectProperty<Map<Choice, Found>> found() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// The samplers of the lanes.
    void measureLanes() {
        measure(lanes());
    }

    private List<Choice> lanes() {
        return model.draft().get().lanes().stream().filter(l -> l.fork().isEmpty()).map(LaneSpec::sampler).toList();
    }

    /// The lanes, and every sampler of the list with its usual settings.
    void measureAll() {
        var all = new LinkedHashSet<>(lanes());
        model.samplers().all().forEach(f -> all.add(Choice.of(f.id())));
        measure(new ArrayList<>(all));
    }

    private void measure(List<Choice> samplers) {
        cancel();
        LabDraft draft = model.draft().get();
        ground = Optional.of(Ground.of(draft));
        List<Choice> missing = samplers.stream().filter(c -> !found.get().containsKey(c)).distinct().toList();
        if (missing.isEmpty()) {
            return;
        }
        int mine = ++round;
        running.set(true);
        work = Optional.of(thread.submit(() -> {
            try (MaskedModel opened = LabWork.open(draft.model(), model.models(), model.base())) {
                if (opened.predictor() instanceof MaskedWorld world) {
                    for (Choice choice : missing) {
                        Found one = measured(world, draft, choice);
                        Platform.runLater(() -> add(mine, one));
                    }
                }
            } catch (CancellationException e) {
                // whoever cancelled knows
            } catch (SamplerscopeException | OutOfMemoryError e) {
                Problem why = Problem.of(e);
                Platform.runLater(() -> missing.forEach(c -> add(mine, new Found(c, Optional.empty(), Optional.of(why)))));
            } finally {
                Platform.runLater(() -> end(mine));
            }
        }));
    }

    private Found measured(MaskedWorld world, LabDraft draft, Choice choice) {
        try {
            int[] start = Canvas.starting(draft.start(world.length()), world);
            var monteCarlo = new MonteCarlo(world, Prompts.always(start), SEQUENCES, draft.seed());
            return new Found(choice, Optional.of(monteCarlo.measure(Beginning.sampler(choice, model.samplers()))),
                Optional.empty());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // a sampler that does not suit the world leaves the others to themselves
            return new Found(choice, Optional.empty(), Optional.of(Problem.of(e)));
        }
    }

    private void add(int of, Found one) {
        if (of == round) {
            var all = new LinkedHashMap<>(found.get());
            all.put(one.sampler(), one);
            found.set(all);
        }
    }

    private void end(int of) {
        if (of == round) {
            running.set(false);
        }
    }

    void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        round++;
        running.set(false);
    }

    @Override
    public void close() {
        cancel();
        thread.shutdownNow();
    }
}
