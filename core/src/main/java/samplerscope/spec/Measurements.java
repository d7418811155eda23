package samplerscope.spec;

import java.util.HashMap;
import java.util.Map;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.statistics.GaussianFit;

/// The facts of every model asked about so far, so that a run does not measure again what the one before it knew.
///
/// Safe to use from several threads. Holds on to the models as long as the resolver does.
final class Measurements {

    private record Asked(Model model, NoiseSchedule schedule, Guidance guidance) {}

    private record Part(ExactLaw law, Condition condition) {}

    private final Map<Asked, MeasuredFacts> facts = new HashMap<>();
    private final Map<Part, Once<GaussianFit>> moments = new HashMap<>();

    /// What is known of a model. Returns at once; what is asked of the answer may take long.
    synchronized MeasuredFacts of(Model model, NoiseSchedule schedule, Guidance guidance) {
        return facts.computeIfAbsent(new Asked(model, schedule, guidance),
            asked -> new MeasuredFacts(asked.model(), asked.schedule(), asked.guidance(), this::moments));
    }

    private GaussianFit moments(ExactLaw law, Condition condition) {
        Once<GaussianFit> once;
        synchronized (this) {
            once = moments.computeIfAbsent(new Part(law, condition), part -> new Once<>(
                () -> part.law().moments(part.condition())));
        }
        return once.get();
    }
}
