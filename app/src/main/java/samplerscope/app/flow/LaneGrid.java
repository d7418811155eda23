package samplerscope.app.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// The shown lanes side by side, of equal width, in as few rows as leave them readable. A double click on a header makes
/// that lane fill the grid, and again makes it one of many.
public final class LaneGrid extends Region implements Disposable {

    private static final int MOST_COLUMNS = 4;
    private static final double LEAST_WIDTH = 200;
    private static final double GAP = 8;

    private final StudyModel study;
    private final LaneMenu menu;
    private final View2D view = new View2D();
    private final Map<LaneModel, LaneCanvas> canvases = new LinkedHashMap<>();
    private final ListChangeListener<LaneModel> lanesChanged = _ -> rebuild();
    private final Later rebuildSoon = new Later(this::rebuild);
    private final Subscription life;
    private Optional<LaneModel> maximised = Optional.empty();

    /// @param menu what can be done with a lane
    public LaneGrid(StudyModel study, LaneMenu menu) {
        this.study = study;
        this.menu = menu;
        setId("lanes");
        getStyleClass().add("lane-grid");
        study.lanes().addListener(lanesChanged);
        life = Changes.of(rebuildSoon::request, study.study());
        rebuild();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        study.lanes().removeListener(lanesChanged);
        canvases.values().forEach(LaneCanvas::dispose);
    }

    /// Zoom and pan of all plane lanes.
    public View2D view() {
        return view;
    }

    /// The canvas of a lane, while it is shown.
    public Optional<LaneCanvas> canvas(LaneModel lane) {
        return Optional.ofNullable(canvases.get(lane)).filter(LaneCanvas::isVisible);
    }

    /// Puts a probe into the lane under the mouse, or else into the focused one: where the mouse is, or on the sample under it.
    public void dropProbe() {
        canvases.values().stream().filter(c -> c.isVisible() && c.isHover()).findFirst()
            .or(() -> canvas(study.focusedLane())).ifPresent(LaneCanvas::dropProbe);
    }

    /// Fills the grid with a lane, or puts all lanes back when it fills it already.
    public void toggleMaximised(LaneModel lane) {
        maximised = maximised.equals(Optional.of(lane)) ? Optional.empty() : Optional.of(lane);
        rebuild();
    }

    private void rebuild() {
        List<LaneModel> shown = study.shownLanes();
        var gone = new ArrayList<>(canvases.keySet());
        gone.removeAll(study.lanes());
        gone.forEach(lane -> canvases.remove(lane).dispose());
        maximised = maximised.filter(shown::contains);
        List<LaneModel> visible = maximised.map(List::of).orElse(shown);
        visible.forEach(lane -> canvases.computeIfAbsent(lane, this::make));
        var children = visible.stream().map(canvases::get).toList();
        if (!getChildren().equals(children)) {
            getChildren().setAll(children);
        }
    }

    private LaneCanvas make(LaneModel lane) {
        var canvas = new LaneCanvas(lane, study, view, menu);
        canvas.header().addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                toggleMaximised(lane);
            }
        });
        return canvas;
    }

    /// Columns for so many lanes: all in one row up to four, then rows of equal length where possible.
    static int columns(int lanes, double width) {
        int fitting = (int) Math.clamp(width / LEAST_WIDTH, 1, MOST_COLUMNS);
        int rows = Math.ceilDiv(Math.max(1, lanes), fitting);
        return Math.ceilDiv(Math.max(1, lanes), rows);
    }

    @Override
    protected void layoutChildren() {
        var children = getManagedChildren();
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        int columns = columns(children.size(), width);
        int rows = Math.max(1, Math.ceilDiv(children.size(), columns));
        for (int i = 0; i < children.size(); i++) {
            double left = edge(snappedLeftInset(), width, i % columns, columns);
            double right = edge(snappedLeftInset(), width, i % columns + 1, columns) - GAP;
            double top = edge(snappedTopInset(), height, i / columns, rows);
            double bottom = edge(snappedTopInset(), height, i / columns + 1, rows) - GAP;
            children.get(i).resizeRelocate(left, top, right - left, bottom - top);
        }
    }

    /// Where a column or row begins, on a whole pixel; the last one ends a gap beyond the grid.
    private double edge(double start, double length, int index, int count) {
        return snapPositionX(start + (length + GAP) * index / count);
    }

    @Override
    protected double computePrefWidth(double height) {
        return MOST_COLUMNS * LEAST_WIDTH;
    }

    @Override
    protected double computePrefHeight(double width) {
        return MOST_COLUMNS * LEAST_WIDTH / 2;
    }
}
