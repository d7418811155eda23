package samplerscope.bench;

import java.util.List;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Strategy;

/// From a strategy to a plan: what changing a slider costs before anything is computed.
final class PlanRows {

    private PlanRows() {}

    static List<BenchRow> all() {
        return List.of(row(20, BenchRow.Scale.QUICK), row(1000, BenchRow.Scale.STANDARD));
    }

    private static BenchRow row(int steps, BenchRow.Scale scale) {
        return BenchRow.timed("plan-" + steps, "plan", "compile a plan of %d steps, DPM-Solver++ (2M)".formatted(steps), scale,
            place -> {
                var schedule = new VpCosine(0.008);
                var strategy = Strategy.uniform(schedule, Samples.grid(schedule, steps), ModelRunRows.solver(place));
                return new Timed(strategy::compile, () -> {});
            });
    }
}
