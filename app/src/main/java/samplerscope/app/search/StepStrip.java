package samplerscope.app.search;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import samplerscope.search.Candidate;
import samplerscope.search.StepDecision;

/// A small box per step, or per stretch of one solver: form and order or its name, and all of it in the tooltip.
final class StepStrip extends HBox {

    StepStrip() {
        super(2);
        setAlignment(Pos.CENTER_LEFT);
    }

    void show(Candidate candidate) {
        getChildren().setAll(CandidateWords.stretches(candidate).stream().map(StepStrip::box).toList());
        if (!candidate.first().word().equals("model")) {
            var first = new Label(candidate.first().word());
            first.getStyleClass().addAll("step-box", "step-box-first");
            getChildren().addFirst(first);
        }
        Tooltip.install(this, new Tooltip(String.join("\n", CandidateWords.steps(candidate))));
    }

    private static Label box(CandidateWords.Stretch stretch) {
        var box = new Label(stretch.words());
        box.setMinWidth(USE_PREF_SIZE);
        box.getStyleClass().addAll("step-box",
            stretch.step() instanceof StepDecision.Unified u ? "step-box-" + u.order() : "step-box-named");
        return box;
    }
}
