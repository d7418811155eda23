package samplerscope.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    private final Optional<EmsCache> cache;
    private final Map<Asked, MeasuredFacts> facts = new HashMap<>();
    private final Map<Part, Once<GaussianFit>> moments = new HashMap<>();

    /// @param cache where what takes minutes is kept for the next start
    Measurements(Optional<EmsCache> cache) {
        this.cache = cache;
    }

    /// What is known of a model. Returns at once; what is asked of the answer may take long.
    ///
    /// @param identity names the model and the schedule, and what they were made from
    synchronized MeasuredFacts of(Model model, NoiseSchedule schedule, Guidance guidance, Supplier<Json.Obj> identity) {
        return facts.computeIfAbsent(new Asked(model, schedule, guidance), asked -> new MeasuredFacts(
            new MeasuredStatistics(asked.model(), asked.schedule(), asked.guidance(), identity, cache), this::moments));
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
