package samplerscope.spec;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.TokenText;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.run.MaskedRun;
import samplerscope.run.Recording;
import samplerscope.tensor.Workers;

/// A spec of masked diffusion with everything that it names. Closes the model.
///
/// @param start the whole canvas at first, shape [L]
public record ResolvedMasked(RunSpec.Unmask spec, MaskedModel model, MaskedSampler sampler, int[] start)
    implements AutoCloseable {

    /// Settings of samplers that name the token after which a text says nothing more.
    private static final Set<String> ENDS = Set.of("eos-token", "end");

    /// Opens the model and checks that spec, model and sampler fit each other.
    ///
    /// @param base folder that relative paths start from
    /// @throws samplerscope.SamplerscopeException in one of its kinds, naming what does not fit
    public static ResolvedMasked of(RunSpec.Unmask spec, MaskedCatalog catalog, Path base) {
        MaskedSamplerFamily samplers = catalog.samplers().get(spec.sampler().id());
        MaskedModelFamily models = catalog.models().get(spec.model().id());
        MaskedModel model = models.open().open(Settings.of("model", models.parameters(), spec.model().settings()), base);
        try {
            Choice chosen = ending(spec.sampler(), samplers, model.tokens());
            MaskedSampler sampler = samplers.create().apply(
                Settings.of("sampler", samplers.parameters(), chosen.settings()));
            int[] start = Canvas.starting(model.tokens().tokens(spec.prompt()), model.predictor());
            sampler.begin(start, new Passes(model.predictor()), Streams.of(spec.seed(), 0)); // refuses what does not fit
            return new ResolvedMasked(spec, model, sampler, start);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /// The sampler with the model's own end of text, where it wants one and nothing is said.
    static Choice ending(Choice sampler, MaskedSamplerFamily family, TokenText tokens) {
        Optional<String> setting = family.parameters().stream().map(Parameter::id).filter(ENDS::contains).findFirst();
        if (setting.isEmpty() || tokens.end().isEmpty() || sampler.settings().containsKey(setting.get())) {
            return sampler;
        }
        return sampler.with(setting.get(), tokens.end().getAsInt());
    }

    /// A run from its start; the model stays open.
    public MaskedRun run() {
        return new MaskedRun(sampler, model.predictor(), start, spec.samples(), spec.seed(), spec.recording());
    }

    /// The same run with every step of every sequence recorded, for whoever measures while it runs.
    ///
    /// @param workers that share the sequences; the caller closes them
    public MaskedRun watchedRun(Workers workers) {
        return new MaskedRun(sampler, model.predictor(), start, spec.samples(), spec.seed(), Recording.ALL, workers);
    }

    /// What a canvas reads, with a sign where nothing is written, and without the ends of text that fill it up.
    public String text(int[] canvas) {
        int end = model.tokens().end().orElse(Canvas.MASK);
        int length = canvas.length;
        while (end != Canvas.MASK && length > 0 && canvas[length - 1] == end) {
            length--;
        }
        return Arrays.stream(canvas, 0, length).mapToObj(token -> token == Canvas.MASK ? model.tokens().hidden() : model.tokens().text(token))
            .collect(Collectors.joining()).replace("\n", "\\n");
    }

    @Override
    public void close() {
        model.close();
    }
}
