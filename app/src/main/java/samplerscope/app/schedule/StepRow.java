package samplerscope.app.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import samplerscope.app.study.LaneStep;
import samplerscope.run.PlanTable;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Choice;
import samplerscope.spec.HandMade;
import samplerscope.spec.Resolved;

/// One step of a schedule as a row of the table.
///
/// @param step  from 0
/// @param from  where it starts
/// @param to    where it ends; empty for a step to `sigma = 0`
/// @param plan  what the plan makes of it; empty while the plan of these very levels is on its way
/// @param share of the lane's local errors, in [0, 1]; empty until known
record StepRow(int step, NoiseLevel from, Optional<NoiseLevel> to, Choice solver, Optional<PlanTable.Row> plan,
               Optional<Double> share) {

    /// @param newest   plan of the schedule, or of the one before it
    /// @param measured steps of the last run, with their local errors
    static List<StepRow> of(HandMade schedule, Optional<Resolved> newest, List<LaneStep> measured) {
        List<NoiseLevel> levels = schedule.levels();
        Optional<PlanTable> plan = newest.map(Resolved::table).filter(table -> table.rows().size() == schedule.steps());
        return IntStream.range(0, schedule.steps()).mapToObj(i -> new StepRow(i, levels.get(i),
            i + 1 < levels.size() ? Optional.of(levels.get(i + 1)) : Optional.empty(),
            schedule.solvers().size() == 1 ? schedule.solvers().getFirst() : schedule.solvers().get(i),
            plan.map(table -> table.rows().get(i)),
            measured.size() == schedule.steps() ? measured.get(i).share(measured) : Optional.empty())).toList();
    }

    /// Model evaluations, before guidance; empty until planned.
    String nfe() {
        return plan.map(step -> Integer.toString(step.evaluations())).orElse("");
    }

    /// What the step reads the model as: `noise`, `data`, `velocity`; empty until planned and for steps without the model.
    String prediction() {
        return plan.stream().flatMap(row -> row.reads().stream()).map(form -> form.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    }
}
