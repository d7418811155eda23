package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ToggleSwitch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.runs.RunTable;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.Lane;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.app.tour.BundledTours;
import samplerscope.history.HistoryPlace;
import samplerscope.library.ExportTarget;
import samplerscope.model.Condition;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.Tour;

/// The whole window, headless, driven by real events.
class WorkbenchTest {

    /// Made for the tests of the core.
    private static final Path FOLDERS = Path.of(System.getProperty("samplerscope.home"), "core/src/test/resources/folders");

    @TempDir
    private Path folder;
    private final Deque<Path> chosen = new ArrayDeque<>();
    private StudyModel study;
    private Workbench bench;
    private HistoryDesk history;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.get(() -> {
            var services = TestStudies.services();
            study = new StudyModel(services, Study.of(List.of(TestStudies.spec("moons", "ddim", 8, 400),
                TestStudies.spec("moons", "dpmpp-2m", 8, 400))));
            var preferences = new Preferences(Settings.standard(), services.resolver().catalog().backends());
            history = new HistoryDesk(new HistoryPlace(folder.resolve("history")), services.resolver().catalog());
            bench = new Workbench(study, preferences, new ScriptedChoice(), history);
            var made = new Stage();
            made.setScene(bench.scene(1280, 800));
            made.show();
            return made;
        });
        Ui.pulse();
    }

    @AfterEach
    void close() {
        Ui.run(study.runner()::stop);
        Ui.close(stage);
        history.close();
    }

    @Test
    void runComparesTheLanesAndFillsTheTable() {
        click("#run-all");
        finish();

        click("#runs-head"); // in a low window the table has no place at first
        RunTable runs = find("#runs", RunTable.class);
        assertEquals(2, runs.getItems().size());
        Ui.until("errors are in the table", () -> study.log().entries().stream().allMatch(e -> e.error().isPresent()));
        Ui.run(() -> runs.getSelectionModel().selectRange(0, 2));
        assertTrue(find("#runs-comparison", Label.class).getText().contains("differ in solvers; paired difference"));
    }

    @Test
    void runsAreInTheHistoryAndComeBackFromIt() {
        click("#run-all");
        finish();

        Ui.press(bench.root(), KeyCode.H, KeyCode.SHORTCUT);
        TableView<?> table = find("#history-table", TableView.class);
        Ui.until("both runs are listed", () -> table.getItems().size() == 2);
        Ui.run(() -> study.edit("solver", s -> s.withLane(0, l -> l.withSpec(TestStudies.spec("moons", "heun", 8, 400)))));
        Ui.run(() -> {
            table.getSelectionModel().clearAndSelect(1);
            table.requestFocus();
        });
        Ui.press(table, KeyCode.DELETE);
        Ui.until("one is deleted", () -> table.getItems().size() == 1);
        Ui.press(table, KeyCode.Z, KeyCode.SHORTCUT);
        Ui.until("it is back", () -> table.getItems().size() == 2);
        assertEquals("heun", study.lanes().getFirst().lane().get().spec().solvers().getFirst().id(),
            "the lanes' own undo was not meant");
        Ui.run(() -> table.getSelectionModel().clearAndSelect(1));
        click("#history-restore");

        Ui.until("the page is left", () -> bench.root().lookup("#history-table") == null);
        assertTrue(List.of("ddim", "dpmpp-2m").contains(
            study.focusedLane().lane().get().spec().solvers().getFirst().id()));
    }

    @Test
    void pausesStepsAndResumes() {
        click("#run-step");
        LaneModel lane = study.lanes().getFirst();
        Ui.until("it waits before its first step", () -> lane.state().get() instanceof LaneState.Paused);
        click("#run-step");
        Ui.until("it took one step", () -> lane.frames().size() == 2);
        assertEquals("Resume", find("#run-pause", Button.class).getText());
        click("#run-pause");
        finish();

        assertEquals(9, lane.frames().size());
    }

    @Test
    void runLeavesWhatIsUnderWayAlone() {
        click("#run-step");
        LaneModel lane = study.lanes().getFirst();
        Ui.until("it waits", () -> lane.state().get() instanceof LaneState.Paused);
        click("#run-step");
        Ui.until("it took one step", () -> lane.frames().size() == 2);

        click("#run-all");
        Ui.pulse();

        assertEquals(2, lane.frames().size());
        assertTrue(lane.state().get() instanceof LaneState.Paused);
    }

    @Test
    void escapeStopsARunAndItsPartCanBeSaved() {
        click("#run-step");
        LaneModel lane = study.lanes().getFirst();
        Ui.until("it waits", () -> lane.state().get() instanceof LaneState.Paused);
        click("#run-step");
        Ui.until("it took one step", () -> lane.frames().size() == 2);
        Ui.press(bench.root(), KeyCode.ESCAPE);
        Ui.until("it has stopped", () -> lane.state().get() instanceof LaneState.Cancelled);

        Path file = folder.resolve("part.run.json");
        chosen.add(file);
        Ui.press(bench.root(), KeyCode.S, KeyCode.CONTROL);

        Ui.until("the run file is there", () -> Files.exists(file));
    }

    @Test
    void aSavedRunReopensAsALaneWithTheSameBits() {
        click("#run-all");
        finish();
        Path file = folder.resolve("a.run.json");
        chosen.add(file);
        Ui.press(bench.root(), KeyCode.S, KeyCode.CONTROL);
        Ui.until("the run file is there", () -> Files.exists(file));

        Ui.run(() -> bench.drop(file));
        Ui.until("a third lane is there", () -> study.lanes().size() == 3);
        click("#run-all");
        finish();

        var first = study.lanes().get(0).newest().orElseThrow().state();
        var again = study.lanes().get(2).newest().orElseThrow().state();
        for (int i = 0; i < 800; i++) {
            assertEquals(first.at(i), again.at(i), "element " + i);
        }
        chosen.add(file);
        Ui.run(bench::reproduce);
        Ui.until("the answer is shown", () -> bench.root().lookup("#message-text") != null);
        assertEquals("Same bits in all 8 recorded steps.", find("#message-text", Label.class).getText());
    }

    @Test
    void aFileThatIsReadWhileATourBeginsIsThereWhenTheTourIsLeft() throws IOException {
        Path file = folder.resolve("heun.json");
        SpecWriter.write(TestStudies.spec("moons", "heun", 8, 400), file);
        var over = new CountDownLatch(1);
        occupy(study.services().background(), over);

        Ui.run(() -> bench.drop(file));
        Ui.run(bench.pages()::tours);
        Ui.run(() -> find("#tour-start-0", Button.class).fire());
        List<Lane> ofTheTour = Ui.get(() -> study.study().get().lanes());
        over.countDown();
        Ui.until("it has been read", () -> ((ThreadPoolExecutor) study.services().background()).getActiveCount() == 0
            && ((ThreadPoolExecutor) study.services().background()).getQueue().isEmpty());
        Ui.pulse();

        assertEquals(ofTheTour, Ui.get(() -> study.study().get().lanes()));
        click("#tour-close");
        assertEquals(List.of("ddim", "dpmpp-2m", "heun"), Ui.get(() -> study.study().get().lanes().stream()
            .map(l -> l.spec().solvers().getFirst().id()).toList()));
        Ui.run(study::undo);
        assertEquals(2, Ui.get(() -> study.lanes().size()));
    }

    @Test
    void aFileThatIsDroppedDoesNotWaitForExports() {
        Path file = folder.resolve("heun.json");
        SpecWriter.write(TestStudies.spec("moons", "heun", 8, 400), file);
        var over = new CountDownLatch(1);
        occupy(study.services().exporting(), over);

        try {
            Ui.run(() -> bench.drop(file));
            Ui.until("a third lane is there", () -> study.lanes().size() == 3);
        } finally {
            over.countDown();
        }
    }

    private static void occupy(ExecutorService threads, CountDownLatch over) {
        for (int i = 0; i < 8; i++) {
            threads.submit(() -> {
                over.await();
                return true;
            });
        }
    }

    @Test
    void scrubsThroughTimeWithMouseAndKeys() {
        click("#run-all");
        finish();
        Node track = find("#timeline-track", Node.class);

        Ui.drag(track, 0.9, 0.5, 0.5, 0.5);

        assertFalse(study.selection().following().get());
        assertEquals(0.5, study.selection().position().get(), 0.02);
        int middle = Ui.get(() -> study.frameOf(study.lanes().getFirst()).orElseThrow().step());
        assertEquals(4, middle, "half of the lambda range of a uniform grid of eight steps");
        Ui.press(track, KeyCode.RIGHT);
        assertEquals(middle + 1, Ui.get(() -> study.frameOf(study.lanes().getFirst()).orElseThrow().step()));
        Ui.press(track, KeyCode.HOME);
        assertEquals(0, Ui.get(() -> study.frameOf(study.lanes().getFirst()).orElseThrow().step()));
    }

    @Test
    void anotherSeedCanBeUndone() {
        long before = study.focusedLane().lane().get().spec().seed();

        click("#setup-dice");
        assertNotEquals(before, study.focusedLane().lane().get().spec().seed());
        assertEquals(study.lanes().get(0).lane().get().spec().seed(), study.lanes().get(1).lane().get().spec().seed());
        Ui.press(bench.root(), KeyCode.Z, KeyCode.CONTROL);

        assertEquals(before, study.focusedLane().lane().get().spec().seed());
    }

    @Test
    @SuppressWarnings("unchecked") // the combo box is found by id
    void picksAModelFromTheList() {
        ComboBox<Object> models = find("#setup-model", ComboBox.class);

        Ui.run(() -> models.setValue(study.services().resolver().catalog().models().get("spiral")));
        Ui.until("both lanes are resolved", () -> study.lanes().stream().allMatch(l -> l.planned().get()
            .filter(r -> r.model().card().id().equals("spiral")).isPresent()));

        assertEquals("model Spiral", study.undoWords().get());
    }

    @Test
    @SuppressWarnings("unchecked") // the combo box is found by id
    void aNetworkBringsItsOwnScheduleAndASensibleNumberOfSamples() {
        ComboBox<Object> models = find("#setup-model", ComboBox.class);
        Ui.run(() -> study.editSpec("samples", "", true, s -> s.withSamples(20_000)));

        Ui.run(() -> models.setValue(study.services().resolver().catalog().models().get("glyphs-net")));
        Ui.until("both lanes have it", () -> study.lanes().stream().allMatch(l ->
            l.lane().get().spec().model().id().equals("glyphs-net")));

        var spec = study.focusedLane().lane().get().spec();
        assertEquals("vp-cosine", spec.schedule().id());
        assertEquals(16, spec.samples());
        Ui.run(study::undo);
        assertEquals(20_000, study.focusedLane().lane().get().spec().samples());
    }

    @Test
    void aNetworkCanBeMeasuredAgainstTheExactLawOfItsData() {
        Ui.run(() -> study.edit("model", s -> s.withEachLane(l -> l.withSpec(
            TestStudies.spec("moons-net", "dpmpp-2m", 40, 300)))));
        click("#run-all");
        finish();
        double ownError = study.lanes().getFirst().errors().get().getLast().median();

        click("#look-law");
        finish();
        double wholeError = study.lanes().getFirst().errors().get().getLast().median();

        assertTrue(wholeError > 2 * ownError, "at 40 steps the network's own error is what is left: " + wholeError
            + " against " + ownError);
    }

    @Test
    void aBudgetInEvaluationsSetsTheStepsOfTheFocusedLane() {
        Ui.until("the plan is known", () -> study.focusedLane().planned().get().isPresent());
        Ui.run(() -> study.editSpec("solver", "", false, s -> s.withSolvers(List.of(Choice.of("heun")))));
        Ui.until("the plan is known", () -> study.focusedLane().plannedNfe() == 16);
        TextField field = find("#setup-nfe .text-field", TextField.class);

        Ui.run(field::requestFocus);
        Ui.run(() -> field.setText("21"));
        Ui.press(field, KeyCode.ENTER);

        Ui.until("Heun takes ten steps", () -> study.focusedLane().plannedNfe() == 20);
        assertEquals(8, study.lanes().get(1).plannedNfe(), "the other lane keeps its own");
    }

    @Test
    void aBudgetCountsWhatAutoDoesNotAskFor() {
        Ui.run(() -> study.editSpec("auto", "", false, s -> s.withSolvers(List.of(Choice.of("auto")))
            .withGrid(Choice.of("auto"))));
        Ui.until("the plan is known", () -> study.focusedLane().planned().get().isPresent());
        TextField field = find("#setup-nfe .text-field", TextField.class);

        Ui.run(field::requestFocus);
        Ui.run(() -> field.setText("20"));
        Ui.press(field, KeyCode.ENTER);

        Ui.until("one step more than evaluations", () -> study.focusedLane().plannedNfe() == 20
            && study.focusedLane().steps() == 21);
    }

    @Test
    void aGridThatTakesNoStepsHasNoBudget() {
        Node budget = find("#setup-nfe", Node.class).getParent();
        assertTrue(Ui.get(budget::isVisible));

        Ui.run(() -> study.editSpec("adaptive", "", false, s -> s.withGrid(Choice.of("adaptive"))));

        assertFalse(Ui.get(budget::isVisible));
    }

    @Test
    void oneSolverPerStepIsWhatTheRunDoesAlready() {
        Ui.run(() -> study.editSpec("3M", "", false, s -> s.withSolvers(List.of(Choice.of("dpmpp-3m")))));
        Ui.until("the plan is known", () -> study.focusedLane().planned().get().isPresent());
        var before = study.focusedLane().planned().get().orElseThrow().table();

        ToggleSwitch perStep = find("#setup-per-step", ToggleSwitch.class);
        Ui.run(() -> perStep.setSelected(true));
        Ui.until("every step is named", () -> study.focusedLane().lane().get().spec().solvers().size() == 8
            && study.focusedLane().planned().get().isPresent());

        assertEquals(before, study.focusedLane().planned().get().orElseThrow().table());
        assertEquals(List.of("dpmpp-2m", "ddim"), study.focusedLane().lane().get().spec().solvers().subList(6, 8)
            .stream().map(Choice::id).toList());
        Ui.run(() -> perStep.setSelected(false));
        assertEquals(List.of(Choice.of("dpmpp-3m")), study.focusedLane().lane().get().spec().solvers());
    }

    @Test
    void picksASolverByTypingPartOfItsName() {
        Button picker = find("#setup-solver", Button.class);
        Ui.run(picker::fire);
        Parent popup = Ui.get(() -> Window.getWindows().stream().filter(Popup.class::isInstance).findFirst()
            .orElseThrow().getScene().getRoot());
        TextField query = Ui.find(popup, "#setup-solvers-query", TextField.class);

        Ui.run(() -> query.setText("unipc-3"));
        Ui.press(query, KeyCode.ENTER);

        assertEquals("unipc-3", study.focusedLane().lane().get().spec().solvers().getFirst().id());
        assertEquals("UniPC-3", Ui.get(picker::getText));
        assertTrue(Ui.get(() -> Window.getWindows().stream().noneMatch(Popup.class::isInstance)));
    }

    @Test
    void whatIsBeingTypedSurvivesNewsFromARun() {
        TextField field = find("#setup-seed .text-field", TextField.class);
        Ui.run(field::requestFocus);
        Ui.run(() -> field.setText("123"));

        Ui.run(() -> study.runner().run(study.lanes()));
        finish();

        assertEquals("123", field.getText());
    }

    @Test
    void addsALaneFromTheMenuAndRemovesItWithUndo() {
        MenuButton add = find("#lane-add-menu", MenuButton.class);
        MenuItem heun = add.getItems().stream().flatMap(group -> ((Menu) group).getItems().stream())
            .filter(i -> i.getId().equals("add-heun")).findFirst().orElseThrow();

        Ui.run(heun::fire);
        assertEquals(3, study.lanes().size());
        assertEquals("heun", study.focusedLane().lane().get().spec().solvers().getFirst().id());
        Ui.press(bench.root(), KeyCode.DELETE);
        assertEquals(2, study.lanes().size());
        Ui.press(bench.root(), KeyCode.Z, KeyCode.CONTROL);

        assertEquals(3, study.lanes().size());
    }

    @Test
    void lookingAtALaneEditsNothing() {
        Ui.run(() -> study.edit("lanes of every kind", s -> s
            .adding(TestStudies.spec("moons", "usf", 8, 400).withGrid(Choice.of("karras").with("steps", 7)
                .with("to-zero", new Setting.Flag(true))))
            .adding(TestStudies.spec("moons", "dc-solver", 8, 400))
            .adding(TestStudies.spec("moons", "dpmpp-2m", 8, 400))));
        Ui.until("the plans are known", () -> study.lanes().stream().noneMatch(l ->
            l.planned().get().isEmpty() && l.state().get() instanceof LaneState.Draft(var p) && p.isEmpty()));
        Study before = study.study().get();

        for (LaneModel lane : List.copyOf(study.lanes())) {
            Ui.run(() -> study.look(s -> s.focusing(lane.id())));
            Ui.pulse();
            assertEquals(before.lanes(), study.study().get().lanes(), "looking at lane " + lane.id());
        }

        assertEquals("lanes of every kind", study.undoWords().get());
    }

    @Test
    void aSchedulerConfigOfDiffusersBecomesALane() throws IOException {
        Path file = folder.resolve("scheduler_config.json");
        Files.writeString(file, """
            {"_class_name": "DPMSolverMultistepScheduler", "_diffusers_version": "0.30.0", "beta_schedule": "linear",
             "beta_start": 0.0001, "beta_end": 0.02, "num_train_timesteps": 1000, "prediction_type": "epsilon",
             "solver_order": 2, "algorithm_type": "dpmsolver++", "colour": "blue"}
            """);

        Ui.run(() -> bench.drop(file));
        Ui.until("a lane is there and its plan", () -> study.lanes().size() == 3
            && study.lanes().get(2).planned().get().isPresent());

        LaneModel lane = study.lanes().get(2);
        assertEquals("DPMSolverMultistepScheduler", lane.lane().get().name());
        assertEquals("moons", lane.lane().get().spec().model().id());
        assertEquals(8, lane.plannedNfe(), "as many steps as the lane in focus");
        assertTrue(find("#message-text", Label.class).getText().contains("colour"));
    }

    @Test
    void aLaneIsToldToOtherProgramsAsCode() {
        Ui.run(() -> study.editSpec("2M", "", false, s -> s.withSolvers(List.of(Choice.of("dpmpp-2m")))));
        Ui.run(() -> bench.pages().code(ExportTarget.DIFFUSERS));
        Ui.until("the code is shown", () -> bench.root().lookup("#code-text") != null);

        assertTrue(find("#code-text", TextArea.class).getText().contains("DPMSolverMultistepScheduler"));
        Path file = folder.resolve("sampler.py");
        chosen.add(file);
        click("#code-save");
        Ui.until("it is saved", () -> Files.exists(file));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "ragged.csv | 1,2\\n3\\n | ragged.csv",
        "words.csv | a,b\\nx,y\\n | words.csv",
        "not.png | this is no picture | not.png",
        "cut.json | {\"kind\": \"denoise\", | cut.json",
        "field.json | {\"kind\":\"denoise\",\"version\":1,\"model\":\"moons\",\"colour\":3} | colour",
        "future.json | {\"kind\":\"denoise\",\"version\":99,\"model\":\"moons\"} | 99",
        "negative.json | {\"kind\":\"denoise\",\"version\":1,\"model\":\"moons\",\"samples\":-5} | samples"})
    void aBadFileIsOneMessageAndChangesNothing(String name, String content, String named) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content.replace("\\n", "\n"));
        Study before = study.study().get();

        Ui.run(() -> bench.drop(file));
        Ui.until("the message is shown", () -> bench.root().lookup("#problem") != null);

        String happened = find("#problem-happened", Label.class).getText();
        assertTrue(happened.contains(named), happened);
        assertTrue(find("#problem-remedy", Label.class).getText().length() > 10);
        assertEquals(before, study.study().get());
        Ui.press(bench.root(), KeyCode.ESCAPE);
        assertEquals(null, Ui.get(() -> bench.root().lookup("#problem")));
    }

    @Test
    void aTourRingsPartsOfTheWindowAndLeavesItAsItWas() {
        Study before = study.study().get();
        for (Tour tour : BundledTours.all(study.services().resolver().catalog())) {
            Ui.run(bench.pages()::tours);
            Ui.run(() -> find("#tour-start-" + BundledTours.all(study.services().resolver().catalog()).indexOf(tour),
                Button.class).fire());
            for (int i = 0; i < tour.steps().size(); i++) {
                Optional<String> target = tour.steps().get(i).look().target();
                int step = i;
                target.ifPresent(id -> Ui.until("step %d rings %s".formatted(step, id), () ->
                    bench.root().lookup("#" + id) != null
                        && bench.root().lookup("#" + id).getStyleClass().contains("tour-target")));
                Ui.press(bench.root(), KeyCode.PAGE_DOWN);
            }
            Ui.press(bench.root(), KeyCode.ESCAPE);
            assertEquals(before, study.study().get());
            assertEquals(null, Ui.get(() -> bench.root().lookup(".tour-target")));
        }
    }

    @Test
    void aDroppedTourBegins() throws IOException {
        Path file = folder.resolve("mine.json");
        try (var in = BundledTours.class.getResourceAsStream("/samplerscope/app/tours/order.json")) {
            Files.write(file, in.readAllBytes());
        }

        Ui.run(() -> bench.drop(file));

        Ui.until("its panel is there", () -> bench.root().lookup("#tour-title") instanceof Label title
            && title.getText().equals("Why second order?"));
        click("#tour-close");
        assertEquals(null, Ui.get(() -> bench.root().lookup("#tour")));
    }

    @Test
    void aDroppedFolderOfPicturesBecomesAModelAndStandsInTheListOfModels() throws IOException {
        for (String name : new String[] {"dark", "light"}) {
            Path inside = Files.createDirectories(folder.resolve("pictures").resolve(name));
            var picture = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(4, 3, name.equals("light") ? 0xFFFFFF : 0x404040);
            ImageIO.write(picture, "png", inside.resolve("a.png").toFile());
        }

        Ui.run(() -> bench.drop(folder.resolve("pictures")));
        Ui.until("the lanes use it", () -> study.lanes().stream().allMatch(l -> l.planned().get()
            .filter(run -> run.model().card().id().equals("image-set")).isPresent()));

        assertEquals(List.of("dark", "light"),
            study.focusedLane().planned().get().orElseThrow().model().card().classes());
        var models = find("#setup-model", ComboBox.class);
        Ui.run(() -> study.editSpec("back", "", true, s -> s.withModel(Choice.of("moons"))));
        Ui.run(() -> models.getSelectionModel().selectLast());
        Ui.until("it is opened again", () -> study.focusedLane().lane().get().spec().model().id().equals("image-set"));
        assertEquals(folder.resolve("pictures").toAbsolutePath().toString(),
            ((Setting.Word) study.focusedLane().lane().get().spec().model().settings().get("file")).value());
    }

    @Test
    void aModelFolderIsOpenedOrDroppedAndBringsItsScheduleAndClasses() {
        chosen.add(FOLDERS.resolve("velocity"));
        Ui.press(bench.root(), KeyCode.O, KeyCode.CONTROL, KeyCode.SHIFT);
        Ui.until("the lanes use it", () -> study.lanes().stream().allMatch(l -> l.lane().get().spec().schedule().id()
            .equals("scaled-linear") && l.planned().get().isPresent()));
        click("#run-all");
        Ui.until("all lanes are done", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
        assertEquals(List.of(1, 8, 8), study.lanes().getFirst().newest().orElseThrow().state().shape().sample());

        Ui.run(() -> bench.drop(FOLDERS.resolve("classes")));
        Ui.until("the lanes ask for each class", () -> study.lanes().stream().allMatch(l ->
            l.lane().get().spec().guidance().condition() instanceof Condition.EachClass && l.planned().get().isPresent()));
    }

    @Test
    void aModelFolderThatIsNotCompleteIsOneMessageAndChangesNothing() throws IOException {
        Files.createDirectory(folder.resolve("unet"));
        Study before = study.study().get();
        Ui.run(() -> bench.drop(folder));
        Ui.until("the message is shown", () -> bench.root().lookup("#problem") != null);

        assertTrue(find("#problem-happened", Label.class).getText().contains("model_index.json"));
        assertEquals(before, study.study().get());
    }

    @Test
    void aNetworkInOneFileIsDescribedAndThenUsed() throws IOException {
        Path network = folder.resolve("net.onnx");
        Files.copy(FOLDERS.resolve("ddpm-whole-scalar-time/unet/model.onnx"), network);

        Ui.run(() -> bench.drop(network));
        Ui.until("its ports are shown", () -> bench.root().lookup("#network-save") != null);
        click("#network-save");

        Ui.until("the lanes use it", () -> study.lanes().stream().allMatch(l ->
            l.lane().get().spec().model().id().equals("onnx") && l.planned().get().isPresent()));
        assertTrue(Files.exists(folder.resolve("net.onnx.json")));
        assertEquals(null, Ui.get(() -> bench.root().lookup("#network")));
    }

    @Test
    void aModelIsFoundOnItsPageAndUsed() {
        Ui.press(bench.root(), KeyCode.M, KeyCode.CONTROL, KeyCode.SHIFT);
        Ui.until("the models are opened", () -> bench.root().lookup("#model-use-spiral") != null);
        Ui.run(() -> find("#models-search", TextField.class).setText("SPIRAL exact"));
        assertEquals(1, Ui.get(() -> find("#models-rows", VBox.class).lookupAll(".model-row").size()));

        click("#model-use-spiral");

        Ui.until("the lanes use it", () -> study.lanes().stream().allMatch(l -> l.lane().get().spec().model().id()
            .equals("spiral") && l.planned().get().isPresent()));
        Ui.run(() -> study.undo());
        assertEquals("moons", study.focusedLane().lane().get().spec().model().id());
    }

    @Test
    void aDroppedTableOfPointsBecomesAModel() throws IOException {
        Path file = folder.resolve("points.csv");
        Files.writeString(file, "x,y\n0,0\n1,0\n0,1\n1,1\n");

        Ui.run(() -> bench.drop(file));
        Ui.until("the lanes use it", () -> study.lanes().stream().allMatch(l -> l.lane().get().spec().model().id()
            .equals("points") && l.planned().get().isPresent()));
        click("#run-all");
        finish();

        assertEquals(9, study.lanes().getFirst().frames().size());
    }

    @Test
    void theStatusBarNamesTheDeviceAndOpensThePageOfAllWithTheirGuide() {
        Ui.until("the device is known", () -> Ui.find(stage.getScene().getRoot(), "#status-device", Button.class)
            .getText().startsWith("CPU, float32, "));

        click("#status-device");
        Ui.until("the devices are listed", () -> bench.root().lookup("#device-use-cpu-float64") != null);
        click("#device-use-cpu-float64");
        click("#devices-guide");
        Ui.until("the guide is read", () -> bench.root().lookup("#document-text") != null);

        assertTrue(Ui.find(bench.root(), "#status-device", Button.class).getText().startsWith("CPU, float64, "));
        assertTrue(Ui.find(bench.root(), "#document-text", TextArea.class).getText().startsWith("# Running on a GPU"));
    }

    @Test
    void thePaletteFindsACommandByItsWords() {
        Ui.press(bench.root(), KeyCode.K, KeyCode.CONTROL);
        TextField query = find("#palette-query", TextField.class);

        Ui.run(() -> query.setText("light dark"));
        ListView<?> list = (ListView<?>) Ui.get(() -> bench.root().lookup("#palette .list-view"));
        assertEquals(1, Ui.get(() -> list.getItems().size()));
        boolean dark = Ui.get(() -> bench.isDark());
        Ui.press(query, KeyCode.ENTER);

        assertNotEquals(dark, Ui.get(() -> bench.isDark()));
        assertEquals(null, Ui.get(() -> bench.root().lookup("#palette")));
    }

    @Test
    void aPlanThatCannotRunSaysSoInTheSetup() {
        // Named step by step: chosen for the whole run, this solver would end with first order by itself.
        Ui.run(() -> study.editSpec("step to zero", "", false, s -> s.withSolvers(Collections.nCopies(9,
            Choice.of("dpmpp-2m"))).withGrid(s.grid().with("to-zero",
            new Setting.Flag(true)))));

        Ui.until("the problem is shown", () -> find("#setup-problem", Label.class).isVisible());
        String text = find("#setup-problem", Label.class).getText();
        assertTrue(text.contains("step 8") && text.contains("ddim"), text);

        click("#setup-fix");
        Ui.until("it can run", () -> study.focusedLane().planned().get().isPresent());
        assertEquals(9, study.focusedLane().lane().get().spec().solvers().size());
    }

    private void click(String selector) {
        Ui.click(find(selector, Node.class));
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return Ui.find(bench.root(), selector, type);
    }

    private void finish() {
        Ui.until("the runs have ended", () -> !study.runner().active().get() && study.lanes().stream()
            .allMatch(l -> l.state().get() instanceof LaneState.Done && !l.errors().get().isEmpty()));
    }

    /// Answers dialogs with what the test has prepared.
    @Test
    void everyChartSavesItselfFromItsMenu() throws Exception {
        click("#run-all");
        finish();
        Path drawing = folder.resolve("error.svg");
        Path numbers = folder.resolve("error.csv");

        for (Path file : List.of(drawing, numbers)) {
            chosen.add(file);
            Ui.run(() -> Event.fireEvent(bench.root().lookup("#chart-error-overlay"), new ContextMenuEvent(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED, 10, 10, 10, 10, false, null)));
            Ui.run(() -> Window.getWindows().stream().filter(ContextMenu.class::isInstance).map(ContextMenu.class::cast)
                .flatMap(menu -> menu.getItems().stream()).filter(i -> "chart-error-menu-save".equals(i.getId()))
                .findFirst().orElseThrow().fire());
            Ui.until("saved", () -> Files.exists(file));
        }

        assertTrue(Files.readString(drawing).contains("<svg"));
        assertTrue(Files.readString(numbers).lines().count() > 8, "a line a step");
    }

    private final class ScriptedChoice implements FileChoice {
        @Override
        public Optional<Path> open(String what, List<String> extensions) {
            return Optional.ofNullable(chosen.poll());
        }

        @Override
        public Optional<Path> folder(String what) {
            return Optional.ofNullable(chosen.poll());
        }

        @Override
        public Optional<Path> save(String what, String proposal, List<String> extensions) {
            return Optional.ofNullable(chosen.poll());
        }
    }
}
