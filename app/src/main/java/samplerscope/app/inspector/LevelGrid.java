package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import samplerscope.app.inspector.StepFacts.Ends;
import samplerscope.app.study.Labels;

/// Where a step begins and ends, a row for each measure of the level.
final class LevelGrid extends GridPane {

    private final List<Label> symbols = new ArrayList<>();
    private final List<FactValue> from = new ArrayList<>();
    private final List<FactValue> to = new ArrayList<>();

    LevelGrid() {
        getStyleClass().add("fact-grid");
        getColumnConstraints().setAll(column(24), column(38), column(38));
        addRow(0, muted(""), muted("from"), muted("to"));
    }

    /// @param levels as many each time, or more
    void show(List<Ends> levels) {
        for (int i = symbols.size(); i < levels.size(); i++) {
            symbols.add(muted(""));
            from.add(new FactValue());
            to.add(new FactValue());
            addRow(i + 1, symbols.get(i), from.get(i), to.get(i));
        }
        for (int i = 0; i < levels.size(); i++) {
            Ends ends = levels.get(i);
            symbols.get(i).setText(ends.symbol());
            from.get(i).say(Labels.number(ends.from()), Double.toString(ends.from()));
            to.get(i).say(Labels.number(ends.to()), Double.toString(ends.to()));
        }
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
}
