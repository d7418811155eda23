package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.inspector.StepFacts.Ends;
import samplerscope.app.study.Labels;
import samplerscope.run.PlanTable.Line;

/// One step: its coefficients as formula lines, the levels at its ends, and what it costs.
final class StepView extends VBox {

    StepView(StepFacts step) {
        getStyleClass().add("step-view");
        getChildren().setAll(formula(step), levels(step.levels()), new FactGrid(step.facts()), bar(step));
    }

    private static VBox formula(StepFacts step) {
        var solver = new Label(step.solver());
        solver.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        solver.setWrapText(true);
        HBox.setHgrow(solver, Priority.ALWAYS);
        solver.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(solver, copyMenu(step.plan()));
        head.getStyleClass().add("formula-head");
        var lines = new VBox();
        lines.setId("inspector-formula");
        lines.getStyleClass().add("formula");
        lines.getChildren().add(head);
        step.plan().row().lines().forEach(l -> lines.getChildren().add(line(l)));
        return lines;
    }

    private static Label line(Line line) {
        Label label = FactGrid.value(PlanText.shown(line), PlanText.exact(line));
        label.getStyleClass().add("formula-line");
        return label;
    }

    private static MenuButton copyMenu(PlanText plan) {
        var menu = new MenuButton("", new FontIcon(Feather.COPY),
            item("copy-text", "Copy as text", plan.text()), item("copy-csv", "Copy as CSV", plan.csv()),
            item("copy-latex", "Copy as LaTeX", plan.latex()));
        menu.setId("inspector-copy");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText("Copy the coefficients of this step");
        menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
        return menu;
    }

    private static MenuItem item(String id, String words, String text) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(_ -> FactGrid.copy(text));
        return item;
    }

    private static GridPane levels(List<Ends> levels) {
        var grid = new GridPane();
        grid.getStyleClass().add("fact-grid");
        grid.getColumnConstraints().setAll(column(24), column(38), column(38));
        grid.addRow(0, muted(""), muted("from"), muted("to"));
        for (int i = 0; i < levels.size(); i++) {
            Ends e = levels.get(i);
            grid.addRow(i + 1, muted(e.symbol()), FactGrid.value(Labels.number(e.from()), Double.toString(e.from())),
                FactGrid.value(Labels.number(e.to()), Double.toString(e.to())));
        }
        return grid;
    }

    private static ColumnConstraints column(double percent) {
        var column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private static Label muted(String words) {
        var label = new Label(words);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        return label;
    }

    private static ProgressBar bar(StepFacts step) {
        var bar = new ProgressBar(step.share().orElse(0.0));
        bar.setId("inspector-share");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setVisible(step.share().isPresent());
        bar.setManaged(step.share().isPresent());
        bar.getStyleClass().add(Styles.SMALL);
        return bar;
    }
}
