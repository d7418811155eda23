package samplerscope.app.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import samplerscope.app.study.Labels;
import samplerscope.search.Candidate;
import samplerscope.search.StepDecision;

/// Schedules in words.
final class CandidateWords {

    private CandidateWords() {}

    /// Steps that a strip shows as one: steps of a solver that has a name, or one step of the unified form.
    record Stretch(StepDecision step, int count) {

        /// `D3` is data, order 3; `+` for a corrector; `4\u00d7dpmpp-2m` for four steps of a solver.
        String words() {
            return switch (step) {
                case StepDecision.Unified u -> form(u) + u.order() + (u.correction().isPresent() ? "+" : "");
                case StepDecision.Named(var solver, int _) -> (count > 1 ? count + "\u00d7" : "") + solver.id();
            };
        }
    }

    static List<Stretch> stretches(Candidate candidate) {
        var stretches = new ArrayList<Stretch>();
        for (StepDecision step : candidate.steps()) {
            if (!stretches.isEmpty() && areOfOneSolver(stretches.getLast().step(), step)) {
                stretches.add(new Stretch(step, stretches.removeLast().count() + 1));
            } else {
                stretches.add(new Stretch(step, 1));
            }
        }
        return stretches;
    }

    /// Settings may differ, such as the order at the end of a run.
    private static boolean areOfOneSolver(StepDecision one, StepDecision next) {
        return one instanceof StepDecision.Named(var solver, int _)
            && next instanceof StepDecision.Named(var other, int _) && solver.id().equals(other.id());
    }

    /// `8 steps: N1 D2 D3 D3 3\u00d7dpmpp-2m, first output gaussian`
    static String inShort(Candidate candidate) {
        String orders = stretches(candidate).stream().map(Stretch::words).collect(Collectors.joining(" "));
        String first = candidate.first().word().equals("model") ? "" : ", first output " + candidate.first().word();
        return "%d steps: %s%s".formatted(candidate.steps().size(), orders, first);
    }

    /// A line per step, from noise to data: where it goes and what it does.
    static List<String> steps(Candidate candidate) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < candidate.steps().size(); i++) {
            boolean toZero = i + 1 == candidate.times().size();
            lines.add(String.format(Locale.ROOT, "%d  to %s: %s", i + 1,
                toZero ? "\u03c3 = 0" : "t = " + Labels.number(candidate.times().get(i + 1)),
                of(candidate.steps().get(i))));
        }
        return lines;
    }

    private static String form(StepDecision.Unified step) {
        return step.prediction().word().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    static String of(StepDecision step) {
        return switch (step) {
            case StepDecision.Unified u -> "%s, order %d%s%s".formatted(u.prediction().word(), u.order(),
                u.active().isEmpty() ? "" : ", outputs " + u.active(),
                u.correction().map(c -> ", corrected with %s of order %d".formatted(c.prediction().word(), c.order()))
                    .orElse(""));
            case StepDecision.Named(var solver, int evaluations) ->
                solver.id() + (evaluations == 1 ? "" : ", %d evaluations".formatted(evaluations));
        };
    }
}
