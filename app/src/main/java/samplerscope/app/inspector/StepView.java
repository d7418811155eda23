package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Presence;
import samplerscope.run.PlanTable.Line;

/// One step: its coefficients as formula lines, the levels at its ends, and what it costs.
///
/// While a run goes on another step is shown several times a second, so nodes stay and only their words change: making a
/// label and styling it costs the FX thread a hundred times as much as writing into one.
final class StepView extends VBox {

    private final Label solver = new Label();
    private final VBox formula = new VBox();
    private final List<FactValue> lines = new ArrayList<>();
    private final LevelGrid levels = new LevelGrid();
    private final ProgressBar share = new ProgressBar();
    private final FactGrid facts;
    private PlanText plan;

    StepView(StepFacts step) {
        getStyleClass().add("step-view");
        this.plan = step.plan();
        this.facts = new FactGrid(step.facts());
        layFormula();
        layShare();
        getChildren().setAll(formula, levels, facts, share);
        show(step);
    }

    private void layFormula() {
        solver.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        solver.setWrapText(true);
        HBox.setHgrow(solver, Priority.ALWAYS);
        solver.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(solver, copyMenu());
        head.getStyleClass().add("formula-head");
        formula.setId("inspector-formula");
        formula.getStyleClass().add("formula");
        formula.getChildren().add(head);
    }

    private MenuButton copyMenu() {
        var text = new MenuItem("Copy as text");
        text.setId("copy-text");
        text.setOnAction(_ -> FactValue.copy(plan.text()));
        var csv = new MenuItem("Copy as CSV");
        csv.setId("copy-csv");
        csv.setOnAction(_ -> FactValue.copy(plan.csv()));
        var latex = new MenuItem("Copy as LaTeX");
        latex.setId("copy-latex");
        latex.setOnAction(_ -> FactValue.copy(plan.latex()));
        var menu = new MenuButton("", new FontIcon(Feather.COPY), text, csv, latex);
        menu.setId("inspector-copy");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText("Copy the coefficients of this step");
        menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
        return menu;
    }

    private void layShare() {
        share.setId("inspector-share");
        share.setMaxWidth(Double.MAX_VALUE);
        share.getStyleClass().add(Styles.SMALL);
    }

    /// Shows another step.
    void show(StepFacts step) {
        plan = step.plan();
        solver.setText(step.solver());
        sayFormula(step.plan().row().lines());
        levels.show(step.levels());
        facts.show(step.facts());
        share.setProgress(step.share().orElse(0.0));
        Presence.show(share, step.share().isPresent());
    }

    private void sayFormula(List<Line> said) {
        while (lines.size() < said.size()) {
            var line = new FactValue();
            line.getStyleClass().add("formula-line");
            lines.add(line);
            formula.getChildren().add(line);
        }
        while (lines.size() > said.size()) {
            formula.getChildren().remove(lines.removeLast());
        }
        for (int i = 0; i < said.size(); i++) {
            lines.get(i).say(PlanText.shown(said.get(i)), PlanText.exact(said.get(i)));
        }
    }
}
