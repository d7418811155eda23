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

    /// `8 steps, orders 1 2 3 3 3 2 2 1, first output gaussian`
    static String inShort(Candidate candidate) {
        String orders = candidate.steps().stream().map(CandidateWords::badge).collect(Collectors.joining(" "));
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

    /// Order and form in two signs, as the strip of steps has them: `D3` is data, order 3; `+` for a corrector.
    static String badge(StepDecision step) {
        return switch (step) {
            case StepDecision.Unified u -> form(u) + u.order() + (u.correction().isPresent() ? "+" : "");
            case StepDecision.Named(var solver, int evaluations) ->
                solver.id().substring(0, Math.min(3, solver.id().length()))
                    + (evaluations > 1 ? "\u00d7" + evaluations : "");
        };
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
