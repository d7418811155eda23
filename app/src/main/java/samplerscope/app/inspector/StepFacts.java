package samplerscope.app.inspector;

import java.util.List;
import java.util.Optional;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneStep;
import samplerscope.app.study.StudyModel;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Choice;

/// The step under the cursor, in words.
///
/// @param title  `Step 4 of 10`
/// @param solver what takes the step
/// @param levels alpha, sigma, lambda, rho and time at both ends
/// @param facts  evaluations, draws, time, local error
/// @param share  of the lane's local errors that this step carries, in [0, 1]; empty until known
/// @param plan   the instructions, as executed
public record StepFacts(String title, String solver, List<Ends> levels, List<Fact> facts, Optional<Double> share,
                        PlanText plan) {

    /// One quantity at the beginning and the end of a step.
    public record Ends(String symbol, double from, double to) {}

    /// Empty while the lane's spec cannot be resolved.
    static Optional<StepFacts> of(StudyModel model, LaneModel lane) {
        List<LaneStep> steps = LaneStep.of(lane);
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        int index = Math.clamp(stepUnderCursor(model, lane), 0, steps.size() - 1);
        LaneStep step = steps.get(index);
        Optional<Double> share = step.share(steps);
        return Optional.of(new StepFacts("Step %d of %d".formatted(index + 1, steps.size()), solver(model, lane, index),
            levels(step.row().from(), step.row().to()), facts(lane, step, share), share, new PlanText(step.row())));
    }

    private static String solver(StudyModel model, LaneModel lane, int step) {
        var shown = lane.old().get() ? lane.planned().get() : lane.ran().get().or(() -> lane.planned().get());
        List<Choice> chosen = shown.map(r -> r.spec().solvers()).orElse(List.of());
        return Labels.ofSolvers(model.services().resolver().catalog(),
            List.of(chosen.size() == 1 ? chosen.getFirst() : chosen.get(step)));
    }

    /// The step that led to the frame on screen; the first one while the start is shown.
    private static int stepUnderCursor(StudyModel model, LaneModel lane) {
        Optional<Frame> frame = model.frameOf(lane);
        if (frame.isPresent()) {
            return frame.get().step() - 1;
        }
        if (model.selection().following().get() || lane.moments().isEmpty()) {
            return 0;
        }
        int moment = model.axis().get().nearest(lane.moments(), model.selection().position().get(), lane.steps());
        return lane.moments().get(moment).step() - 1;
    }

    private static List<Ends> levels(NoiseLevel from, NoiseLevel to) {
        return List.of(new Ends("α", from.alpha(), to.alpha()), new Ends("σ", from.sigma(), to.sigma()),
            new Ends("λ", from.lambda(), to.lambda()), new Ends("ρ = σ/α", from.rho(), to.rho()),
            new Ends("t", from.time(), to.time()));
    }

    private static List<Fact> facts(LaneModel lane, LaneStep step, Optional<Double> share) {
        int network = step.to().nfe() - step.from().nfe();
        String evaluations = network == step.row().evaluations() ? Integer.toString(network)
            : "%d (%d with guidance)".formatted(step.row().evaluations(), network);
        String millis = lane.frames().stream().filter(f -> f.step() == step.row().step() + 1).findFirst()
            .map(f -> Labels.number(f.nanos() * 1e-6) + " ms").orElse("–");
        String local = step.local().map(e -> Labels.estimate(e.rms())).orElse("–");
        String exact = step.local().map(e -> Double.toString(e.rms().value())).orElse("not known");
        return List.of(Fact.of("Evaluations", evaluations), Fact.of("Noise draws", Integer.toString(step.row().draws())),
            Fact.of("Time", millis), new Fact("Local error", local, exact),
            Fact.of("Share", share.map(s -> Math.round(100 * s) + " % of the local error").orElse("–")));
    }
}
