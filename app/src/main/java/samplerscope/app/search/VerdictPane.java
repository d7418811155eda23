package samplerscope.app.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Labels;
import samplerscope.search.SearchResult;
import samplerscope.search.plan.CellResult;

/// The selected schedule step by step, what was found on fresh noises, and what could not be tried.
final class VerdictPane extends ScrollPane {

    private final SearchModel model;
    private final VBox content = new VBox(6);
    private List<String> shown = List.of();

    VerdictPane(SearchModel model) {
        super();
        this.model = model;
        setId("search-verdict");
        content.getStyleClass().add("search-verdict");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("side");
    }

    void refresh() {
        var known = new ArrayList<String>();
        verdicts(known);
        remarks(known);
        var chosen = new ArrayList<String>();
        model.selected().get().ifPresent(t -> selected(t, chosen));
        // What somebody has asked for comes first, where it is seen.
        var lines = new ArrayList<>(model.followsTheBest() ? known : chosen);
        lines.addAll(model.followsTheBest() ? chosen : known);
        failures(lines);
        if (!lines.equals(shown)) {
            if (!model.followsTheBest()) {
                setVvalue(0);
            }
            shown = lines;
            content.getChildren().setAll(lines.stream().map(VerdictPane::line).toList());
        }
    }

    /// Lines that begin with `#` are heads, with `!` problems.
    private static Label line(String words) {
        var label = new Label(words.substring(1));
        label.setWrapText(true);
        label.getStyleClass().add(words.startsWith("#") ? "section-title" : words.startsWith("!") ? "problem"
            : "search-fact");
        return label;
    }

    private void selected(Tried t, List<String> lines) {
        lines.add("#SELECTED");
        lines.add(" %s, seed %d, schedule %d: NFE %d, error %s".formatted(t.cell().cell().method().id(),
            t.cell().cell().seed(),
            t.evaluation().index() + 1, t.nfe(), Labels.number(t.error())));
        String first = t.candidate().first().word();
        if (!first.equals("model")) {
            lines.add(" first output: " + first + ", no evaluation");
        }
        CandidateWords.steps(t.candidate()).forEach(step -> lines.add(" " + step));
    }

    private void verdicts(List<String> lines) {
        List<CellResult.Found> verdicts = model.verdicts();
        if (verdicts.isEmpty()) {
            return;
        }
        lines.add("#HELD-OUT CHECK");
        for (CellResult.Found found : verdicts) {
            lines.add(" NFE %d: search noises %s, fresh noises %s".formatted(found.nfe(), Labels.number(found.score()),
                Leaderboard.interval(found.heldOut())));
            found.bestSingle().ifPresent(known -> lines.add("   best single solver, %s: %s".formatted(known.name(),
                against(known))));
            found.auto().ifPresent(known -> lines.add("   Auto: " + against(known)));
        }
    }

    /// Certified gaps, and how refinements ended.
    private void remarks(List<String> lines) {
        List<String> remarks = model.cells().stream().flatMap(c -> c.result().stream().flatMap(r -> r.remarks().stream()
            .map(words -> " %s, NFE %s, seed %d %s".formatted(c.cell().method().id(), c.cell().cost(), c.cell().seed(),
                words)))).toList();
        if (!remarks.isEmpty()) {
            lines.add("#WHAT METHODS KNOW");
            lines.addAll(remarks);
        }
    }

    /// `4.1e-2; 23 % less error (18 % to 27 %)`
    private static String against(CellResult.Known known) {
        SearchResult.Interval less = known.lowerBy();
        if (less.low() == 0 && less.high() == 0) { // often it is that schedule
            return Labels.number(known.heldOut().value()) + "; the found schedule has the same error";
        }
        boolean better = less.value() >= 0;
        return "%s; found schedule has %s %% %s error (%s to %s)".formatted(Labels.number(known.heldOut().value()),
            percent(Math.abs(less.value())), better ? "less" : "more", percent(better ? less.low() : -less.high()),
            percent(better ? less.high() : -less.low()));
    }

    private static String percent(double share) {
        return "%.0f".formatted(100 * share).replace("-", "\u2212");
    }

    private void failures(List<String> lines) {
        Map<String, Integer> failures = model.failures();
        List<Problem> broken = model.cells().stream().flatMap(c -> c.problem().stream()).distinct().toList();
        if (!failures.isEmpty()) {
            int count = failures.values().stream().mapToInt(Integer::intValue).sum();
            lines.add("#WITHOUT AN ERROR: " + count);
            lines.add(" " + failures.entrySet().stream().map(e -> "%d \u00d7 %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining("\n ")));
        }
        broken.forEach(p -> lines.add("!" + methods(p) + words(p)));
    }

    private String methods(Problem problem) {
        return model.cells().stream().filter(c -> c.problem().equals(Optional.of(problem)))
            .map(c -> c.cell().method().id())
            .distinct().collect(Collectors.joining(", ", "", ": "));
    }

    static String words(Problem problem) {
        return problem.happened() + "; " + problem.remedy();
    }
}
