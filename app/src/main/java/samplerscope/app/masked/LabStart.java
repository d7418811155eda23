package samplerscope.app.masked;

import java.util.List;
import java.util.stream.Stream;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.registry.Registry;
import samplerscope.spec.Choice;

/// What the lab begins with: two ways of choosing positions on a chain whose neighbours depend on each other.
final class LabStart {

    private static final String MODEL = "chain-b";
    /// The first two that there are: four tokens a pass, the surest ones or any.
    private static final List<Choice> SAMPLERS = List.of(Choice.of("confidence").with("per-step", 4),
        Choice.of("random").with("per-step", 4));

    private LabStart() {}

    static LabDraft of(Registry<MaskedModelFamily> models, Registry<MaskedSamplerFamily> samplers) {
        Choice model = Choice.of(models.contains(MODEL) ? MODEL : models.all().getFirst().id());
        List<Choice> lanes = Stream.concat(SAMPLERS.stream().filter(c -> samplers.contains(c.id())),
            samplers.all().stream().map(f -> Choice.of(f.id()))).distinct().limit(2).toList();
        return LabDraft.of(model, lanes);
    }

    /// The first sampler of the list that no lane has yet.
    static Choice next(Registry<MaskedSamplerFamily> samplers, LabDraft draft) {
        return samplers.all().stream().map(f -> Choice.of(f.id()))
            .filter(c -> draft.lanes().stream().noneMatch(l -> l.sampler().id().equals(c.id()))).findFirst()
            .orElse(draft.lanes().getLast().sampler());
    }
}
