package samplerscope.model;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import samplerscope.schedule.ScheduleName;

/// What is known of a model without opening it.
///
/// @param card       its shape is empty where only opening it would tell
/// @param predicts   what a network's output means: `noise`; empty for an exact model
/// @param schedule   that a network was trained on; empty where there is none with a name
/// @param bytes      of its files
/// @param parameters of a network
/// @param law        of the training set, or the model itself; made when asked for
public record ModelSummary(ModelCard card, Optional<String> predicts, Optional<ScheduleName> schedule,
                           OptionalLong bytes, OptionalLong parameters, Optional<Supplier<ExactLaw>> law) {

    /// Of a model that is open.
    static ModelSummary of(Model model) {
        return new ModelSummary(model.card(), Optional.empty(), model.scheduleName(), OptionalLong.empty(),
            OptionalLong.empty(), model.law().map(law -> () -> law));
    }
}
