package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.WholeNumbers;
import samplerscope.app.setup.ChoiceSection;
import samplerscope.app.setup.FamilyBox;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.setup.RecentModels;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.OwnModels;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.task.TextTask;
import samplerscope.registry.Parameter;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// What is run: model, prompt, sequences, seed, and the sampler of each lane, all from the registries' own descriptions.
final class LabSetup extends VBox {

    /// Settings of a lane that are always in sight; the others stay behind *More*.
    private static final int COMMON = 3;
    private static final List<String> WANTED = List.of("block", "temperature");

    private final LabModel model;
    private final FileChoice files;
    private final LabWindow window;
    private final RecentModels<MaskedModelFamily> recent;
    private final ChoiceSection<MaskedModelFamily> world;
    private final TextField prompt = new TextField();
    private final Label promptProblem = new Label();
    private final MenuButton tasks = new MenuButton("Example of a task");
    private final Spinner<Integer> sequences = WholeNumbers.spinner(1, LabDraft.MOST_SEQUENCES, 32);
    private final Spinner<Integer> seed = WholeNumbers.spinner(0, Integer.MAX_VALUE, 1);
    private final VBox lanes = new VBox(10);
    private final List<LaneForm> forms = new ArrayList<>();
    private final Button add = new Button("Add lane", new FontIcon(Feather.PLUS));
    private boolean showing;

    private record LaneForm(int lane, Label title, ChoiceSection<MaskedSamplerFamily> section) {}

    /// @param own the user's models
    LabSetup(LabModel model, FileChoice files, OwnModels own, LabWindow window) {
        super(12);
        this.model = model;
        this.files = files;
        this.window = window;
        this.recent = RecentModels.masked(own);
        setId("masked-setup");
        getStyleClass().add("masked-setup");
        List<MaskedModelFamily> families = model.models().all();
        var box = new FamilyBox<>("Model", recent.with(families), MaskedModelFamily::source);
        own.choices().addListener((InvalidationListener) _ -> box.offer(recent.with(families)));
        world = new ChoiceSection<>("masked-model", "model", families, box, _ -> false,
            (_, _, choice) -> choose(choice), files);
        add.setId("masked-add-lane");
        add.getStyleClass().add(Styles.SMALL);
        add.setTooltip(new Tooltip("A lane more, with the next sampler of the list"));
        add.setOnAction(_ -> model.edit(d -> d.adding(LabStart.next(model.samplers(), d), Optional.empty())));
        getChildren().setAll(title("MODEL"), worlds(), title("CANVAS"), canvas(), title("LANES"), lanes, add);
        refresh();
    }

    private Node worlds() {
        var folder = new Button("", new FontIcon(Feather.FOLDER));
        folder.getStyleClass().add(Styles.BUTTON_ICON);
        folder.setId("masked-model-folder");
        folder.setAccessibleText("Folder\u2026");
        folder.setTooltip(new Tooltip("Folder\u2026: a masked model of your own, as ONNX with its tokenizer; "
            + "or drop it here"));
        folder.setOnAction(_ -> openFolder());
        HBox.setHgrow(world, Priority.ALWAYS);
        world.setMinWidth(0);
        return new HBox(6, world, folder);
    }

    private void openFolder() {
        files.folder("Open a folder with a masked model").map(ModelChoice::ofMaskedFolder).ifPresent(window::use);
    }

    /// A model from another folder is opened before it replaces what the lab has, which stays in the list as chosen
    /// meanwhile.
    private void choose(Choice listed) {
        Choice wanted = recent.standsFor(listed).orElse(listed);
        Optional<Path> folder = ModelChoice.path(wanted);
        boolean same = folder.isPresent() && folder.equals(ModelChoice.path(model.draft().get().model()));
        if (!ModelChoice.isMasked(wanted) || same) {
            model.edit(d -> d.withModel(wanted));
            return;
        }
        Platform.runLater(() -> { // the list is telling of its choice now
            world.show(model.draft().get().model());
            if (folder.isPresent()) {
                window.use(wanted);
            } else {
                openFolder();
            }
        });
    }

    private static Label title(String words) {
        var label = new Label(words);
        label.getStyleClass().add("section-title");
        return label;
    }

    private Node canvas() {
        prompt.setId("masked-prompt");
        prompt.setPromptText("tokens, _ is hidden");
        prompt.setTooltip(new Tooltip("Tokens that are given, _ for hidden ones; or type into a canvas before the first step"));
        promptProblem.setId("masked-prompt-problem");
        promptProblem.getStyleClass().add("problem");
        promptProblem.setWrapText(true);
        promptProblem.managedProperty().bind(promptProblem.visibleProperty());
        promptProblem.setVisible(false);
        sequences.setId("masked-sequences");
        seed.setId("masked-seed");
        prompt.setOnAction(_ -> readPrompt());
        prompt.focusedProperty().subscribe(focused -> {
            if (!focused) {
                readPrompt();
            }
        });
        sequences.valueProperty().subscribe(n -> ifByHand(() -> model.edit(d -> d.withSequences(n))));
        seed.valueProperty().subscribe(n -> ifByHand(() -> model.edit(d -> d.withSeed(n))));
        for (Spinner<?> spinner : List.of(sequences, seed)) {
            spinner.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(spinner, Priority.ALWAYS);
        }
        GridPane.setHgrow(prompt, Priority.ALWAYS);
        var grid = new GridPane(8, 6);
        grid.addRow(0, named("Prompt", prompt), prompt);
        grid.add(promptProblem, 0, 1, 2, 1);
        tasks.setId("masked-tasks");
        tasks.setMaxWidth(Double.MAX_VALUE);
        tasks.setTooltip(new Tooltip("Fills the prompt with an example of a task that fits the canvas; again for another one"));
        tasks.managedProperty().bind(tasks.visibleProperty());
        grid.add(tasks, 1, 2);
        grid.addRow(3, named("Sequences", sequences), sequences);
        grid.addRow(4, named("Seed", seed), seed);
        return grid;
    }

    private static Label named(String words, Node control) {
        var label = new Label(words);
        label.setMinWidth(Region.USE_PREF_SIZE); // whatever the size of the type
        label.setLabelFor(control);
        return label;
    }

    private void ifByHand(Runnable change) {
        if (!showing) {
            change.run();
        }
    }

    private void readPrompt() {
        if (showing || prompt.getText().equals(words())) {
            return;
        }
        try {
            model.tokens(prompt.getText().strip()).ifPresent(tokens -> {
                int length = model.shape().get().map(LabModel.Shape::length).orElse(0);
                if (tokens.length > length) {
                    tell("the prompt has %d positions and the canvas %d; shorten it, or take a longer model"
                        .formatted(tokens.length, length));
                    return;
                }
                tell("");
                model.edit(d -> d.withGiven(Arrays.stream(tokens).boxed().toList()));
            });
        } catch (SamplerscopeException e) {
            Problem why = Problem.of(e);
            tell(why.happened() + "; " + why.remedy());
        }
    }

    private void tell(String problem) {
        promptProblem.setText(problem);
        promptProblem.setVisible(!problem.isEmpty());
    }

    /// The prompt as text.
    private String words() {
        var text = new StringBuilder();
        model.shape().get().ifPresent(s -> model.draft().get().given().forEach(t -> text.append(s.tokens().text(t))));
        return text.toString();
    }

    /// The tasks that the model can be asked; hidden for a model of none.
    private void offerTasks() {
        List<TextTask> there = model.shape().get().map(LabModel.Shape::tasks).orElse(List.of());
        tasks.setVisible(!there.isEmpty());
        if (!tasks.getItems().stream().map(MenuItem::getUserData).toList().equals(there)) {
            tasks.getItems().setAll(there.stream().map(task -> {
                var item = new MenuItem("%s   %s".formatted(task.id(), task.name()));
                item.setId("masked-task-" + task.id());
                item.setUserData(task);
                item.setOnAction(_ -> model.ask(task));
                return item;
            }).toList());
        }
    }

    void refresh() {
        showing = true;
        offerTasks();
        prompt.setPromptText("tokens, %s is hidden".formatted(model.shape().get().map(s -> s.tokens().hidden()).orElse("_")));
        LabDraft draft = model.draft().get();
        world.show(draft.model());
        if (!prompt.isFocused()) {
            prompt.setText(words());
        }
        sequences.getValueFactory().setValue(draft.sequences());
        seed.getValueFactory().setValue((int) draft.seed());
        if (!forms.stream().map(LaneForm::lane).toList().equals(draft.lanes().stream().map(LaneSpec::id).toList())) {
            forms.clear();
            draft.lanes().forEach(lane -> forms.add(form(lane)));
            lanes.getChildren().setAll(forms.stream().map(f -> (Node) new VBox(4, f.title(), f.section())).toList());
        }
        for (LaneForm form : forms) {
            LaneSpec lane = LabFacts.lane(model, form.lane());
            form.title().setText("%s%s".formatted(draft.letterOf(lane.id()), lane.fork().map(f ->
                "   forked after step " + (f.step() + 1)).orElse("")));
            form.section().show(lane.sampler());
        }
        add.setDisable(draft.lanes().size() >= LabDraft.MOST_LANES);
        showing = false;
    }

    private LaneForm form(LaneSpec lane) {
        List<MaskedSamplerFamily> families = model.samplers().all();
        var title = new Label();
        title.getStyleClass().add("masked-name");
        var section = new ChoiceSection<>("masked-sampler-" + lane.id(), "sampler", families,
            new FamilyBox<>("Sampler of lane", families, MaskedSamplerFamily::source), rare(lane.id()),
            (_, _, choice) -> model.edit(d -> d.withLane(LabFacts.lane(model, lane.id()).with(choice))), files);
        return new LaneForm(lane.id(), title, section);
    }

    /// What comes late in the list of a lane's sampler, but for what most people look for.
    private Predicate<Parameter> rare(int lane) {
        return parameter -> {
            MaskedSamplerFamily family = model.samplers().get(LabFacts.lane(model, lane).sampler().id());
            return family.parameters().indexOf(parameter) >= COMMON && !WANTED.contains(parameter.id());
        };
    }
}
