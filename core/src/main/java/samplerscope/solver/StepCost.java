package samplerscope.solver;

import java.util.Map;
import java.util.stream.IntStream;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;
import samplerscope.statistics.ModelFacts;

/// What a solver costs, read off a plan.
public final class StepCost {

    private static final int STEPS = 8;

    private StepCost() {}

    /// Evaluations of an inner step of a long run with the default settings; 0 for a solver that evaluates nothing or needs
    /// to know the model.
    public static int evaluations(SolverFamily family) {
        NoiseSchedule schedule = new VpLinear(0.1, 20);
        var grid = new TimeGrid(IntStream.rangeClosed(0, STEPS)
            .mapToObj(i -> schedule.at(1 - 0.9 * i / STEPS)).toList());
        try {
            var solvers = family.layout().along(Settings.of(family.id(), family.parameters(), Map.of()),
                new Layout.Run(schedule, grid, ModelFacts.NONE));
            return new Strategy(schedule, grid, solvers).compile().steps().get(STEPS / 2).evaluations();
        } catch (UnplannableStepException e) {
            return 0;
        }
    }
}
