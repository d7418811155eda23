package samplerscope.schedule;

import samplerscope.statistics.ModelFacts;

/// What a grid is made for.
///
/// @param facts what is known of the model; most grids do not ask
public record GridRequest(NoiseSchedule schedule, ModelFacts facts) {

    /// For grids that look at the schedule only.
    public GridRequest(NoiseSchedule schedule) {
        this(schedule, ModelFacts.NONE);
    }
}
