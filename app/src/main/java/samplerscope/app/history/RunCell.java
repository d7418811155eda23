package samplerscope.app.history;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import samplerscope.history.HistoryEntry;
import samplerscope.history.RunFacts;

/// What ran, on two lines: solvers and grid, then the model and what the user says of it.
final class RunCell extends TableCell<HistoryEntry, HistoryEntry> {

    private static final int MOST_TAGS = 3;

    private final Label name = new Label();
    private final Label facts = new Label();
    private final HBox below = new HBox(6);
    private final VBox lines = new VBox(2, name, below);

    RunCell() {
        name.getStyleClass().add("history-name");
        facts.getStyleClass().add("muted");
        below.setAlignment(Pos.CENTER_LEFT);
        lines.setAlignment(Pos.CENTER_LEFT);
        // Never wider than the column: a name that does not fit ends in an ellipsis.
        lines.setMinWidth(0);
        lines.prefWidthProperty().bind(widthProperty().subtract(16));
    }

    @Override
    protected void updateItem(HistoryEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        RunFacts f = entry.facts();
        name.setText(f.name());
        facts.setText("%s \u00b7 %,d samples \u00b7 seed %d%s".formatted(f.model(), f.samples(), f.seed(),
            entry.marks().note().isEmpty() ? "" : " \u00b7 \u201c" + entry.marks().note().lines().findFirst().orElse("")
                + "\u201d"));
        below.getChildren().clear();
        switch (f.status()) {
            case DONE -> { }
            case PARTIAL -> below.getChildren().add(chip("stopped", "chip-2"));
            case FAILED -> below.getChildren().add(chip("failed", "chip-3"));
        }
        entry.marks().tags().stream().limit(MOST_TAGS).map(tag -> chip(tag, "chip-0"))
            .forEach(below.getChildren()::add);
        below.getChildren().add(facts);
        setGraphic(lines);
    }

    private static Label chip(String word, String colour) {
        var chip = new Label(word);
        chip.getStyleClass().addAll("chip", colour, "history-tag");
        chip.setMinWidth(USE_PREF_SIZE);
        return chip;
    }
}
