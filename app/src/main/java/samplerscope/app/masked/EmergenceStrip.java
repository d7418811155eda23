package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.masked.measure.Emergence;
import samplerscope.masked.measure.Foresight;
import samplerscope.masked.sampler.ExitReplay;
import samplerscope.masked.sampler.ExitReplay.Look;

/// On one time axis: what was known of each position, a row each, and below it the number that exit rules compare with its
/// line. A bar at the left marks the answer, vertical lines where it was there and where rules would have left. A click goes
/// to the moment.
final class EmergenceStrip extends Region {

    private static final double LEFT = 58;
    private static final double RIGHT = 22;
    private static final double TOP = 14;
    private static final double GAP = 18;
    private static final double BELOW = 18;
    private static final double LEAST_HEIGHT = 70;
    private static final double SHARE = 0.55;
    private static final double HEADROOM = 1.3;
    private static final double[][] DASHES = {{7, 4}, {2, 3}, {9, 3, 2, 3}};

    private final LabModel model;
    private final LabSheet sheet = new LabSheet(this, this::paint);
    private Sequence sequence = new Sequence(new int[0], List.of());
    private Optional<AnswerModel.Reading> reading = Optional.empty();
    private String words = "";

    EmergenceStrip(LabModel model) {
        this.model = model;
        setId("masked-emergence");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().setAll(sheet);
        setMinSize(200, 90);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> model.hovered().set(positionAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    }

    /// @param words what to say while there is nothing to draw
    void show(Sequence shown, Optional<AnswerModel.Reading> found, String words) {
        sequence = shown;
        reading = found;
        this.words = words;
        setAccessibleText(found.map(EmergenceStrip::spoken).orElse(words));
        paint();
    }

    private static String spoken(AnswerModel.Reading reading) {
        return reading.emergence().map(e -> "the answer was there at pass %d; %d passes followed".formatted(e.passes(),
            e.regret())).orElse("the answer was not guessed before it was written");
    }

    private double bottomOfRows() {
        return TOP + (sheet.height() - TOP - GAP - BELOW) * SHARE;
    }

    private double high() {
        return (bottomOfRows() - TOP) / Math.max(1, sequence.length());
    }

    private double x(double time) {
        double end = Math.max(1e-9, model.end());
        return LEFT + (sheet.width() - LEFT - RIGHT) * Math.clamp(time / end, 0, 1);
    }

    private double x(int step) {
        return x(sequence.at(model.clock().get(), step));
    }

    private int positionAt(MouseEvent e) {
        Point2D at = sheet.at(e);
        int position = (int) Math.floor((at.getY() - TOP) / high());
        boolean isInside = at.getX() >= LEFT && at.getY() < bottomOfRows();
        return isInside && position >= 0 && position < sequence.length() ? position : -1;
    }

    private void go(MouseEvent e) {
        double x = sheet.at(e).getX();
        if (reading.isPresent() && x >= LEFT) {
            model.scrub((x - LEFT) / (sheet.width() - LEFT - RIGHT) * model.end());
        }
    }

    private void paint() {
        GraphicsContext g = sheet.blank();
        if (sheet.width() < LEFT + RIGHT + 40 || sheet.height() < LEAST_HEIGHT) {
            return;
        }
        LabInk ink = sheet.ink();
        g.setFont(Font.font(10));
        g.setTextBaseline(VPos.CENTER);
        if (reading.isEmpty()) {
            g.setFill(ink.ink().muted());
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(words, sheet.width() / 2, sheet.height() / 2, sheet.width() - 20);
            return;
        }
        rows(g, ink, reading.get().foresight());
        answer(g, ink);
        new MarginPlot(g, ink, bottomOfRows() + GAP, sheet.height() - BELOW).paint(reading.get());
        times(g, ink, reading.get());
    }

    private void rows(GraphicsContext g, LabInk ink, Foresight foresight) {
        double high = high();
        double gap = high > 4 ? 1 : 0;
        for (int k = 0; k < sequence.steps(); k++) {
            double from = Math.rint(x(k - 1));
            double wide = Math.max(1, Math.rint(x(k)) - from); // whole pixels, or seams show
            for (int i = 0; i < sequence.length(); i++) {
                double top = Math.rint(TOP + i * high);
                g.setFill(colour(ink, foresight.stage(k, i)));
                g.fillRect(from, top, wide, Math.max(1, Math.rint(TOP + (i + 1) * high) - top - gap));
            }
        }
        g.setStroke(ink.ink().line());
        g.setLineWidth(1);
        g.strokeRect(LEFT - 0.5, TOP - 0.5, x(sequence.steps() - 1) - LEFT + 1, bottomOfRows() - TOP + 1);
        int hovered = model.hovered().get();
        if (hovered >= 0 && hovered < sequence.length()) {
            g.setStroke(ink.ink().text());
            g.strokeRect(LEFT - 0.5, TOP + hovered * high - 0.5, x(sequence.steps() - 1) - LEFT + 1, high + 1);
        }
        g.setFill(ink.ink().muted());
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("position 1", LEFT - 8, TOP + 5);
        g.fillText(String.valueOf(sequence.length()), LEFT - 8, bottomOfRows() - 5);
    }

    static Color colour(LabInk ink, Foresight.Stage stage) {
        return switch (stage) {
            case GIVEN -> ink.faint(ink.ink().muted(), 0.28);
            case OTHER -> ink.faint(ink.ink().line(), 0.3);
            case PASSING -> ink.full(0.14);
            case GUESSED -> ink.full(0.5);
            case WRITTEN -> ink.full(0.92);
        };
    }

    private void answer(GraphicsContext g, LabInk ink) {
        model.answer().get().filter(a -> a.from() + a.length() <= sequence.length()).ifPresent(a -> {
            double top = TOP + a.from() * high();
            double bottom = TOP + (a.from() + a.length()) * high();
            g.setFill(ink.ink().accent());
            g.fillRect(LEFT - 6, top, 4, Math.max(3, bottom - top));
            g.setTextAlign(TextAlignment.RIGHT);
            if (top > TOP + 16 && bottom < bottomOfRows() - 14) {
                g.fillText("answer", LEFT - 9, (top + bottom) / 2);
            }
        });
    }

    /// The cursor, where the answer was there, and where rules would have left.
    private void times(GraphicsContext g, LabInk ink, AnswerModel.Reading read) {
        double bottom = sheet.height() - BELOW;
        g.setLineWidth(1.5);
        read.emergence().map(Emergence::step).ifPresent(step -> {
            g.setStroke(ink.ink().text());
            g.strokeLine(x(step), TOP - 3, x(step), bottomOfRows() + 3);
            g.setFill(ink.ink().text());
            g.setTextAlign(x(step) > LEFT + 30 ? TextAlignment.RIGHT : TextAlignment.LEFT);
            g.fillText("there", x(step) + (x(step) > LEFT + 30 ? -3 : 3), TOP / 2);
        });
        for (int r = 0; r < read.exits().size(); r++) {
            int rule = r;
            read.exits().get(r).exit().map(ExitReplay.Exit::step).ifPresent(step -> {
                g.setStroke(ink.ink().accent());
                g.setLineDashes(DASHES[rule % DASHES.length]);
                g.strokeLine(x(step), TOP - 3, x(step), bottom);
                g.setLineDashes();
                label(g, ink.ink().accent(), step, places(read, rule, step), String.valueOf(rule + 1));
            });
        }
        g.setStroke(ink.lane(LabFacts.style(model, model.focus().get())));
        g.setLineWidth(1.5);
        g.strokeLine(x(model.time().get()), TOP, x(model.time().get()), bottom);
        g.setFill(ink.ink().muted());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("0", LEFT, bottom + 10);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("%s %s".formatted(LabFacts.count(model.end(), model.clock().get()), model.clock().get().unit()),
            sheet.width() - RIGHT, bottom + 10);
    }

    /// Labels at one step stand beside each other.
    private static int places(AnswerModel.Reading read, int rule, int step) {
        return (int) IntStream.range(0, rule)
            .filter(r -> read.exits().get(r).exit().filter(e -> e.step() == step).isPresent()).count();
    }

    private void label(GraphicsContext g, Color colour, int step, int place, String text) {
        g.setFill(colour);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(text, x(step) + 3 + 10.0 * place, TOP / 2);
    }

    /// The numbers that rules compare, and their lines: those that compare the same thing as the first rule.
    private final class MarginPlot {
        private final GraphicsContext g;
        private final LabInk ink;
        private final double top;
        private final double bottom;
        private double most = 1;

        MarginPlot(GraphicsContext g, LabInk ink, double top, double bottom) {
            this.g = g;
            this.ink = ink;
            this.top = top;
            this.bottom = bottom;
        }

        private double y(double value) {
            return bottom - (bottom - top) * Math.clamp(value / most, 0, 1);
        }

        void paint(AnswerModel.Reading read) {
            Optional<String> what = read.exits().stream().flatMap(e -> e.looks().stream()).findFirst()
                .map(l -> l.compared().what());
            if (what.isEmpty()) {
                return;
            }
            List<Integer> shown = IntStream.range(0, read.exits().size()).boxed().filter(r -> read.exits().get(r).looks()
                .stream().anyMatch(l -> l.compared().what().equals(what.get()))).toList();
            most = HEADROOM * shown.stream().flatMap(r -> read.exits().get(r).looks().stream())
                .mapToDouble(l -> l.compared().line()).filter(Double::isFinite).max().orElse(1);
            axis(what.get());
            for (int rule : shown) {
                curve(rule, read.exits().get(rule).looks());
            }
        }

        private void axis(String what) {
            g.setFill(ink.ink().muted());
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText("%s (solid) against its line (dashed)".formatted(what), LEFT, top - GAP / 2 + 1);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(LabFacts.number(most), LEFT - 8, top + 4);
            g.fillText("0", LEFT - 8, bottom);
            g.setStroke(ink.ink().line());
            g.setLineWidth(1);
            g.strokeLine(LEFT, bottom, sheet.width() - RIGHT, bottom);
            g.strokeLine(LEFT, top, sheet.width() - RIGHT, top);
        }

        private void curve(int rule, List<Look> looks) {
            Color lane = ink.lane(LabFacts.style(model, model.focus().get()));
            for (int n = 0; n < looks.size(); n++) {
                Look look = looks.get(n);
                double x = x(look.step());
                double y = y(look.compared().value());
                double before = n == 0 ? x(Sequence.BEFORE) : x(looks.get(n - 1).step());
                g.setStroke(ink.ink().text());
                g.setLineWidth(1.2);
                g.setLineDashes(DASHES[rule % DASHES.length]);
                g.strokeLine(before, y(look.compared().line()), x, y(look.compared().line()));
                g.setLineDashes();
                g.setStroke(lane);
                g.setFill(lane);
                g.setLineWidth(1.8);
                if (n > 0) {
                    g.strokeLine(before, y(looks.get(n - 1).compared().value()), x, y);
                }
                mark(look.compared().value() > most, x, y);
            }
            if (!looks.isEmpty()) {
                g.setFill(ink.ink().text());
                g.setTextAlign(TextAlignment.LEFT);
                g.fillText(String.valueOf(rule + 1), x(looks.getLast().step()) + 4, y(looks.getLast().compared().line()));
            }
        }

        /// A triangle at the upper edge for what lies beyond it.
        private void mark(boolean beyond, double x, double y) {
            if (beyond) {
                g.fillPolygon(new double[] {x - 3.5, x + 3.5, x}, new double[] {y + 6, y + 6, y}, 3);
            } else {
                g.fillOval(x - 2, y - 2, 4, 4);
            }
        }
    }
}
