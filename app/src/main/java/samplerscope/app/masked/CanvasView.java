package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.LaneState.Problem;

/// The canvas of one lane: a cell a position, in lines. Typing writes, Delete hides, Enter pins the guess.
final class CanvasView extends Region {

    private static final double HIGH = 38;
    private static final double NARROWEST = 28;
    private static final double WIDEST = 120;
    /// Cells grow to this where the lane has room.
    private static final double ROOMY = 44;
    private static final double CHARACTER = 9;
    private static final double PAD = 4;
    private static final double LEAST_GHOST = 0.18;
    private static final String MONO = "JetBrains Mono";

    private final LabModel model;
    private final int lane;
    private final int style;
    private final LabSheet sheet = new LabSheet(this, this::changed);
    private List<Cell> cells = List.of();
    private int anchor = -1;

    CanvasView(LabModel model, int lane, int style) {
        this.model = model;
        this.lane = lane;
        this.style = style;
        setId("masked-canvas-" + lane);
        getStyleClass().add("masked-canvas");
        getChildren().setAll(sheet);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinWidth(6 * NARROWEST);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> model.hovered().set(positionAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> extend(positionAt(e)));
        addEventHandler(KeyEvent.KEY_TYPED, this::type);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(focused -> {
            if (focused) {
                model.focus().set(lane);
            }
        });
    }

    void refresh() {
        List<Cell> now = model.cells(lane);
        if (now.size() != cells.size()) {
            requestLayout();
        }
        cells = now;
        setAccessibleText(words());
        paint();
    }

    /// What is seen, for who cannot see it.
    private String words() {
        String letter = model.draft().get().letterOf(lane);
        return "Lane %s, step %d: %s".formatted(letter, model.step(lane) + 1, cells.stream().map(c -> switch (c.kind()) {
            case PROMPT, WRITTEN -> c.text();
            case GUESSED, HIDDEN_AGAIN -> hidden();
        }).collect(Collectors.joining()));
    }

    /// Larger type makes larger cells.
    private void changed() {
        requestLayout();
        paint();
    }

    @Override
    protected double computePrefHeight(double width) {
        return sheet.unit() * (PAD * 2 + HIGH * Math.max(1, lines(width < 0 ? 320 : width / sheet.unit())));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width < 0 ? getWidth() : width);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double cellWidth() {
        int longest = cells.stream().mapToInt(c -> c.text().length()).max().orElse(1);
        return Math.clamp(longest * CHARACTER + 16, NARROWEST, WIDEST);
    }

    /// As few lines as fit, all about as long.
    private int columns(double width) {
        int fit = Math.max(1, (int) ((width - 2 * PAD) / cellWidth()));
        return cells.isEmpty() ? 1 : Math.ceilDiv(cells.size(), Math.ceilDiv(cells.size(), fit));
    }

    private int lines(double width) {
        return cells.isEmpty() ? 1 : Math.ceilDiv(cells.size(), columns(width));
    }

    /// The cell of a position, in units of the sheet.
    Rectangle2D place(int position) {
        int columns = columns(sheet.width());
        double wide = Math.clamp((sheet.width() - 2 * PAD) / columns, cellWidth(), Math.max(cellWidth(), ROOMY));
        return new Rectangle2D(PAD + position % columns * wide, PAD + Math.floorDiv(position, columns) * HIGH, wide, HIGH);
    }

    private int positionAt(MouseEvent e) {
        Point2D at = sheet.at(e);
        for (int i = 0; i < cells.size(); i++) {
            if (place(i).contains(at)) {
                return i;
            }
        }
        return -1;
    }

    private void press(MouseEvent e) {
        requestFocus();
        model.focus().set(lane);
        int position = positionAt(e);
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (position < 0) {
            model.selected().set(Set.of());
        } else if (e.isShiftDown() && anchor >= 0) {
            extend(position);
        } else {
            anchor = position;
            model.selected().set(Set.of(position));
        }
    }

    private void extend(int position) {
        if (position >= 0 && anchor >= 0) {
            model.selected().set(IntStream.rangeClosed(Math.min(anchor, position), Math.max(anchor, position)).boxed()
                .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private OptionalInt first() {
        return model.selected().get().stream().mapToInt(i -> i).min();
    }

    private void type(KeyEvent e) {
        String text = e.getCharacter();
        boolean isPlain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
        if (!isPlain || text.isEmpty() || Character.isISOControl(text.charAt(0)) || first().isEmpty()) {
            return;
        }
        try {
            int at = first().getAsInt();
            model.tokens(text).ifPresent(tokens -> {
                model.write(at, tokens);
                go(at + tokens.length);
            });
        } catch (SamplerscopeException wrong) {
            model.report(Problem.of(wrong));
        }
        e.consume();
    }

    private void key(KeyEvent e) {
        int columns = columns(sheet.width());
        int at = first().orElse(0);
        KeyCode code = e.getCode();
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (code) {
            case LEFT -> move(at - 1, e.isShiftDown());
            case RIGHT -> move(at + 1, e.isShiftDown());
            case UP -> move(at - columns, e.isShiftDown());
            case DOWN -> move(at + columns, e.isShiftDown());
            case DELETE -> model.hideSelected();
            case BACK_SPACE -> {
                model.hideSelected();
                move(at - 1, false);
            }
            case ENTER -> model.pinSelected();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void move(int to, boolean adds) {
        if (adds) {
            int end = model.selected().get().stream().mapToInt(i -> i).max().orElse(0);
            extend(Math.clamp(to > first().orElse(0) ? end + 1 : end - 1, 0, cells.size() - 1));
        } else {
            go(to);
        }
    }

    private void go(int to) {
        if (to >= 0 && to < cells.size()) {
            anchor = to;
            model.selected().set(Set.of(to));
        }
    }

    private void paint() {
        GraphicsContext g = sheet.blank();
        if (sheet.width() < 1) {
            return;
        }
        LabInk ink = sheet.ink();
        Set<Integer> together = together();
        for (int i = 0; i < cells.size(); i++) {
            paint(g, ink, cells.get(i), place(i));
        }
        borders(g, ink);
        model.answer().get().ifPresent(a -> answer(g, ink, a));
        for (int i = 0; i < cells.size(); i++) {
            frame(g, ink, i, together);
        }
    }

    private void paint(GraphicsContext g, LabInk ink, Cell cell, Rectangle2D at) {
        double x = at.getMinX() + 1;
        double y = at.getMinY() + 1;
        double w = at.getWidth() - 2;
        double h = at.getHeight() - 2;
        g.setFill(switch (cell.kind()) {
            case PROMPT -> ink.faint(ink.ink().muted(), 0.28);
            case WRITTEN -> cell.afterEnd() ? ink.faint(ink.ink().muted(), 0.12) : ink.cell(cell.confidence());
            case GUESSED, HIDDEN_AGAIN -> ink.faint(ink.ink().line(), 0.25);
        });
        g.fillRect(x, y, w, h);
        if (cell.kind() == Cell.Kind.HIDDEN_AGAIN) {
            ink.hatch(g, x, y, w, h);
        }
        text(g, ink, cell, at);
        boolean isCommit = cell.kind() == Cell.Kind.WRITTEN && !Double.isNaN(cell.confidence());
        if (isCommit) {
            double weight = 1 + 3 * cell.confidence();
            g.setFill(ink.full(Math.max(0.35, cell.confidence())));
            g.fillRect(x + 3, y + h - weight - 1, w - 6, weight);
            g.setFont(Font.font(MONO, 9));
            g.setTextAlign(TextAlignment.RIGHT);
            g.setFill(ink.ink().text());
            g.fillText(String.valueOf(cell.writtenAt() + 1), x + w - 2, y + 7);
        }
        if (cell.kind() == Cell.Kind.PROMPT) {
            g.setFill(ink.ink().muted());
            g.fillPolygon(new double[] {x, x + 7, x}, new double[] {y, y, y + 7}, 3);
        }
    }

    private void text(GraphicsContext g, LabInk ink, Cell cell, Rectangle2D at) {
        double middle = (at.getMinX() + at.getMaxX()) / 2;
        double line = at.getMinY() + at.getHeight() / 2 + 1;
        boolean isGhost = cell.kind() == Cell.Kind.GUESSED || cell.kind() == Cell.Kind.HIDDEN_AGAIN;
        Optional<String> edit = cell.edit();
        Color colour = edit.isPresent() ? ink.ink().accent() : cell.afterEnd() ? ink.ink().muted() : ink.ink().text();
        g.setFill(isGhost && edit.isEmpty() ? ink.faint(colour, ghost(cell.confidence())) : colour);
        g.setFont(Font.font(MONO, isGhost && edit.isEmpty() ? FontWeight.NORMAL
            : FontWeight.BOLD, 15));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        String shown = edit.orElse(isGhost && cell.text().isEmpty() ? hidden() : cell.text()).replace(' ', '\u00b7')
            .replace('\n', '\u21b5');
        g.fillText(shown, middle, line, at.getWidth() - 6);
        if (cell.differs() && !isGhost) {
            zigzag(g, ink.ink().text(), middle, line + 9, Math.min(at.getWidth() - 8, 8.0 + CHARACTER * shown.length()));
        }
    }

    private String hidden() {
        return model.shape().get().map(s -> s.tokens().hidden()).orElse("");
    }

    private static double ghost(double confidence) {
        return Double.isNaN(confidence) ? LEAST_GHOST : LEAST_GHOST + (0.85 - LEAST_GHOST) * confidence;
    }

    private static void zigzag(GraphicsContext g, Color colour, double middle, double y, double wide) {
        g.setStroke(colour);
        g.setLineWidth(1.2);
        g.beginPath();
        g.moveTo(middle - wide / 2, y);
        int teeth = 6;
        for (int i = 1; i <= teeth; i++) {
            g.lineTo(middle - wide / 2 + wide * i / teeth, y + (i % 2 == 0 ? 0 : 3));
        }
        g.stroke();
    }

    /// Of the blocks that the sampler works on one after the other.
    private void borders(GraphicsContext g, LabInk ink) {
        OptionalInt block = LabFacts.blockLength(model, lane);
        if (block.isEmpty() || block.getAsInt() >= cells.size()) {
            return;
        }
        g.setStroke(ink.ink().text());
        g.setLineWidth(2);
        for (int i = block.getAsInt(); i < cells.size(); i += block.getAsInt()) {
            Rectangle2D at = place(i);
            g.strokeLine(at.getMinX(), at.getMinY() + 2, at.getMinX(), at.getMaxY() - 2);
        }
    }

    /// A bar above the cells of the answer.
    private void answer(GraphicsContext g, LabInk ink, Answer answer) {
        g.setFill(ink.ink().accent());
        for (int i = 0; i < cells.size(); i++) {
            if (answer.contains(i)) {
                g.fillRect(place(i).getMinX(), place(i).getMinY() - 1, place(i).getWidth(), 2.5);
            }
        }
    }

    private void frame(GraphicsContext g, LabInk ink, int position, Set<Integer> together) {
        Cell cell = cells.get(position);
        boolean isChosen = model.selected().get().contains(position);
        boolean isHovered = model.hovered().get() == position;
        if (cell.isNew()) {
            stroke(g, place(position), ink.lane(style), 2, 1.5);
        }
        if (together.contains(position) && !isHovered) {
            g.setLineDashes(2, 2);
            stroke(g, place(position), ink.ink().text(), 1.2, 3.5);
            g.setLineDashes();
        }
        if (cell.edit().isPresent()) {
            g.setLineDashes(4, 3);
            stroke(g, place(position), ink.ink().accent(), 2, 2);
            g.setLineDashes();
        }
        if (isChosen && model.focus().get() == lane || isHovered) {
            stroke(g, place(position), isChosen ? ink.ink().accent() : ink.ink().text(), isChosen ? 2 : 1, 1);
        }
    }

    private static void stroke(GraphicsContext g, Rectangle2D at, Color colour, double width, double inset) {
        g.setStroke(colour);
        g.setLineWidth(width);
        g.strokeRect(at.getMinX() + inset, at.getMinY() + inset, at.getWidth() - 2 * inset, at.getHeight() - 2 * inset);
    }

    /// Positions that were written in the same step as the one under the mouse.
    private Set<Integer> together() {
        int position = model.hovered().get();
        if (position < 0 || position >= cells.size() || cells.get(position).writtenAt() < 0) {
            return Set.of();
        }
        int step = cells.get(position).writtenAt();
        return IntStream.range(0, cells.size()).filter(i -> i != position && cells.get(i).writtenAt() == step).boxed()
            .collect(Collectors.toUnmodifiableSet());
    }
}
