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
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.masked.measure.TaskAccuracy;
import samplerscope.masked.measure.TaskTrial;
import samplerscope.masked.task.TextTask;
import samplerscope.spec.Choice;

/// What samplers come to over many sequences, against the law of the world: measured in the background, one after the
/// other. On the FX thread.
final class FrontModel implements AutoCloseable {

    /// Sequences behind each number where the law is known.
    static final int SEQUENCES = 400;
    /// Prompts of a task behind each number; a network takes longer.
    static final int PROMPTS = 64;
    private static final int TOGETHER = 8;

    /// What samplers were measured on.
    private record Ground(Choice model, List<Integer> given, long seed) {
        static Ground of(LabDraft draft) {
            return new Ground(draft.model(), draft.given(), draft.seed());
        }
    }

    /// @param measured empty where it could not be measured, and the problem says why
    record Found(Choice sampler, Optional<Measured> measured, Optional<Problem> problem) {}

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
                for (Choice choice : missing) {
                    Found one = measured(opened, draft, choice);
                    Platform.runLater(() -> add(mine, one));
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

    private Found measured(MaskedModel opened, LabDraft draft, Choice choice) {
        try {
            MaskedSampler sampler = Beginning.sampler(choice, model.samplers());
            return new Found(choice, Optional.of(opened.predictor() instanceof MaskedWorld world
                ? byLaw(world, draft, sampler) : byTask(opened, draft, sampler)), Optional.empty());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // a sampler that does not suit the model leaves the others to themselves
            return new Found(choice, Optional.empty(), Optional.of(Problem.of(e)));
        }
    }

    private static Measured byLaw(MaskedWorld world, LabDraft draft, MaskedSampler sampler) {
        int[] start = Canvas.starting(draft.start(world.length()), world);
        long began = System.nanoTime();
        Measurement law = new MonteCarlo(world, Prompts.always(start), SEQUENCES, draft.seed()).measure(sampler);
        return Measured.of(law, millis(began) / SEQUENCES);
    }

    /// On prompts of the task whose letter begins the prompt of the draft.
    private static Measured byTask(MaskedModel opened, LabDraft draft, MaskedSampler sampler) {
        TextTask task = draft.task(opened.tokens()).orElseThrow(() -> new UnsuitableModelException(
            "Measuring quality", "a law that is known or a prompt of a task",
            "begin the prompt with the letter of a task, such as S or A"));
        long began = System.nanoTime();
        List<TaskTrial> trials = TaskAccuracy.drawn(opened, task, PROMPTS, draft.seed()).trials(sampler, TOGETHER);
        return Measured.of(trials, millis(began) / PROMPTS);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
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
