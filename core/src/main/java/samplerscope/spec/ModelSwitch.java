package samplerscope.spec;

import java.util.TreeMap;
import samplerscope.model.Condition;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;

/// What else of a spec has to change when its model does, so that pressing Run is sensible at once: a network's own
/// schedule, a number of samples that suits its shape, a class that it has.
public final class ModelSwitch {

    private static final int POINTS = 20_000;
    private static final int IMAGES = 16;
    private static final int LATENTS = 4;
    private static final int VECTORS = 256;
    /// More than this is a number for points, not for images.
    private static final int MANY = 256;
    /// Fewer than this is a number for images, not for points.
    private static final int FEW = 64;

    private ModelSwitch() {}

    public static RunSpec.Denoise fitted(RunSpec.Denoise spec, Choice choice, Model model, Resolver resolver) {
        RunSpec.Denoise changed = spec.withModel(choice).withSamples(samples(spec.samples(), model))
            .withGuidance(guidance(spec.guidance(), model));
        return resolver.scheduleOf(model).filter(own -> !own.equals(spec.schedule()))
            .map(own -> changed.withSchedule(own).withGrid(withoutEnds(changed.grid()))).orElse(changed);
    }

    private static int samples(int now, Model model) {
        ModelCard card = model.card();
        if (model.decoder().isPresent()) {
            return now <= IMAGES ? now : LATENTS;
        }
        if (card.isPlane()) {
            return now <= FEW ? POINTS : now;
        }
        return now <= MANY ? now : card.isImage() ? IMAGES : VECTORS;
    }

    private static Guidance guidance(Guidance now, Model model) {
        ModelCard card = model.card();
        if (model.needsClass() && now.condition() instanceof Condition.None) {
            return new Guidance(new Condition.EachClass(), 1);
        }
        boolean asksByText = now.condition() instanceof Condition.OfText;
        if (model.prompting().isPresent()) {
            return asksByText ? now
                : new Guidance(new Condition.OfText("", ""), model.prompting().get().guidanceScale());
        }
        boolean known = switch (now.condition()) {
            case Condition.None _ -> true;
            case Condition.OfText _ -> false;
            case Condition.EachClass _ -> !card.classes().isEmpty();
            case Condition.OfClass(int label) -> label < card.classes().size();
        };
        if (known) {
            return now;
        }
        return model.needsClass() ? new Guidance(new Condition.EachClass(), 1) : Guidance.NONE;
    }

    /// Where a grid begins and ends is told on the clock of a schedule, and means nothing on another one.
    private static Choice withoutEnds(Choice grid) {
        var settings = new TreeMap<>(grid.settings());
        settings.remove("start");
        settings.remove("end");
        return new Choice(grid.id(), settings);
    }
}
