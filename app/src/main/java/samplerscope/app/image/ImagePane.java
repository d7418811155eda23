package samplerscope.app.image;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.LatentPictures;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.Shown;
import samplerscope.app.study.StudyModel;
import samplerscope.model.Decoder;
import samplerscope.run.Snapshot;

/// A lane of images: `x_t`, the predicted `x0`, both side by side, or the difference to the reference.
///
/// The mouse frames the same sample in every lane; a click selects it, a double click follows it as a probe, the wheel
/// scrolls.
public final class ImagePane extends StackPane implements Disposable {

    private static final double GAP = 6;
    private static final double LEAST = 32;
    private static final double FRAME = 2;
    /// Pictures of one frame that are decoded from latents; the others are sketched.
    private static final int MOST_DECODED = 64;
    /// Room for a line of text under the pictures.
    private static final double CAPTION = 20;

    private final LaneModel lane;
    private final StudyModel study;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final Label caption = new Label();
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final SampleBadges badges;
    /// Before the first click of two, which chose something else on the way.
    private Set<Integer> chosenBefore = Set.of();
    private final Subscription life;
    /// What the colours of a difference mean, or why there is none.
    private String scale = "";
    private PictureGrid grid = PictureGrid.fitting(0, 1, 1, 1, 1, 0, 1);

    public ImagePane(LaneModel lane, StudyModel study) {
        this.lane = lane;
        this.study = study;
        this.badges = new SampleBadges(lane, study);
        setId("images." + lane.id());
        getStyleClass().add("image-pane");
        setFocusTraversable(true);
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setMaxWidth(Region.USE_PREF_SIZE);
        bar.setAccessibleText("Scroll through the images");
        setAlignment(bar, Pos.CENTER_RIGHT);
        caption.getStyleClass().add("image-caption");
        caption.setMouseTransparent(true);
        setAlignment(caption, Pos.BOTTOM_CENTER);
        getChildren().setAll(raster, marks, caption, bar);
        life = listen();
        handle();
        repaint.request();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        marks.setWidth(getWidth());
        marks.setHeight(getHeight());
    }

    private Subscription listen() {
        var selection = study.selection();
        return Subscription.combine(
            Changes.of(repaint::request, lane.frameCount(), lane.latents().arrived(), lane.state(), lane.reference(),
                study.study(), study.axis(), selection.position(), selection.following(), raster.ground(),
                bar.valueProperty(), widthProperty(), heightProperty()),
            Changes.of(remark::request, selection.samples(), selection.hovered(), study.probes().changes()));
    }

    private void repaint() {
        study.frameOf(lane).filter(_ -> getWidth() > 0 && getHeight() > 0).ifPresent(this::show);
        remark();
    }

    private void show(Frame frame) {
        shape().ifPresent(shape -> show(frame, shape));
    }

    /// Of the pictures that were made; empty while the model was changed under the pane.
    private Optional<PictureShape> shape() {
        return lane.ran().get().flatMap(run -> PictureShape.of(run.model().card()));
    }

    private void show(Frame frame, PictureShape shape) {
        List<Source> parts = parts(frame, shape);
        int pictures = parts.stream().mapToInt(Source::samples).min().orElse(0);
        grid = PictureGrid.fitting(pictures, shape.columns() * Math.max(1, parts.size()), shape.rows(), getWidth(),
            getHeight() - CAPTION, GAP, LEAST);
        double hidden = Math.max(0, grid.contentHigh() + CAPTION - getHeight());
        bar.setVisible(hidden > 0);
        bar.setMax(hidden);
        bar.setValue(Math.min(bar.getValue(), hidden));
        bar.setVisibleAmount(hidden * getHeight() / grid.contentHigh());
        raster.show(new ImageScene(parts, skins(frame, shape, parts.size()), grid, bar.getValue(), raster.paper()));
        setAccessibleText("%s: %d images, %s, step %d of %d".formatted(study.study().get().letterOf(lane.id()),
            pictures, study.study().get().shown().words(), frame.step(), lane.steps()));
    }

    private List<Source> parts(Frame frame, PictureShape shape) {
        scale = "";
        Optional<Decoder> decoder = lane.ran().get().flatMap(run -> run.model().decoder());
        if (decoder.isPresent() && study.study().get().shown() != Shown.DIFFERENCE) {
            return latents(frame, shape, decoder.get());
        }
        return switch (study.study().get().shown()) {
            case STATE -> List.of(state(frame, shape));
            case DATA -> List.of(data(frame, shape));
            case BOTH -> List.of(state(frame, shape), data(frame, shape));
            case DIFFERENCE -> difference(frame, shape).stream().<Source>map(part -> part).toList();
        };
    }

    /// Of each part, what it was in the frames before; none without an onion skin, and none of a difference.
    private List<List<Source>> skins(Frame frame, PictureShape shape, int parts) {
        int onion = study.study().get().layers().onion();
        Shown shown = study.study().get().shown();
        if (onion == 0 || shown == Shown.DIFFERENCE) {
            return List.of();
        }
        int now = lane.frames().indexOf(frame);
        List<Frame> earlier = lane.frames().subList(Math.max(0, now - onion), Math.max(0, now)).reversed();
        List<Source> states = earlier.stream().map(f -> skin(f, f.state(), shape, false)).toList();
        List<Source> data = earlier.stream().filter(f -> f.step() > 0).map(f -> skin(f, f.data(), shape, true)).toList();
        return parts == 2 ? List.of(states, data) : List.of(shown == Shown.DATA ? data : states);
    }

    private Source skin(Frame frame, Snapshot state, PictureShape shape, boolean data) {
        boolean latent = lane.ran().get().flatMap(run -> run.model().decoder()).isPresent();
        return latent ? Source.Latents.of(state, shape, lane.latents(), MOST_DECODED)
            : data ? data(frame, shape) : state(frame, shape);
    }

    private List<Source> latents(Frame frame, PictureShape shape, Decoder decoder) {
        var states = switch (study.study().get().shown()) {
            case STATE, DIFFERENCE -> List.of(frame.state());
            case DATA -> List.of(frame.data());
            case BOTH -> List.of(frame.state(), frame.data());
        };
        // A run needs the machine itself: while it goes on, one picture in a while is enough to learn sketches from.
        boolean runs = lane.state().get() instanceof LaneState.Running;
        int most = runs ? 1 : MOST_DECODED;
        var wishes = new ArrayList<LatentPictures.Wish>();
        for (Snapshot state : states.reversed()) {
            int worth = 2 * frame.step() + (state == frame.data() ? 1 : 0);
            for (int sample = 0; sample < Math.min(most, state.samples()); sample++) {
                wishes.add(new LatentPictures.Wish(state, sample, worth));
            }
        }
        lane.latents().want(decoder, wishes);
        scale = lane.latents().problem().map(p -> "not decoded: " + p.happened()).orElse("");
        return states.stream().<Source>map(s -> Source.Latents.of(s, shape, lane.latents(), MOST_DECODED)).toList();
    }

    private static Part state(Frame frame, PictureShape shape) {
        return new Part(frame.state(), shape, Tone.State.at(frame.at()));
    }

    private static Part data(Frame frame, PictureShape shape) {
        // The start has no prediction yet: its data are the state itself, and noise.
        return frame.step() == 0 ? state(frame, shape) : new Part(frame.data(), shape, new Tone.Data());
    }

    private Optional<Part> difference(Frame frame, PictureShape shape) {
        Optional<Snapshot> truth = lane.reference().get() instanceof ReferenceState.Ready(var path)
            ? path.at(frame.at()) : Optional.empty();
        if (truth.isEmpty()) {
            scale = whyNoDifference();
            return Optional.empty();
        }
        double range = Pictures.range(frame.state(), truth.get(), truth.get().samples());
        scale = "blue \u2212%s \u00b7 white 0 \u00b7 red +%s".formatted(Labels.number(range), Labels.number(range));
        return Optional.of(new Part(frame.state(), shape, new Tone.Difference(truth.get(), range)));
    }

    private String whyNoDifference() {
        return switch (lane.reference().get()) {
            case ReferenceState.None(String why) -> "no reference: " + why;
            case ReferenceState.Computing _ -> "computing the reference";
            case ReferenceState.Failed(var problem) -> "no reference: " + problem.happened();
            case ReferenceState.Ready _ -> "the reference does not reach this step";
        };
    }

    private void remark() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        Ground ground = raster.ground().get();
        g.setStroke(Palette.lane(lane.lane().get().style(), ground));
        study.selection().samples().get().stream().filter(s -> s < grid.pictures()).forEach(s -> frame(g, s));
        int hovered = study.selection().hovered().get();
        if (hovered >= 0 && hovered < grid.pictures()) {
            g.setStroke(Palette.ink(ground));
            frame(g, hovered);
        }
        badges.draw(g, s -> s < grid.pictures(), s -> new Point2D(grid.xOf(s), grid.yOf(s) - bar.getValue()), ground);
        caption.setText(hovered >= 0 && hovered < grid.pictures() ? name(hovered) : scale);
    }

    private void frame(GraphicsContext g, int picture) {
        g.setLineWidth(FRAME);
        g.strokeRect(grid.xOf(picture) - FRAME / 2, grid.yOf(picture) - bar.getValue() - FRAME / 2,
            grid.cellWide() + FRAME, grid.cellHigh() + FRAME);
    }

    private String name(int picture) {
        String name = lane.ran().get().map(run -> SampleClass.of(run, picture)).orElse("");
        return "#" + picture + (name.isEmpty() ? "" : "  " + name);
    }

    private void handle() {
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> study.selection().hovered().set(pictureAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> study.selection().hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                if (e.getClickCount() == 2 && pictureAt(e) >= 0) {
                    study.selection().samples().set(chosenBefore);
                    study.probes().dropSample(lane, pictureAt(e));
                } else {
                    chosenBefore = study.selection().samples().get();
                    select(pictureAt(e), e.isShortcutDown());
                }
            }
        });
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e ->
            badges.menu(this, e, grid.at(e.getX(), e.getY() + bar.getValue())));
        addEventHandler(ScrollEvent.SCROLL, e -> bar.setValue(Math.clamp(bar.getValue() - e.getDeltaY(), 0, bar.getMax())));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent e) {
        int hovered = study.selection().hovered().get();
        if (e.getCode() == KeyCode.ESCAPE && !study.selection().samples().get().isEmpty()) {
            study.selection().samples().set(Set.of());
        } else if (e.getCode() == KeyCode.UP && grid.pictures() > 0) {
            study.selection().hovered().set(Math.floorMod(hovered - 1, grid.pictures()));
        } else if (e.getCode() == KeyCode.DOWN && grid.pictures() > 0) {
            study.selection().hovered().set(Math.floorMod(hovered + 1, grid.pictures()));
        } else if (e.getCode() == KeyCode.ENTER && hovered >= 0 && !e.isShortcutDown() && !e.isShiftDown()) {
            select(hovered, true);
        } else {
            return;
        }
        e.consume();
    }

    private void select(int picture, boolean toggles) {
        var chosen = new LinkedHashSet<Integer>(toggles ? study.selection().samples().get() : Set.of());
        if (picture >= 0 && !chosen.remove(picture)) {
            chosen.add(picture);
        }
        study.selection().samples().set(Set.copyOf(chosen));
    }

    private int pictureAt(MouseEvent e) {
        return grid.at(e.getX(), e.getY() + bar.getValue());
    }
}
