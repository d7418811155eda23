package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.WholeNumbers;
import samplerscope.app.masked.Sequence.Clock;

/// Run, pause, step and stop; the time axis with its cursor, and what it counts.
final class LabBar extends VBox {

    /// A run is played back in this time, however long its clock says it took.
    private static final double PLAY_SECONDS = 8;

    private final LabModel model;
    private final Button run = button("run", "Run", "Runs what has not run yet; all of it again otherwise  Ctrl+Enter",
        Feather.PLAY);
    private final Button pause = button("pause", "Pause", "Holds the run, or goes on  Ctrl+P", Feather.PAUSE);
    private final Button step = button("step", "Step", "One step of every lane  Ctrl+.", Feather.SKIP_FORWARD);
    private final Button stop = button("stop", "Stop", "Ends the run; what there is stays", Feather.SQUARE);
    private final Button play = button("play", "", "Plays the steps back  Space", Feather.PLAY_CIRCLE);
    private final Slider time = new Slider(0, 1, 0);
    private final Label place = new Label();
    private final Spinner<Integer> sequence = WholeNumbers.spinner(1, LabDraft.MOST_SEQUENCES, 1);
    private final Label of = new Label();
    private final ToggleGroup clocks = new ToggleGroup();
    private boolean showing;
    private long playedAt;
    private final AnimationTimer playing = new AnimationTimer() {
        @Override
        public void handle(long now) {
            play(now);
        }
    };
    private boolean plays;

    LabBar(LabModel model, Region... tail) {
        super(6);
        this.model = model;
        setId("masked-bar");
        run.getStyleClass().add(Styles.ACCENT);
        stop.getStyleClass().add(Styles.DANGER);
        run.setOnAction(_ -> model.start());
        pause.setOnAction(_ -> pauseOrResume());
        step.setOnAction(_ -> model.step());
        stop.setOnAction(_ -> model.stop());
        play.setOnAction(_ -> togglePlay());
        play.setAccessibleText("Play");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var which = new Label("Text");
        for (Label label : List.of(which, of)) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        var above = new HBox(6, run, pause, step, stop, gap);
        above.getChildren().addAll(tail);
        above.setAlignment(Pos.CENTER_LEFT);
        time.setId("masked-time");
        time.setAccessibleText("Moment that is shown");
        time.setMinWidth(70);
        HBox.setHgrow(time, Priority.ALWAYS);
        time.valueProperty().subscribe(v -> {
            if (!showing) {
                stopPlaying();
                model.scrub(v.doubleValue());
            }
        });
        place.setId("masked-place");
        place.setMinWidth(USE_PREF_SIZE);
        place.getStyleClass().add("masked-number");
        sequence.setId("masked-sequence");
        sequence.setPrefWidth(74);
        sequence.setMinWidth(USE_PREF_SIZE);
        sequence.setTooltip(new Tooltip("Which sequence is shown"));
        sequence.valueProperty().subscribe(n -> {
            if (!showing && n != null) {
                model.sequence().set(n - 1);
            }
        });
        var counts = new HBox();
        for (Clock clock : Clock.values()) {
            counts.getChildren().add(clock(clock));
        }
        counts.setAlignment(Pos.CENTER_LEFT);
        var below = new HBox(8, play, time, place, counts, which, sequence, of);
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(above, below);
        refresh();
    }

    private static Button button(String what, String words, String tip, Feather icon) {
        var button = new Button(words, new FontIcon(icon));
        button.setId("masked-" + what);
        button.setTooltip(new Tooltip(tip));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private ToggleButton clock(Clock clock) {
        var button = new ToggleButton(clock.word());
        button.setId("masked-clock-" + clock.name().toLowerCase(Locale.ROOT));
        button.setMinWidth(USE_PREF_SIZE);
        button.setToggleGroup(clocks);
        button.setTooltip(new Tooltip("The time axis counts " + clock.unit()));
        button.getStyleClass().addAll(Styles.SMALL, clock == Clock.PASSES ? Styles.LEFT_PILL
            : clock == Clock.MILLIS ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
        button.setUserData(clock);
        button.setOnAction(_ -> model.count(clock));
        return button;
    }

    void pauseOrResume() {
        if (model.paused().get()) {
            model.resume();
        } else {
            model.pause();
        }
    }

    void togglePlay() {
        if (plays) {
            stopPlaying();
        } else if (model.end() > 0) {
            if (model.time().get() >= model.end() - 1e-9) {
                model.scrub(0);
            }
            plays = true;
            playedAt = 0;
            playing.start();
            refresh();
        }
    }

    void stopPlaying() {
        plays = false;
        playing.stop();
        refresh();
    }

    private void play(long now) {
        if (playedAt > 0) {
            double to = model.time().get() + (now - playedAt) / 1e9 / PLAY_SECONDS * model.end();
            model.scrub(to);
            if (to >= model.end()) {
                stopPlaying();
            }
        }
        playedAt = now;
    }

    void refresh() {
        showing = true;
        boolean busy = model.running().get();
        run.setDisable(busy || model.shape().get().isEmpty());
        pause.setDisable(!busy);
        pause.setText(model.paused().get() ? "Resume" : "Pause");
        stop.setDisable(!busy);
        step.setDisable(model.shape().get().isEmpty());
        double end = model.end();
        time.setMax(Math.max(end, 1e-9));
        time.setDisable(end <= 0);
        time.setValue(model.time().get());
        place.setText("%s of %s %s".formatted(LabFacts.count(model.time().get(), model.clock().get()),
            LabFacts.count(end, model.clock().get()), model.clock().get() == Clock.MILLIS ? "ms"
                : model.clock().get().word().toLowerCase(Locale.ROOT)));
        clocks.getToggles().stream().filter(t -> t.getUserData() == model.clock().get()).forEach(clocks::selectToggle);
        sequence.getValueFactory().setValue(model.sequence().get() + 1);
        of.setText("of " + model.draft().get().sequences());
        ((FontIcon) play.getGraphic()).setIconCode(plays ? Feather.PAUSE_CIRCLE : Feather.PLAY_CIRCLE);
        play.setDisable(end <= 0);
        showing = false;
    }
}
