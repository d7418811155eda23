package samplerscope.app.flow;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import samplerscope.app.image.TripPictures;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.study.Inversions.Found;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// What lies over a lane while data are encoded and come back: the way there and back, or why there is none.
final class TripStage extends StackPane implements Disposable {

    private final LaneModel lane;
    private final StudyModel study;
    private final View2D view;
    private final Subscription life;
    private Optional<Found> showing = Optional.empty();
    private Optional<Disposable> content = Optional.empty();

    TripStage(LaneModel lane, StudyModel study, View2D view) {
        this.lane = lane;
        this.study = study;
        this.view = view;
        setId("trip." + lane.id());
        getStyleClass().addAll("lane-pane", "trip-stage");
        visibleProperty().bind(study.inversions().shown());
        life = Changes.of(this::refresh, study.inversions().shown(), study.inversions().changes());
        refresh();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        content.ifPresent(Disposable::dispose);
    }

    private void refresh() {
        Found found = study.inversions().of(lane);
        if (!study.inversions().shown().get() || showing.equals(Optional.of(found))) {
            return;
        }
        showing = Optional.of(found);
        content.ifPresent(Disposable::dispose);
        content = Optional.empty();
        getChildren().setAll(switch (found) {
            case Found.Nothing _ -> words("Nothing was encoded in this lane", "Press Shift+R twice to encode in every shown lane.");
            case Found.Working _ -> working();
            case Found.Failed(var problem) -> words(problem.happened(), problem.remedy());
            case Found.Ready(Trip trip) -> ready(trip);
        });
    }

    private Node ready(Trip trip) {
        var card = trip.run().model().card();
        if (card.isPlane()) {
            return keep(new TripPlane(lane, study, view, trip));
        }
        return card.isImage() ? keep(new TripPictures(lane, study, trip))
            : words("Encoded and decoded", "Vectors have no picture here; the chart below has their errors.");
    }

    private <N extends Node & Disposable> N keep(N made) {
        content = Optional.of(made);
        return made;
    }

    private Node working() {
        var spinner = new ProgressIndicator();
        spinner.setMaxSize(36, 36);
        var box = new VBox(10, spinner, new Label("Encoding \u2026"));
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static Node words(String title, String text) {
        var first = new Label(sentence(title));
        first.getStyleClass().add("notice-title");
        first.setWrapText(true);
        var second = new Label(sentence(text));
        second.getStyleClass().add("notice-text");
        second.setWrapText(true);
        var box = new VBox(6, first, second);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("notice");
        return box;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }
}
