package samplerscope.app.flow;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import samplerscope.app.image.ImagePane;
import samplerscope.app.image.VectorPane;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.model.ModelCard;

/// One lane: its header, and the pane that fits what its model makes.
public final class LaneCanvas extends VBox implements Disposable {

    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    /// What a model makes, as far as panes care.
    private enum Kind { PLANE, IMAGE, VECTOR }

    private final LaneModel lane;
    private final StudyModel study;
    private final View2D view;
    private final LaneHeader header;
    private final LaneNotice notice;
    private final TripStage trip;
    private final StackPane stage = new StackPane();
    private final Label oldTag = new Label("old");
    private final Subscription life;
    private Optional<Kind> kind = Optional.empty();
    private Optional<Disposable> pane = Optional.empty();

    /// @param view zoom and pan, shared by all plane lanes
    public LaneCanvas(LaneModel lane, StudyModel study, View2D view, LaneMenu menu) {
        this.lane = lane;
        this.study = study;
        this.view = view;
        this.header = new LaneHeader(lane, study, menu);
        this.notice = new LaneNotice(lane, study);
        this.trip = new TripStage(lane, study, view);
        setId("lane." + lane.id());
        getStyleClass().add("lane");
        stage.getStyleClass().add("lane-stage");
        stage.setMinSize(0, 0);
        oldTag.getStyleClass().add("lane-old-tag");
        setVgrow(stage, Priority.ALWAYS);
        getChildren().setAll(header, stage);
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> study.look(s -> s.focusing(lane.id())));
        life = Subscription.combine(Changes.of(this::fitPane, lane.planned(), lane.ran()),
            Changes.of(this::dim, lane.old()), Changes.of(this::ring, study.study()));
        fitPane();
        dim();
        ring();
    }

    /// The part that a double click maximises.
    Region header() {
        return header;
    }

    /// In the plane where the mouse is; of pictures and vectors the sample under the mouse, or the first selected one.
    void dropProbe() {
        if (pane.orElse(null) instanceof FlowPane plane) {
            plane.dropProbe();
        } else {
            int hovered = study.selection().hovered().get();
            study.probes().dropSample(lane, hovered >= 0 ? hovered
                : study.selection().samples().get().stream().mapToInt(Integer::intValue).min().orElse(0));
        }
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        header.dispose();
        notice.dispose();
        trip.dispose();
        pane.ifPresent(Disposable::dispose);
    }

    /// Changes the pane when the frames, or before there are any the plan, come from another kind of model.
    private void fitPane() {
        lane.ran().get().or(() -> lane.planned().get()).ifPresent(run -> {
            Kind needed = kindOf(run.model().card());
            if (!kind.equals(Optional.of(needed))) {
                pane.ifPresent(Disposable::dispose);
                kind = Optional.of(needed);
                put(needed);
            }
        });
        if (pane.isEmpty()) {
            stage.getChildren().setAll(notice, trip);
        }
    }

    private void put(Kind needed) {
        switch (needed) {
            case PLANE -> put(new FlowPane(lane, study, view));
            case IMAGE -> put(new ImagePane(lane, study));
            case VECTOR -> put(new VectorPane(lane, study));
        }
    }

    private <P extends Region & Disposable> void put(P made) {
        made.getStyleClass().add("lane-pane");
        pane = Optional.of(made);
        stage.getChildren().setAll(made, oldTag, notice, trip);
    }

    private static Kind kindOf(ModelCard card) {
        return card.isPlane() ? Kind.PLANE : card.isImage() ? Kind.IMAGE : Kind.VECTOR;
    }

    private void dim() {
        boolean old = lane.old().get();
        pseudoClassStateChanged(OLD, old);
        oldTag.setVisible(old);
    }

    private void ring() {
        pseudoClassStateChanged(CHOSEN,
            study.study().get().lanes().size() > 1 && study.study().get().focusedLane().id() == lane.id());
    }
}
