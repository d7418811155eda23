package samplerscope.app.timeline;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Names;
import samplerscope.app.study.Clock;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Playback;
import samplerscope.app.study.StudyModel;

/// Playback, the track of every lane, the clock they share, and where the focused lane stands.
public final class TimelineBar extends HBox {

    private final StudyModel study;
    private final Label readout = new Label();
    /// A step changes several of what the words depend on.
    private final Later refresh = new Later(this::refresh);

    public TimelineBar(StudyModel study) {
        super(4);
        this.study = study;
        setId("timeline");
        getStyleClass().add("timeline");
        Playback playback = study.playback();
        var track = new TimelineTrack(study);
        HBox.setHgrow(track, Priority.ALWAYS);
        readout.setId("timeline-readout");
        readout.getStyleClass().add("timeline-readout");
        getChildren().setAll(
            button("timeline-first", Feather.SKIP_BACK, "First frame (Home)", playback::first),
            button("timeline-previous", Feather.CHEVRON_LEFT, "Previous frame (Left)", playback::previous),
            play(playback),
            button("timeline-next", Feather.CHEVRON_RIGHT, "Next frame (Right)", playback::next),
            button("timeline-last", Feather.SKIP_FORWARD, "Last frame (End)", playback::last),
            backwards(playback), invert(), loop(playback), speed(playback), track, readout, clock());
        var selection = study.selection();
        var inversions = study.inversions();
        Changes.of(refresh::request, study.study(), study.axis(), selection.position(), selection.following(),
            inversions.position(), inversions.shown(), inversions.changes());
        study.eachLane(lane -> lane.frameCount().addListener((_, _, _) -> refresh.request()));
        refresh();
    }

    private void refresh() {
        LaneModel lane = study.focusedLane();
        if (study.inversions().shown().get()) {
            readout.setText(study.inversions().trip(lane).map(study.inversions()::words).orElse("data \u2192 latents \u2192 data"));
            return;
        }
        readout.setText(study.frameOf(lane).map(frame -> words(lane, frame)).orElse("not run yet"));
    }

    private static String words(LaneModel lane, Frame frame) {
        int steps = lane.moments().isEmpty() ? frame.step() : lane.moments().getLast().step();
        return "step %d/%d   NFE %d   \u03bb %s".formatted(frame.step(), steps, frame.nfe(),
            Labels.lambda(frame.at().lambda()));
    }

    private static Button play(Playback playback) {
        Button button = button("timeline-play", Feather.PLAY, "Play or pause what was recorded (Space)", playback::toggle);
        var icon = (FontIcon) button.getGraphic();
        playback.playing().addListener((_, _, playing) -> icon.setIconCode(playing ? Feather.PAUSE : Feather.PLAY));
        return button;
    }

    private static ToggleButton loop(Playback playback) {
        ToggleButton loop = toggle("timeline-loop", Feather.REPEAT, "Loop (L)");
        loop.selectedProperty().bindBidirectional(playback.loop());
        return loop;
    }

    /// Goes there and back, or back to the runs.
    private ToggleButton invert() {
        ToggleButton invert = toggle("timeline-invert", Feather.CORNER_LEFT_DOWN,
            "Encode data with the solvers run backwards, and come back (Shift+R)");
        study.inversions().shown().addListener((_, _, shown) -> invert.setSelected(shown));
        invert.setOnAction(_ -> {
            if (invert.isSelected()) {
                study.inversions().start();
            } else {
                study.inversions().shown().set(false);
            }
        });
        return invert;
    }

    private static ToggleButton backwards(Playback playback) {
        ToggleButton backwards = toggle("timeline-backwards", Feather.REWIND, "Play backwards, from data to noise (R)");
        backwards.selectedProperty().bindBidirectional(playback.backwards());
        return backwards;
    }

    private static ToggleButton toggle(String id, Ikon icon, String words) {
        var toggle = new ToggleButton("", new FontIcon(icon));
        toggle.setId(id);
        toggle.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        toggle.setTooltip(new Tooltip(words));
        toggle.setAccessibleText(words);
        toggle.setFocusTraversable(false);
        return toggle;
    }

    private static ComboBox<Double> speed(Playback playback) {
        var box = new ComboBox<Double>();
        box.setId("timeline-speed");
        box.getStyleClass().add(Styles.SMALL);
        box.getItems().setAll(0.25, 0.5, 1.0, 2.0, 4.0);
        box.setConverter(new Names<>(s -> (s == Math.rint(s) ? String.valueOf(s.intValue()) : s) + "\u00d7"));
        box.setValue(playback.speed().get());
        box.setTooltip(new Tooltip("Speed of playback"));
        box.valueProperty().addListener((_, _, s) -> playback.speed().set(s));
        playback.speed().addListener((_, _, s) -> box.setValue(s.doubleValue()));
        return box;
    }

    private ComboBox<Clock> clock() {
        var box = new ComboBox<Clock>();
        box.setId("timeline-clock");
        box.getStyleClass().add(Styles.SMALL);
        box.getItems().setAll(Clock.values());
        box.setConverter(new Names<>(Clock::word));
        box.setValue(study.study().get().clock());
        box.setTooltip(new Tooltip("Clock: what lanes with different grids have in common under the cursor"));
        box.valueProperty().addListener((_, _, clock) -> study.look(s -> s.withClock(clock)));
        study.study().addListener((_, _, now) -> box.setValue(now.clock()));
        return box;
    }

    private static Button button(String id, Ikon icon, String words, Runnable action) {
        var button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
