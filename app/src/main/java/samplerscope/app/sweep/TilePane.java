package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.RasterPane;
import samplerscope.store.Executed;

/// The cells of a sweep as small multiples that fill while they run.
///
/// Moving the mouse marks the sample under it in every tile; dragging around samples chooses them; a click chooses a cell,
/// with Ctrl several, and a double click makes it a lane. Arrows walk, Enter makes a lane, Esc lets the samples go.
final class TilePane extends StackPane {

    private static final int FONT = 11;
    private static final double CHOSEN_WIDTH = 2.5;
    private static final double HOVERED_WIDTH = 1;

    private final SweepModel model;
    private final Blink blink;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas();
    private final ScrollBar down = new ScrollBar();
    private final ScrollBar across = new ScrollBar();
    private final Label empty = new Label();
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final Lasso lasso = new Lasso();
    private Optional<TileLayout> layout = Optional.empty();
    /// The tile in which a lasso began; -1 for none.
    private int drawnIn = -1;
    private Look look = Look.SAMPLES;

    TilePane(SweepModel model, Blink blink) {
        this.model = model;
        this.blink = blink;
        setId("sweep-tiles");
        getStyleClass().add("sweep-tiles");
        setFocusTraversable(true);
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        down.setOrientation(Orientation.VERTICAL);
        down.setMaxWidth(Region.USE_PREF_SIZE);
        down.setAccessibleText("Scroll through the blocks");
        setAlignment(down, Pos.CENTER_RIGHT);
        across.setMaxHeight(Region.USE_PREF_SIZE);
        across.setAccessibleText("Scroll through the columns");
        setAlignment(across, Pos.BOTTOM_CENTER);
        empty.setId("sweep-empty");
        empty.setWrapText(true);
        empty.setMaxWidth(420);
        empty.getStyleClass().add("hint");
        empty.setMouseTransparent(true);
        empty.setTextAlignment(TextAlignment.CENTER);
        getChildren().setAll(raster, marks, empty, down, across);
        Changes.of(repaint::request, model.results(), model.selection().samples(), blink.showsOther(), raster.ground(),
            down.valueProperty(), across.valueProperty(), widthProperty(), heightProperty());
        Changes.of(remark::request, model.chosen(), model.hovered(), model.selection().hovered(), focusedProperty());
        handle();
        repaint.request();
    }

    /// What tiles show from now on.
    void show(Look changed) {
        look = changed;
        repaint.request();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        marks.setWidth(getWidth());
        marks.setHeight(getHeight());
    }

    private void repaint() {
        Optional<SweepResults> results = model.results().get();
        empty.setVisible(results.isEmpty());
        empty.setText("Choose what runs along X, Y and Z, and press Run. Every combination becomes a tile, all from the same "
            + "noise.");
        layout = results.map(r -> TileLayout.fitting(r.spec(), getWidth() - 16, getHeight() - 8));
        layout.ifPresentOrElse(this::scroll, () -> List.of(down, across).forEach(bar -> bar.setVisible(false)));
        if (getWidth() > 0 && getHeight() > 0) {
            raster.show(new TileScene(results.map(this::tiles).orElse(List.of()), model.selection().samples().get(),
                raster.ground().get(), raster.paper()));
        }
        setAccessibleText(results.map(r -> "%d of %d cells".formatted(r.cells().size(), r.spec().size())).orElse("no cells"));
        remark();
    }

    private void scroll(TileLayout at) {
        bar(down, at.contentHigh() - getHeight(), getHeight() / at.contentHigh());
        bar(across, at.contentWide() - getWidth(), getWidth() / at.contentWide());
    }

    private static void bar(ScrollBar bar, double hidden, double share) {
        bar.setVisible(hidden > 1);
        bar.setMax(Math.max(0, hidden));
        bar.setValue(Math.min(bar.getValue(), Math.max(0, hidden)));
        bar.setVisibleAmount(Math.max(0, hidden) * Math.min(1, share));
    }

    private List<TileScene.Tile> tiles(SweepResults results) {
        var colours = CellColours.of(results);
        var tiles = new ArrayList<TileScene.Tile>();
        for (int cell = 0; cell < results.spec().size(); cell++) {
            Rectangle2D at = tile(cell);
            if (at.getMaxY() + TileLayout.STRIP > 0 && at.getMinY() < getHeight() && at.getMaxX() > 0
                && at.getMinX() < getWidth()) {
                boolean failed = results.failure(cell).isPresent();
                tiles.add(new TileScene.Tile(at, TileLayout.STRIP, content(results, cell), failed ? OptionalInt.empty()
                    : colours.argb(cell), look == Look.COLOUR));
            }
        }
        return tiles;
    }

    /// What a cell shows now: while the blink is on its other side, the baseline stands in its place.
    private Optional<TileContent> content(SweepResults results, int cell) {
        Optional<Integer> base = results.baselineOf(cell);
        int seen = blink.showsOther().get() ? base.orElse(cell) : cell;
        Optional<Executed> run = results.run(seen);
        return switch (look) {
            case SAMPLES, COLOUR -> run.flatMap(r -> TileContent.of(r, results.window()));
            case DIFFERENCE -> run.flatMap(r -> base.flatMap(results::run)
                .flatMap(b -> TileContent.difference(r, b, results.window()))
                .or(() -> TileContent.of(r, results.window())));
        };
    }

    /// In the pixels of this pane.
    private Rectangle2D tile(int cell) {
        Rectangle2D at = layout.orElseThrow().tile(cell);
        return new Rectangle2D(at.getMinX() - across.getValue(), at.getMinY() - down.getValue(), at.getWidth(), at.getHeight());
    }

    private void remark() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        layout.ifPresent(at -> model.results().get().filter(r -> r.spec().equals(at.spec())).ifPresent(results -> {
            g.setFont(Font.font(Font.getDefault().getFamily(), FONT));
            titles(g, at);
            cells(g, at, results);
            line(g);
        }));
    }

    private void titles(GraphicsContext g, TileLayout at) {
        Ground ground = raster.ground().get();
        g.setTextBaseline(VPos.CENTER);
        for (int block = 0; block < at.blocks(); block++) {
            double top = at.blockTop(block) - down.getValue();
            Rectangle2D first = tile(block * at.rows() * at.columns());
            if (at.blocks() > 1) {
                g.setFill(Palette.ink(ground));
                g.setTextAlign(TextAlignment.LEFT);
                g.fillText(at.blockTitle(block), 4 - across.getValue(), top + TileLayout.TITLE / 2);
            }
            g.setFill(Palette.muted(ground));
            g.setTextAlign(TextAlignment.CENTER);
            for (int column = 0; column < at.columns(); column++) {
                Rectangle2D tile = tile(block * at.rows() * at.columns() + column);
                g.fillText(shortened(at.columnTitle(column)), tile.getMinX() + at.side() / 2,
                    first.getMinY() - TileLayout.TOP / 2, at.side());
            }
            g.setTextAlign(TextAlignment.RIGHT);
            for (int row = 0; row < at.rows(); row++) {
                Rectangle2D tile = tile((block * at.rows() + row) * at.columns());
                g.fillText(shortened(at.rowTitle(row)), tile.getMinX() - 8, tile.getMinY() + at.side() / 2,
                    TileLayout.LEFT - 12);
            }
        }
    }

    /// A thing with settings is longer than a title.
    private static String shortened(String title) {
        return title.length() > 40 ? title.substring(0, 39) + "\u2026" : title;
    }

    private void cells(GraphicsContext g, TileLayout at, SweepResults results) {
        var colours = CellColours.of(results);
        Ground ground = raster.ground().get();
        g.setTextAlign(TextAlignment.CENTER);
        for (int cell = 0; cell < results.spec().size(); cell++) {
            Rectangle2D tile = tile(cell);
            OptionalInt colour = colours.argb(cell);
            g.setFill(colour.isEmpty() ? Palette.muted(ground)
                : Palette.ink(CellColours.isBright(colour.getAsInt()) ? Ground.LIGHT : Ground.DARK));
            g.fillText(colours.words(cell), tile.getMinX() + at.side() / 2, tile.getMaxY() + TileLayout.STRIP / 2, at.side());
            boolean chosen = model.chosen().get().contains(cell);
            if (chosen || model.hovered().get() == cell) {
                g.setStroke(chosen ? Palette.lane(1, ground) : Palette.ink(ground));
                g.setLineWidth(chosen ? CHOSEN_WIDTH : HOVERED_WIDTH);
                g.strokeRect(tile.getMinX() - 1, tile.getMinY() - 1, tile.getWidth() + 2,
                    tile.getHeight() + TileLayout.STRIP + 2);
            }
            missing(g, results, cell, tile);
            sample(g, results, cell, tile);
        }
    }

    private void missing(GraphicsContext g, SweepResults results, int cell, Rectangle2D tile) {
        if (look != Look.COLOUR && results.window().isPresent()) {
            g.setFill(Palette.muted(raster.ground().get()));
            content(results, cell).map(TileContent::missing).ifPresent(
                words -> g.fillText(words, tile.getMinX() + tile.getWidth() / 2, tile.getMaxY() - FONT, tile.getWidth() - 4));
        }
    }

    /// A ring around the sample under the mouse, in every tile.
    private void sample(GraphicsContext g, SweepResults results, int cell, Rectangle2D tile) {
        int hovered = model.selection().hovered().get();
        if (hovered < 0 || look == Look.COLOUR) {
            return;
        }
        content(results, cell).filter(c -> hovered < c.samples()).map(c -> c.place(hovered, tile)).filter(tile::contains)
            .ifPresent(p -> {
                g.setStroke(Palette.ink(raster.ground().get()));
                g.setLineWidth(1.5);
                g.strokeOval(p.getX() - 5, p.getY() - 5, 10, 10);
            });
    }

    private void line(GraphicsContext g) {
        g.setStroke(Palette.ink(raster.ground().get()));
        g.setLineWidth(1);
        lasso.paint(g);
    }

    private void handle() {
        addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> {
            model.hovered().set(-1);
            model.selection().hovered().set(-1);
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            lasso.begin();
            drawnIn = cellAt(e.getX(), e.getY());
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            if (drawnIn >= 0) {
                lasso.add(e);
                remark.request();
            }
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            if (lasso.isDrawn()) {
                choose(e.isShortcutDown());
            }
            lasso.begin();
            remark.request();
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        addEventHandler(ScrollEvent.SCROLL, e -> {
            down.setValue(Math.clamp(down.getValue() - e.getDeltaY(), 0, down.getMax()));
            across.setValue(Math.clamp(across.getValue() - e.getDeltaX(), 0, across.getMax()));
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private int cellAt(double x, double y) {
        return layout.map(at -> at.cellAt(x + across.getValue(), y + down.getValue())).orElse(-1);
    }

    private void moved(MouseEvent e) {
        int cell = cellAt(e.getX(), e.getY());
        model.hovered().set(cell);
        model.selection().hovered().set(cell < 0 || look == Look.COLOUR ? -1 : model.results().get()
            .flatMap(r -> content(r, cell)).map(c -> c.sampleAt(tile(cell), e.getX(), e.getY())).orElse(-1));
    }

    /// The samples inside the lasso, in the tile where it began; with Ctrl besides those that were chosen before.
    private void choose(boolean adds) {
        int cell = drawnIn;
        model.results().get().flatMap(r -> content(r, cell)).ifPresent(content -> {
            var samples = new HashSet<>(adds ? model.selection().samples().get() : Set.of());
            samples.addAll(content.inside(lasso.line(), tile(cell)));
            model.selection().samples().set(Set.copyOf(samples));
        });
    }

    private void clicked(MouseEvent e) {
        int cell = cellAt(e.getX(), e.getY());
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress() || cell < 0) {
            return;
        }
        if (e.getClickCount() == 2) {
            model.addLanes(List.of(cell));
        } else {
            model.choose(cell, e.isShortcutDown());
        }
    }

    private void pressed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        switch (e.getCode()) {
            case LEFT -> walk(-1, 0);
            case RIGHT -> walk(1, 0);
            case UP -> walk(0, -1);
            case DOWN -> walk(0, 1);
            case ENTER -> model.addLanes(model.chosen().get());
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void walk(int columns, int rows) {
        layout.ifPresent(at -> {
            int from = model.chosen().get().isEmpty() ? 0 : model.chosen().get().getLast();
            int to = model.chosen().get().isEmpty() ? 0 : from + columns + rows * at.columns();
            boolean sameRow = columns == 0 || from / at.columns() == to / at.columns();
            if (to >= 0 && to < at.spec().size() && sameRow) {
                model.choose(to, false);
                Rectangle2D tile = at.tile(to);
                down.setValue(Math.clamp(Math.clamp(down.getValue(), tile.getMaxY() + TileLayout.STRIP + TileLayout.GAP
                    - getHeight(), Math.max(tile.getMinY() - TileLayout.TOP, tile.getMaxY() - getHeight() + TileLayout.STRIP
                    + TileLayout.GAP)), 0, down.getMax()));
            }
        });
    }

    /// Where a cell is seen, for tests that point at it.
    Point2D middle(int cell) {
        Rectangle2D at = tile(cell);
        return new Point2D(at.getMinX() + at.getWidth() / 2, at.getMinY() + at.getHeight() / 2);
    }
}
