package samplerscope.app.schedule;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.setup.ChoiceSection;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.setup.SolverPicker;
import samplerscope.app.setup.SolverPopup;
import samplerscope.app.kit.WholeNumbers;
import samplerscope.app.study.StudyModel;
import samplerscope.schedule.DiscreteVp;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.HandMade;
import samplerscope.spec.LevelText;
import samplerscope.spec.LevelText.Clock;

/// The editor of the focused lane's schedule: its levels as points that can be dragged, its steps as rows, and what can be
/// done with all of them at once.
public final class SchedulePane extends BorderPane {

    private static final int MOST_STEPS = 1000;
    private static final int USUAL_TRAINING_STEPS = 1000;

    private final ScheduleModel model;
    private final FileChoice files;
    private final LevelChart levels;
    private final Spinner<Integer> steps = WholeNumbers.spinner(1, MOST_STEPS, 10);
    private final ToggleSwitch toZero = new ToggleSwitch("to \u03c3 = 0");
    private final Label problem = new Label();
    private final HBox tools;
    private Consumer<PasteCard> onPaste = _ -> {};
    private boolean showing;

    public SchedulePane(StudyModel study, FileChoice files) {
        this.files = files;
        model = new ScheduleModel(study);
        levels = new LevelChart(model);
        setId("schedule");
        getStyleClass().add("schedule");
        getStylesheets().add(Objects.requireNonNull(SchedulePane.class.getResource("schedule.css")).toExternalForm());
        tools = tools();
        problem.getStyleClass().add("problem");
        problem.setId("schedule-problem");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        var table = new StepTable(model, this::settings);
        var split = new SplitPane(levels, table);
        split.setDividerPositions(0.5);
        SplitPane.setResizableWithParent(table, false);
        setTop(new VBox(tools, problem));
        setCenter(split);
        model.shown().addListener((_, _, _) -> refresh());
        sceneProperty().addListener((_, _, scene) -> model.setOpen(scene != null));
        parentProperty().addListener((_, _, parent) -> model.setOpen(parent != null && getScene() != null));
        refresh();
    }

    /// What *Paste* does with the card that reads a list.
    public void onPaste(Consumer<PasteCard> action) {
        onPaste = action;
    }

    /// The chart of the levels, for export.
    public ChartPane chart() {
        return levels.chart();
    }

    /// What the pane shows and changes, for tests.
    ScheduleModel model() {
        return model;
    }

    private HBox tools() {
        var live = new ToggleSwitch("live");
        live.setId("schedule-live");
        live.selectedProperty().bindBidirectional(model.live());
        live.setTooltip(new Tooltip("Run the lane again with every change"));
        var axis = new ComboBox<Clock>();
        axis.setId("schedule-axis");
        axis.getItems().setAll(Clock.LAMBDAS, Clock.SIGMAS, Clock.TIMES);
        axis.setConverter(converter());
        axis.setValue(levels.clock());
        axis.setTooltip(new Tooltip("What the curve shows"));
        axis.valueProperty().addListener((_, _, clock) -> levels.show(clock));
        steps.setId("schedule-count");
        steps.setPrefWidth(76);
        steps.setTooltip(new Tooltip("Number of steps: other steps on the same curve"));
        steps.valueProperty().addListener((_, _, count) -> {
            if (!showing && count != null) {
                model.edit("%d steps".formatted(count), s -> s.resampled(count));
            }
        });
        toZero.setId("schedule-to-zero");
        toZero.setTooltip(new Tooltip("A last step to sigma = 0, where only first-order solvers are defined"));
        toZero.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                model.edit(on ? "a last step to zero" : "no last step to zero", s -> s.endingAtZero(on));
            }
        });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var motion = new ToggleButton("", new FontIcon(Feather.ACTIVITY));
        motion.setId("schedule-motion");
        motion.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, Styles.BUTTON_ICON);
        motion.setTooltip(new Tooltip("Show how fast the model's prediction moves: where steps are needed"));
        motion.setAccessibleText("motion of the prediction");
        motion.selectedProperty().bindBidirectional(model.moving());
        motion.setOnAction(_ -> model.sayMoving());
        var bar = new HBox(live, axis, steps, toZero, gap, motion, shapes(), copies(), paste());
        bar.getStyleClass().add("schedule-tools");
        return bar;
    }

    private MenuButton shapes() {
        MenuButton menu = menu("schedule-shape", "Change the shape of the whole curve", Feather.TRENDING_UP);
        menu.getItems().setAll(List.of(
            followMotion(), shape("smooth", "Smooth", HandMade::smoothed),
            shape("even", "Even in \u03bb", HandMade::even),
            shape("mirror", "Mirror: dense at noise \u2194 dense at data", HandMade::mirrored),
            shape("snap", "Snap to training steps", s -> s.snapped(s.schedule() instanceof DiscreteVp table
                ? table.trainingSteps() : USUAL_TRAINING_STEPS))));
        return menu;
    }

    private MenuItem followMotion() {
        MenuItem item = shape("follow", "Follow the motion of x\u2080 (least first-order error)",
            s -> model.motion().get().map(s::following).orElse(s));
        item.disableProperty().bind(model.motion().map(Optional::isEmpty));
        return item;
    }

    private MenuItem shape(String id, String words, UnaryOperator<HandMade> change) {
        var item = new MenuItem(words);
        item.setId("schedule-" + id);
        item.setOnAction(_ -> model.edit("%s the schedule".formatted(id), change));
        return item;
    }

    private MenuButton copies() {
        MenuButton menu = menu("schedule-copy", "Copy the levels as a list", Feather.COPY);
        for (Clock clock : Clock.values()) {
            var item = new MenuItem(clock.words());
            item.setId("schedule-copy-" + clock.name().toLowerCase(Locale.ROOT));
            item.setOnAction(_ -> model.shown().get().schedule().ifPresent(s -> copy(LevelText.of(s, clock))));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static MenuButton menu(String id, String words, Feather icon) {
        var menu = new MenuButton("", new FontIcon(icon));
        menu.setId(id);
        menu.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        menu.setTooltip(new Tooltip(words));
        menu.setAccessibleText(words);
        return menu;
    }

    private Button paste() {
        var button = new Button("", new FontIcon(Feather.CLIPBOARD));
        button.setId("schedule-paste");
        button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, Styles.BUTTON_ICON);
        button.setTooltip(new Tooltip("Paste levels: a list of sigmas, times, timesteps or lambdas"));
        button.setAccessibleText("paste levels");
        button.setOnAction(_ -> model.shown().get().schedule().ifPresent(s -> onPaste.accept(new PasteCard(s.schedule(),
            Clipboard.getSystemClipboard().hasString() ? Clipboard.getSystemClipboard().getString() : "",
            model::paste))));
        return button;
    }

    private static void copy(String text) {
        var clip = new ClipboardContent();
        clip.putString(text);
        Clipboard.getSystemClipboard().setContent(clip);
    }

    /// The settings of one step's solver: order, prediction, corrector, or whatever it has.
    private void settings(StepRow row, Node beside) {
        List<SolverFamily> solvers = model.study().services().resolver().catalog().solvers().all();
        var pop = new PopOver();
        var form = new AtomicReference<ChoiceSection<SolverFamily>>();
        var section = new ChoiceSection<>("step-settings", "solver", solvers,
            new SolverPicker(solvers, new SolverPopup("step-settings-solver", solvers)), _ -> false,
            (_, _, choice) -> {
                model.setSolver(row.step(), choice);
                form.get().show(choice);
            }, files);
        form.set(section);
        section.show(row.solver());
        section.setPrefWidth(300);
        section.getStyleClass().add("schedule-settings");
        pop.setContentNode(section);
        pop.setTitle("Step %d".formatted(row.step() + 1));
        pop.setArrowLocation(PopOver.ArrowLocation.RIGHT_CENTER);
        pop.show(beside);
    }

    private static StringConverter<Clock> converter() {
        return new StringConverter<>() {
            @Override
            public String toString(Clock clock) {
                return switch (clock) {
                    case LAMBDAS -> "\u03bb";
                    case SIGMAS -> "\u03c3 / \u03b1";
                    case TIMES -> "time";
                    case TIMESTEPS -> "timestep";
                };
            }

            @Override
            public Clock fromString(String words) {
                throw new UnsupportedOperationException("the list is not typed into");
            }
        };
    }

    private void refresh() {
        showing = true;
        ScheduleModel.Shown shown = model.shown().get();
        shown.schedule().ifPresent(s -> {
            steps.getValueFactory().setValue(s.steps());
            toZero.setSelected(s.toZero());
        });
        tools.setDisable(shown.schedule().isEmpty());
        problem.setVisible(shown.problem().isPresent() && shown.schedule().isPresent());
        problem.setText(shown.problem().map(p -> p.happened() + "; " + p.remedy()).orElse(""));
        showing = false;
    }
}
