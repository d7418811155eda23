package samplerscope.app.flow;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.StudyModel;

/// The head of a lane: sign, name, plan, error, time, state, progress and menu.
///
/// Double click on the name edits it.
final class LaneHeader extends VBox implements Disposable {

    private static final List<String> STATES =
        List.of("old", "problem", "draft", "preparing", "running", "paused", "done", "stopped", "failed");

    /// Below this a header keeps what a comparison needs: name, NFE and error.
    private static final double NARROW = 280;

    private final LaneModel lane;
    private final StudyModel study;
    private final LaneSign sign;
    private final Label name = new Label();
    /// Written, not made, with every frame: it is a window of its own.
    private final Tooltip about = new Tooltip();
    private final TextField editor = new TextField();
    private final Label state = new Label();
    private final Label plan = new Label();
    private final Label error = new Label();
    private final Label seconds = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Later refresh = new Later(this::refresh);
    private final Subscription life;

    LaneHeader(LaneModel lane, StudyModel study, LaneMenu menu) {
        name.setTooltip(about);
        this.lane = lane;
        this.study = study;
        this.sign = new LaneSign(lane, study);
        getStyleClass().add("lane-header");
        getChildren().setAll(firstLine(menu), secondLine(), progress);
        progress.getStyleClass().add("lane-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        life = listen();
        widthProperty().subscribe(_ -> refresh.request());
        refresh();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        sign.dispose();
    }

    /// Puts the cursor into the name.
    private void rename() {
        editor.setText(lane.lane().get().name());
        editor.setPromptText(LaneText.automatic(lane, study));
        editor.setVisible(true);
        editor.requestFocus();
        editor.selectAll();
    }

    private Region firstLine(LaneMenu menu) {
        name.setId("lane." + lane.id() + ".name");
        name.getStyleClass().add("lane-name");
        name.setMinWidth(40);
        name.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                rename();
                e.consume();
            }
        });
        var title = new StackPane(name, nameEditor());
        title.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMinWidth(40);
        state.getStyleClass().add("lane-state");
        state.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(sign, title, state, menuButton(menu));
        line.getStyleClass().add("lane-title");
        return line;
    }

    private TextField nameEditor() {
        editor.setId("lane." + lane.id() + ".rename");
        editor.getStyleClass().add("lane-editor");
        editor.setAccessibleText("Name of the lane; leave empty to name it after its solver");
        editor.setTooltip(new Tooltip("Enter keeps the name, Esc the one before; empty names the lane after its solver"));
        editor.setVisible(false);
        editor.managedProperty().bind(editor.visibleProperty());
        editor.setOnAction(_ -> keepName());
        editor.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                editor.setVisible(false);
                e.consume();
            }
        });
        editor.focusedProperty().subscribe(focused -> {
            if (!focused && editor.isVisible()) {
                keepName();
            }
        });
        return editor;
    }

    private void keepName() {
        editor.setVisible(false);
        String text = editor.getText().strip();
        study.edit("rename lane", s -> s.withLane(lane.id(), l -> l.withName(text)));
    }

    private MenuButton menuButton(LaneMenu menu) {
        var button = new MenuButton("", new FontIcon(Feather.MORE_VERTICAL));
        button.setId("lane." + lane.id() + ".menu");
        button.getStyleClass().addAll("button-icon", "flat", "lane-menu");
        button.setTooltip(new Tooltip("What can be done with this lane"));
        button.setAccessibleText("Lane menu");
        button.getItems().setAll(menu.itemsFor(lane));
        button.setOnShowing(_ -> button.getItems().setAll(menu.itemsFor(lane)));
        setOnContextMenuRequested(_ -> button.show());
        return button;
    }

    private Region secondLine() {
        plan.getStyleClass().add("lane-plan");
        error.setId("lane." + lane.id() + ".error");
        error.getStyleClass().add("lane-number");
        error.setTooltip(new Tooltip("RMS distance to the exact ODE from the same noise, at the cursor, \u00b1 standard error"));
        seconds.getStyleClass().add("lane-number");
        seconds.setTooltip(new Tooltip("Wall time of all steps so far"));
        seconds.setMinWidth(USE_PREF_SIZE);
        error.setMinWidth(USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(plan, gap, error, seconds);
        line.getStyleClass().add("lane-facts");
        return line;
    }

    private Subscription listen() {
        var selection = study.selection();
        return Changes.of(refresh::request, lane.lane(), lane.state(), lane.planned(), lane.preparing(), lane.old(),
            lane.frameCount(), lane.errors(), study.axis(), selection.position(), selection.following(),
            study.inversions().shown(), study.inversions().changes());
    }

    private void refresh() {
        name.setText(LaneText.name(lane, study));
        String whole = LaneText.plan(lane, study);
        boolean narrow = getWidth() > 0 && getWidth() < NARROW;
        plan.setText(narrow ? whole.split(" \u00b7 ")[0] : whole);
        plan.setMinWidth(narrow ? USE_PREF_SIZE : 0);
        Presence.show(seconds, !narrow);
        Presence.show(state, !narrow || !(lane.state().get() instanceof LaneState.Done));
        about.setText(name.getText() + "\n" + whole + "\nDouble click to rename");
        error.setText(study.inversions().shown().get() ? LaneText.roundTrip(lane, study) : LaneText.error(lane, upToShown()));
        seconds.setText(LaneText.seconds(lane));
        String word = LaneText.state(lane);
        state.setText(word);
        STATES.forEach(s -> state.pseudoClassStateChanged(PseudoClass.getPseudoClass(s), s.equals(word)));
        boolean active = lane.state().get().isActive();
        progress.pseudoClassStateChanged(PseudoClass.getPseudoClass("active"), active);
        progress.setProgress(!active ? 0 : lane.frames().isEmpty() ? ProgressBar.INDETERMINATE_PROGRESS
            : (double) lane.frames().getLast().step() / Math.max(1, lane.moments().getLast().step()));
    }

    private List<Frame> upToShown() {
        int shown = lane.frameAt(study.axis().get(), study.selection().position().get(),
            study.selection().following().get());
        return lane.frames().subList(0, shown + 1);
    }
}
