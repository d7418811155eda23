package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.Foresight;

/// When each position was written: position from left to right, step from top to bottom, colour for the confidence of the
/// commit. Hatched where it was hidden again. A thin stem above a token begins where the model had come to it for good. A
/// click goes to the step.
final class OrderMap extends Region {

    private static final double LEFT = 26;
    private static final double TOP = 14;
    private static final double HIGHEST_ROW = 34;
    /// Of hundreds of steps each would be too thin to see.
    private static final double LEAST_ROW = 2.5;

    private final LabModel model;
    private final int lane;
    private final LabSheet sheet = new LabSheet(this, this::paint);
    private Optional<Foresight> foresight = Optional.empty();
    private Sequence settled = new Sequence(new int[0], List.of());

    OrderMap(LabModel model, int lane) {
        this.model = model;
        this.lane = lane;
        setId("masked-order-" + lane);
        getStyleClass().add("masked-order");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().setAll(sheet);
        setMinHeight(84);
        setPrefHeight(108);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> model.hovered().set(positionAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    }

    void refresh() {
        setAccessibleText("Lane %s: when each position was written, %d steps".formatted(
            model.draft().get().letterOf(lane), model.shown(lane).steps()));
        settle(model.shown(lane));
        paint();
    }

    /// Of a whole sequence, once.
    private void settle(Sequence shown) {
        if (shown != settled) {
            settled = shown;
            foresight = shown.isWhole() ? Optional.of(Foresight.of(shown.start(), shown.frames().stream().map(Frame::step)
                .toList())) : Optional.empty();
        }
    }

    private double wide() {
        return (sheet.width() - LEFT - 2) / Math.max(1, model.shown(lane).length());
    }

    private double high() {
        return Math.min(HIGHEST_ROW, (sheet.height() - TOP - 2) / Math.max(1, model.shown(lane).steps()));
    }

    private int positionAt(MouseEvent e) {
        int position = (int) Math.floor((sheet.at(e).getX() - LEFT) / wide());
        return position >= 0 && position < model.shown(lane).length() ? position : -1;
    }

    private void go(MouseEvent e) {
        Sequence sequence = model.shown(lane);
        int step = (int) Math.floor((sheet.at(e).getY() - TOP) / high());
        if (step < sequence.steps()) {
            model.focus().set(lane);
            model.scrub(sequence.at(model.clock().get(), Math.max(Sequence.BEFORE, step)));
        }
    }

    private void paint() {
        GraphicsContext g = sheet.blank();
        if (sheet.width() < LEFT + 10 || sheet.height() < TOP + 10) {
            return;
        }
        LabInk ink = sheet.ink();
        Sequence sequence = model.shown(lane);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(Font.font(10));
        g.setFill(ink.ink().muted());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(sequence.steps() == 0 ? "when each position is written" : "step by position", LEFT, TOP / 2);
        int now = model.step(lane);
        for (int k = 0; k < sequence.steps(); k++) {
            row(g, ink, sequence, k, now);
        }
        foresight.filter(_ -> settled == sequence).ifPresent(s -> stems(g, ink, sequence, s));
        frame(g, ink, sequence, now);
    }

    private void stems(GraphicsContext g, LabInk ink, Sequence sequence, Foresight settled) {
        g.setStroke(ink.ink().muted());
        g.setLineWidth(1);
        for (int i = 0; i < sequence.length(); i++) {
            int from = settled.settled()[i];
            int to = sequence.writtenAt(i, sequence.steps() - 1).orElse(from);
            if (from != Foresight.GIVEN && from < to) {
                double x = Math.floor(LEFT + (i + 0.5) * wide()) + 0.5;
                double top = TOP + (from + 0.5) * high();
                g.strokeLine(x, top, x, TOP + to * high());
                g.strokeLine(x - Math.min(3, wide() / 3), top, x + Math.min(3, wide() / 3), top);
            }
        }
    }

    private void row(GraphicsContext g, LabInk ink, Sequence sequence, int k, int now) {
        double y = TOP + k * high();
        double gap = high() > 4 ? 1 : 0;
        double side = wide() > 4 ? 1 : 0;
        UnmaskStep step = sequence.frames().get(k).step();
        g.setGlobalAlpha(k <= now ? 1 : 0.35);
        for (UnmaskStep.Commit commit : step.committed()) {
            g.setFill(ink.full(0.12 + 0.88 * commit.probability()));
            g.fillRect(LEFT + commit.position() * wide(), y, wide() - side, Math.max(LEAST_ROW, high() - gap));
        }
        for (int position : step.remasked()) {
            double x = LEFT + position * wide();
            ink.hatch(g, x, y, wide() - side, high() - gap);
            g.setStroke(ink.ink().text());
            g.setLineWidth(1);
            g.strokeRect(x + 0.5, y + 0.5, Math.max(1, wide() - side - 1), Math.max(1, high() - gap - 1));
        }
        g.setGlobalAlpha(1);
        int every = Math.max(1, (int) Math.ceil(12 / high()));
        if (k % every == 0 || k == sequence.steps() - 1 && k % every > every / 2) {
            g.setFill(ink.ink().muted());
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(String.valueOf(k + 1), LEFT - 4, y + high() / 2);
        }
    }

    private void frame(GraphicsContext g, LabInk ink, Sequence sequence, int now) {
        double bottom = TOP + Math.max(1, sequence.steps()) * high();
        g.setFill(ink.faint(ink.ink().muted(), 0.25));
        for (int i = 0; i < sequence.length(); i++) {
            if (sequence.start()[i] >= 0) {
                g.fillRect(LEFT + i * wide(), TOP, wide(), bottom - TOP);
            }
        }
        g.setStroke(ink.ink().line());
        g.setLineWidth(1);
        g.strokeRect(LEFT - 0.5, TOP - 0.5, wide() * sequence.length() + 1, bottom - TOP + 1);
        if (now >= 0) {
            g.setStroke(ink.lane(LabFacts.style(model, lane)));
            g.setLineWidth(1.5);
            g.strokeRect(LEFT - 1, TOP + now * high() - 0.5, wide() * sequence.length() + 2, high() + 0.5);
        }
        int hovered = model.hovered().get();
        if (hovered >= 0 && hovered < sequence.length()) {
            g.setStroke(ink.faint(ink.ink().text(), 0.6));
            g.setLineWidth(1);
            g.strokeRect(LEFT + hovered * wide() - 0.5, TOP, wide(), bottom - TOP);
        }
    }
}
