package samplerscope.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.measure.TaskAccuracy;
import samplerscope.masked.task.TaskText;
import samplerscope.masked.task.TextTask;
import samplerscope.registry.Family;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// A spec of masked diffusion that is put a task, with model and sampler opened as the task wants them. Closes the
/// model.
///
/// The spec's number of samples is that of prompts. They are drawn from its seed, or all are its prompt where it has
/// one.
///
/// @param spec     with what the task has set
/// @param accuracy of the model on the task
/// @param sampler  for each prompt
public record ResolvedTask(RunSpec.Unmask spec, TaskAccuracy accuracy, Function<String, MaskedSampler> sampler)
    implements AutoCloseable {

    /// Settings that a task knows better than a default, in families that have them.
    private static final String CANVAS = "length";
    private static final String TEMPERATURE = "temperature";
    private static final String ANSWER = "answer";
    private static final String ANSWER_LENGTH = "length";

    /// Opens the model and checks that it, the task and the sampler fit each other. What the spec leaves open is set
    /// for the task: the model's canvas, the sampler's temperature, and where the answer stands.
    ///
    /// @param base folder that relative paths start from
    /// @throws samplerscope.SamplerscopeException in one of its kinds, naming what does not fit
    public static ResolvedTask of(RunSpec.Unmask spec, TextTask task, MaskedCatalog catalog, Path base) {
        MaskedModelFamily models = catalog.models().get(spec.model().id());
        MaskedSamplerFamily samplers = catalog.samplers().get(spec.sampler().id());
        RunSpec.Unmask fitted = spec.withModel(open(spec.model(), models, CANVAS, task.canvas()))
            .withSampler(open(spec.sampler(), samplers, TEMPERATURE, task.answers().temperature()));
        MaskedModel model = models.open().open(
            Settings.of("model", models.parameters(), fitted.model().settings()), base);
        try {
            Choice ending = ResolvedMasked.ending(fitted.sampler(), samplers, model.tokens());
            var resolved = new ResolvedTask(fitted, accuracy(fitted, task, model),
                prompt -> sampler(samplers, ending, part(task, prompt)));
            resolved.check();
            return resolved;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Choice open(Choice choice, Family family, String setting, double value) {
        return has(family, setting) && !choice.settings().containsKey(setting) ? choice.with(setting, value) : choice;
    }

    private static boolean has(Family family, String setting) {
        return family.parameters().stream().anyMatch(p -> p.id().equals(setting));
    }

    private static TaskAccuracy accuracy(RunSpec.Unmask spec, TextTask task, MaskedModel model) {
        return spec.prompt().isEmpty() ? TaskAccuracy.drawn(model, task, spec.samples(), spec.seed())
            : new TaskAccuracy(model, task, Collections.nCopies(spec.samples(), spec.prompt()), spec.seed());
    }

    /// Where the answer proper stands, if that is a part of what is written: where it is all of it, all that is hidden
    /// says as much.
    private static Optional<TextTask.Region> part(TextTask task, String prompt) {
        return task.answerRegion(prompt).filter(region -> region.from() > prompt.length());
    }

    private static MaskedSampler sampler(MaskedSamplerFamily family, Choice choice, Optional<TextTask.Region> region) {
        boolean wants = has(family, ANSWER) && has(family, ANSWER_LENGTH) && !choice.settings().containsKey(ANSWER);
        Choice placed = region.filter(_ -> wants).map(r -> choice.with(ANSWER, new Setting.Num(r.from()))
            .with(ANSWER_LENGTH, new Setting.Num(r.length()))).orElse(choice);
        return family.create().apply(Settings.of("sampler", family.parameters(), placed.settings()));
    }

    /// Begins on one prompt, which refuses what does not fit.
    private void check() {
        String prompt = accuracy.prompts().getFirst();
        int[] start = TaskText.of(accuracy.task(), accuracy.model()).start(prompt);
        sampler.apply(prompt).begin(start, new Passes(accuracy.model().predictor()), Streams.of(spec.seed(), 0));
    }

    public TextTask task() {
        return accuracy.task();
    }

    public List<String> prompts() {
        return accuracy.prompts();
    }

    @Override
    public void close() {
        accuracy.model().close();
    }
}
