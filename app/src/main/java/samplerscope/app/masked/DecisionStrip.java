package samplerscope.app.masked;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import samplerscope.masked.UnmaskStep;

/// What the rule of the focused lane saw at the shown step, drawn as what it told asks for; see {@link DecisionPicture}.
final class DecisionStrip extends BorderPane {

    private final LabModel model;
    private final Pane holder = new Pane();
    private final LabSheet sheet = new LabSheet(holder, this::paint);
    private final Label title = new Label();
    private final Label facts = new Label();
    private Optional<Decision> decision = Optional.empty();

    DecisionStrip(LabModel model) {
        this.model = model;
        setId("masked-decisions");
        holder.getChildren().setAll(sheet);
        holder.setMinSize(160, 90);
        holder.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        title.setId("masked-decisions-title");
        facts.setId("masked-decisions-facts");
        facts.getStyleClass().add("hint");
        facts.setWrapText(true);
        setTop(new VBox(2, title, facts));
        setCenter(holder);
        holder.setOnMouseMoved(e -> model.hovered().set(positionAt(e)));
        holder.setOnMouseExited(_ -> model.hovered().set(-1));
    }

    void refresh() {
        int lane = model.focus().get();
        Sequence sequence = model.shown(lane);
        int step = model.step(lane);
        String letter = model.draft().get().letterOf(lane);
        if (step == Sequence.BEFORE) {
            decision = Optional.empty();
            title.setText("Lane %s has taken no step yet".formatted(letter));
            facts.setText(sequence.steps() == 0 ? "Press Run: what the rule weighed at each step appears here."
                : "Move the cursor to a step.");
        } else {
            UnmaskStep now = sequence.frames().get(step).step();
            decision = model.shape().get().flatMap(s -> now.view().map(v -> new Decision(v, now, s.tokens())));
            title.setText("Lane %s, step %d: %d written, %d hidden again; %s".formatted(letter, step + 1,
                now.committed().size(), now.remasked().size(),
                decision.map(DecisionPicture::words).orElse("this rule weighs no scores")));
            facts.setText(facts(now));
        }
        holder.setAccessibleText(title.getText());
        paint();
    }

    /// The rule's own numbers but for those of single positions and candidates, which the picture has.
    private static String facts(UnmaskStep now) {
        String scalars = now.scalars().entrySet().stream().filter(e -> !e.getKey().matches(".* \\d+"))
            .sorted(Map.Entry.comparingByKey()).map(e -> e.getKey() + " " + LabFacts.number(e.getValue()))
            .collect(Collectors.joining("   "));
        String also = now.view().filter(v -> v.detail().isEmpty()).map(v -> v.also().keySet().stream().sorted()
            .collect(Collectors.joining(", "))).orElse("");
        return scalars + (also.isEmpty() ? "" : (scalars.isEmpty() ? "" : "   ") + "dots: " + also);
    }

    private Optional<DecisionPicture> picture() {
        return decision.map(d -> DecisionPicture.of(d, new Rectangle2D(0, 0, sheet.width(), sheet.height())));
    }

    private int positionAt(MouseEvent e) {
        Point2D at = sheet.at(e);
        return picture().map(p -> p.positionAt(at.getX(), at.getY())).orElse(-1);
    }

    private void paint() {
        GraphicsContext g = sheet.blank();
        LabInk ink = sheet.ink();
        picture().filter(_ -> sheet.width() > 100 && sheet.height() > 60).ifPresent(p -> p.paint(
            new DecisionPicture.Brush(g, ink, ink.lane(LabFacts.style(model, model.focus().get())), model.hovered().get())));
    }
}
