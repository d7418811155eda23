package samplerscope.app.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.util.Subscription;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// One sample over the steps of every shown image lane: states above, predictions of the data below.
///
/// It shows the hovered sample, else the smallest selected one, else the first. A click goes to that step. While data are
/// encoded and come back, it shows the way there and back.
public final class Filmstrip extends StackPane implements Disposable {

    private static final double LEFT = 26;
    private static final double LARGEST = 56;
    private static final double SMALLEST = 20;
    private static final Font LETTER = Font.font(null, FontWeight.BOLD, 12);

    private static final int MOST_FILMS = 2;

    private final StudyModel study;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas();
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final Subscription life;
    private Subscription laneLife = Subscription.EMPTY;
    private FilmScene scene = new FilmScene(List.of(), 0, LARGEST, LEFT, 0);
    private List<LaneModel> lanes = List.of();

    public Filmstrip(StudyModel study) {
        this.study = study;
        setId("filmstrip");
        getStyleClass().add("filmstrip");
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        getChildren().setAll(raster, marks);
        var selection = study.selection();
        life = Subscription.combine(Changes.of(this::lanesChanged, study.study()),
            Changes.of(repaint::request, selection.samples(), selection.hovered(), raster.ground(), widthProperty(),
                heightProperty()),
            Changes.of(remark::request, selection.position(), selection.following(), study.axis(),
                study.inversions().position()),
            Changes.of(repaint::request, study.inversions().shown(), study.inversions().changes()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::scrub);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::scrub);
        lanesChanged();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        laneLife.unsubscribe();
    }

    @Override
    protected double computePrefHeight(double width) {
        return filmed().size() * FilmScene.rowHigh(LARGEST);
    }

    @Override
    protected double computeMinHeight(double width) {
        return filmed().size() * FilmScene.rowHigh(SMALLEST);
    }

    private void lanesChanged() {
        laneLife.unsubscribe();
        laneLife = study.lanes().stream().map(lane -> Subscription.combine(
            Changes.of(repaint::request, lane.frameCount(), lane.latents().arrived()),
            Changes.of(this::requestLayout, lane.ran()))).reduce(Subscription.EMPTY, Subscription::and);
        requestLayout();
        repaint.request();
    }

    /// The lanes that get a film: all image lanes while they are few, else the focused one, or no room is left above.
    private List<LaneModel> filmed() {
        List<LaneModel> images = study.shownLanes().stream().filter(l -> shapeOf(l).isPresent()).toList();
        LaneModel focused = study.focusedLane();
        return images.size() <= MOST_FILMS ? images : images.stream().filter(l -> l == focused).toList();
    }

    private static Optional<PictureShape> shapeOf(LaneModel lane) {
        return lane.ran().get().flatMap(run -> PictureShape.of(run.model().card()));
    }

    private static FilmRow.Look lookOf(LaneModel lane) {
        boolean latent = lane.ran().get().flatMap(run -> run.model().decoder()).isPresent();
        return new FilmRow.Look(shapeOf(lane).orElseThrow(), latent, lane.latents().preview());
    }

    private void repaint() {
        lanes = filmed().stream().filter(l -> !frames(l).isEmpty()).toList();
        if (lanes.isEmpty() || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        int longest = lanes.stream().mapToInt(l -> frames(l).size()).max().orElse(1);
        double byWidth = (getWidth() - LEFT) / longest - FilmScene.GAP;
        double byHeight = (getHeight() / lanes.size() - FilmScene.GAP - FilmScene.BREAK) / 2;
        double side = Math.floor(Math.max(SMALLEST, Math.min(LARGEST, Math.min(byWidth, byHeight))));
        int most = (int) ((getWidth() - LEFT) / (side + FilmScene.GAP));
        var rows = new ArrayList<FilmRow>();
        for (LaneModel lane : lanes) {
            rows.add(FilmRow.of(study.study().get().letterOf(lane.id()), lane.lane().get().style(), frames(lane),
                lookOf(lane), most));
        }
        scene = new FilmScene(rows, sample(), side, LEFT, raster.paper());
        raster.show(scene);
        setAccessibleText("Filmstrip of sample %d: %d lanes".formatted(scene.sample(), rows.size()));
        remark();
    }

    private int sample() {
        int hovered = study.selection().hovered().get();
        return hovered >= 0 ? hovered
            : study.selection().samples().get().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    private void remark() {
        marks.setWidth(getWidth());
        marks.setHeight(getHeight());
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        g.setFont(LETTER);
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(2);
        for (int row = 0; row < Math.min(lanes.size(), scene.rows().size()); row++) {
            FilmRow film = scene.rows().get(row);
            g.setFill(Palette.lane(film.style(), raster.ground().get()));
            g.fillText(film.letter(), 8, scene.yOf(row) + scene.side());
            int column = film.columnOf(shown(lanes.get(row)));
            g.setStroke(Palette.ink(raster.ground().get()));
            g.strokeRect(scene.xOf(column) - 1, scene.yOf(row) - 1, scene.side() + 2, 2 * scene.side() + FilmScene.GAP + 2);
        }
    }

    private Optional<Trip> trip(LaneModel lane) {
        return study.inversions().shown().get() ? study.inversions().trip(lane) : Optional.empty();
    }

    private List<Frame> frames(LaneModel lane) {
        return trip(lane).map(Trip::frames).orElse(lane.frames());
    }

    private int shown(LaneModel lane) {
        return trip(lane).map(t -> t.frameAt(study.inversions().position().get())).orElseGet(() -> lane.frameAt(study.axis().get(), study.selection().position().get(), study.selection().following().get()));
    }

    private void scrub(MouseEvent e) {
        int row = (int) Math.floor(e.getY() / FilmScene.rowHigh(scene.side()));
        int column = (int) Math.floor((e.getX() - LEFT) / (scene.side() + FilmScene.GAP));
        if (row >= 0 && row < Math.min(lanes.size(), scene.rows().size()) && column >= 0
            && column < scene.rows().get(row).places().size()) {
            LaneModel lane = lanes.get(row);
            int place = scene.rows().get(row).places().get(column);
            study.playback().go(trip(lane).map(t -> t.positionOf(place)).orElseGet(
                () -> study.axis().get().positionOf(lane.moments().get(place), lane.steps())));
        }
    }
}
