package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import samplerscope.app.chart.InkSwatches;
import samplerscope.masked.Dependence;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// One position of the focused lane, the one under the mouse or the chosen one: what the model thinks of it and thought
/// of it, and when it was written.
final class CellCard extends VBox {

    private static final int BEST = 5;
    private static final double WIDE = 96;
    private static final double HIGH = 18;

    private final LabModel model;
    private final Label title = new Label();
    private final Label facts = new Label();
    private final GridPane candidates = new GridPane();
    private final InkSwatches swatches = new InkSwatches(this::refresh);

    CellCard(LabModel model) {
        super(6);
        this.model = model;
        setId("masked-cell");
        title.setId("masked-cell-title");
        title.getStyleClass().add("masked-name");
        facts.setId("masked-cell-facts");
        facts.setWrapText(true);
        facts.setMinHeight(USE_PREF_SIZE);
        candidates.setId("masked-cell-candidates");
        candidates.setHgap(8);
        candidates.setVgap(2);
        getChildren().setAll(title, facts, candidates, swatches);
    }

    void refresh() {
        int lane = model.focus().get();
        List<Cell> cells = model.cells(lane);
        int position = model.hovered().get() >= 0 ? model.hovered().get()
            : model.selected().get().stream().mapToInt(i -> i).min().orElse(-1);
        candidates.getChildren().clear();
        if (position < 0 || position >= cells.size()) {
            title.setText("No position chosen");
            facts.setText("Point at a cell, or click it, to see what the model thinks of it step by step.");
            return;
        }
        Sequence sequence = model.shown(lane);
        int step = model.step(lane);
        title.setText("Lane %s, position %d".formatted(model.draft().get().letterOf(lane), position + 1));
        facts.setText(facts(sequence, step, position, cells));
        sequence.guess(step).ifPresent(now -> list(sequence, now, position));
    }

    private String facts(Sequence sequence, int step, int position, List<Cell> cells) {
        Cell cell = cells.get(position);
        var lines = new ArrayList<String>();
        lines.add(switch (cell.kind()) {
            case PROMPT -> "\u201c%s\u201d, given in the prompt".formatted(cell.text());
            case WRITTEN -> "\u201c%s\u201d, written at step %d with probability %s".formatted(cell.text(),
                cell.writtenAt() + 1, LabFacts.number(cell.confidence()));
            case GUESSED -> cell.text().isEmpty() ? "hidden" : "hidden; best guess \u201c%s\u201d".formatted(cell.text());
            case HIDDEN_AGAIN -> "hidden again in this step; best guess \u201c%s\u201d".formatted(cell.text());
        });
        if (cell.kind() == Cell.Kind.WRITTEN) {
            String together = sequence.frames().get(cell.writtenAt()).step().committed().stream()
                .map(UnmaskStep.Commit::position).filter(p -> p != position).map(p -> String.valueOf(p + 1))
                .collect(Collectors.joining(", "));
            lines.add(together.isEmpty() ? "alone in its step" : "in the same step: " + together);
        }
        if (cell.hidden() > 0) {
            lines.add("hidden again %s so far".formatted(cell.hidden() == 1 ? "once" : cell.hidden() + " times"));
        }
        sequence.guess(step).ifPresent(now -> {
            lines.add("entropy %s nats, margin %s".formatted(LabFacts.number(now.entropy(position)),
                LabFacts.number(now.margin(position))));
            before(sequence, step).ifPresent(then -> lines.add("moved by %s nats since the pass before"
                .formatted(LabFacts.number(Dependence.divergence(now, then, position)))));
        });
        return String.join("\n", lines);
    }

    /// What the pass before the newest one said.
    private static Optional<Prediction> before(Sequence sequence, int step) {
        return step == Sequence.BEFORE ? Optional.empty()
            : sequence.guess(step - 1).filter(then -> sequence.guess(step).filter(now -> now != then).isPresent());
    }

    private void list(Sequence sequence, Prediction now, int position) {
        List<Integer> best = IntStream.range(0, now.vocabulary()).boxed()
            .sorted((a, b) -> Double.compare(now.p(position, b), now.p(position, a))).limit(BEST).toList();
        for (int row = 0; row < best.size(); row++) {
            int token = best.get(row);
            var text = new Label(model.shape().get().map(s -> s.tokens().text(token)).orElse(""));
            text.getStyleClass().add("masked-token");
            var p = new Label(LabFacts.number(now.p(position, token)));
            p.getStyleClass().add("masked-number");
            GridPane.setHalignment(p, HPos.RIGHT);
            candidates.addRow(row, text, p, history(sequence, position, token));
        }
        var hint = new Label("probability now, and over the steps");
        hint.getStyleClass().add("hint");
        candidates.add(hint, 0, best.size(), 3, 1);
    }

    /// A probability over the steps as a small line, with a mark at the shown step.
    private Canvas history(Sequence sequence, int position, int token) {
        var canvas = new Canvas(WIDE, HIGH);
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        GraphicsContext g = canvas.getGraphicsContext2D();
        LabInk ink = LabInk.of(swatches.ink());
        int steps = sequence.steps();
        double dx = WIDE / Math.max(1, steps - 1);
        g.setStroke(ink.ink().line());
        g.strokeLine(0, HIGH - 1, WIDE, HIGH - 1);
        g.setStroke(ink.lane(LabFacts.style(model, model.focus().get())));
        g.setLineWidth(1.5);
        g.beginPath();
        boolean begun = false;
        for (int k = 0; k < steps; k++) {
            Optional<Prediction> then = sequence.frames().get(k).step().prediction();
            if (then.isPresent()) {
                double y = HIGH - 1.5 - (HIGH - 3) * then.get().p(position, token);
                if (begun) {
                    g.lineTo(k * dx, y);
                } else {
                    g.moveTo(k * dx, y);
                }
                begun = true;
            }
        }
        g.stroke();
        int step = model.step(model.focus().get());
        if (step >= 0) {
            g.setStroke(ink.ink().muted());
            g.setLineWidth(1);
            g.strokeLine(step * dx, 0, step * dx, HIGH);
        }
        return canvas;
    }
}
