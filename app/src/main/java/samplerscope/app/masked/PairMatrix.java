package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.StepError;

/// The positions that one step wrote together, each against each, darker for more mutual information. The guilty pair is
/// framed.
final class PairMatrix extends Region {

    private static final double LABEL = 22;
    private static final double LARGEST_CELL = 24;

    private final LabModel model;
    private final LabSheet sheet = new LabSheet(this, this::paint);
    private List<Integer> positions = List.of();
    private Optional<StepError> error = Optional.empty();

    PairMatrix(LabModel model) {
        this.model = model;
        setId("masked-pairs");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().setAll(sheet);
        setMinSize(120, 100);
        setPrefSize(220, 200);
    }

    void refresh() {
        int step = model.step(model.focus().get());
        Sequence sequence = model.shown(model.focus().get());
        Optional<Frame> frame = step == Sequence.BEFORE ? Optional.empty() : Optional.of(sequence.frames().get(step));
        error = frame.flatMap(Frame::error);
        positions = frame.filter(f -> f.error().isPresent()).map(f -> f.step().committed().stream()
            .map(UnmaskStep.Commit::position).toList()).orElse(List.of());
        setAccessibleText(words());
        paint();
    }

    /// The guilty pair in a sentence.
    String words() {
        if (error.isEmpty()) {
            return "Errors are told on worlds whose law is known, for steps that wrote something.";
        }
        String sum = "This step added %s nats. ".formatted(LabFacts.number(error.get().nats()));
        return sum + error.get().guilty().map(p -> p.information() > 1e-9
            ? "Guilty: positions %d and %d, which share %s nats.".formatted(p.first() + 1, p.second() + 1,
                LabFacts.number(p.information()))
            : "The tokens written together do not depend on each other.").orElse(positions.size() < 2
            ? "One token alone cannot disagree with another." : "Pairs are told for the first %d sequences."
                .formatted(LabWork.WITH_PAIRS));
    }

    private void paint() {
        GraphicsContext g = sheet.blank();
        if (positions.size() < 2 || error.isEmpty() || error.get().pairs().isEmpty()) {
            return;
        }
        LabInk ink = sheet.ink();
        double side = Math.min(LARGEST_CELL, (Math.min(sheet.width(), sheet.height()) - LABEL - 4) / positions.size());
        double most = error.get().pairs().stream().mapToDouble(StepError.Pair::information).max().orElse(0);
        for (StepError.Pair pair : error.get().pairs()) {
            int row = positions.indexOf(pair.first());
            int column = positions.indexOf(pair.second());
            g.setFill(ink.full(most > 1e-9 ? 0.06 + 0.94 * pair.information() / most : 0.06));
            g.fillRect(LABEL + column * side, LABEL + row * side, side - 1, side - 1);
            g.fillRect(LABEL + row * side, LABEL + column * side, side - 1, side - 1);
        }
        labels(g, ink, side);
        error.get().guilty().filter(p -> p.information() > 1e-9).ifPresent(p -> {
            int row = positions.indexOf(p.first());
            int column = positions.indexOf(p.second());
            g.setStroke(ink.ink().text());
            g.setLineWidth(2);
            g.strokeRect(LABEL + column * side, LABEL + row * side, side - 1, side - 1);
            g.strokeRect(LABEL + row * side, LABEL + column * side, side - 1, side - 1);
        });
    }

    private void labels(GraphicsContext g, LabInk ink, double side) {
        g.setFont(Font.font(10));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(ink.ink().muted());
        int every = Math.max(1, (int) Math.ceil(14 / side));
        for (int i = 0; i < positions.size(); i += every) {
            String label = String.valueOf(positions.get(i) + 1);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(label, LABEL - 4, LABEL + (i + 0.5) * side);
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(label, LABEL + (i + 0.5) * side, LABEL / 2);
        }
    }
}
