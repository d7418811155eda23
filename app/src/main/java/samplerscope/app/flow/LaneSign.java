package samplerscope.app.flow;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.util.Subscription;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// A lane's letter and marker in its colour: the sign by which it is found again in charts and tables.
final class LaneSign extends HBox implements Disposable {

    private final LaneModel lane;
    private final StudyModel study;
    private final Label letter = new Label();
    private final SVGPath marker = new SVGPath();
    private final Subscription life;

    LaneSign(LaneModel lane, StudyModel study) {
        this.lane = lane;
        this.study = study;
        getStyleClass().add("lane-sign");
        letter.getStyleClass().add("lane-letter");
        getChildren().setAll(letter, marker);
        life = Changes.of(this::refresh, study.study(), lane.lane(), backgroundProperty());
        refresh();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
    }

    private void refresh() {
        Ground ground = getBackground() == null ? Ground.LIGHT : Ground.of(getBackground());
        int style = lane.lane().get().style();
        Color colour = Palette.lane(style, ground);
        letter.setText(study.study().get().letterOf(lane.id()));
        letter.setTextFill(colour);
        marker.setContent(Palette.marker(style).outline());
        marker.setFill(Palette.hollow(style) ? Color.TRANSPARENT : colour);
        marker.setStroke(colour);
    }
}
