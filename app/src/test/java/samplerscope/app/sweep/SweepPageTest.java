package samplerscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.StudyModel;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.store.Executed;
import samplerscope.sweep.KeptSweep;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;
import samplerscope.sweep.SweepStore;

/// The page over a real sweep: DDIM and DPM-Solver++(2M) at 4 and 8 evaluations, 60 samples each.
class SweepPageTest {

    private final AtomicInteger closed = new AtomicInteger();
    private final List<Executed> kept = new CopyOnWriteArrayList<>();
    private volatile int heldAt = Integer.MAX_VALUE;
    private final AtomicReference<String> backend = new AtomicReference<>(Engine.STANDARD_BACKEND);
    @TempDir
    private Path home;
    private boolean keeps = true;
    private StudyModel study;
    private SweepModel model;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        openWindow();
        Ui.run(() -> {
            find("#sweep-values-x", TextField.class).setText("4,8");
            find("#sweep-values-y", TextField.class).setText("ddim,dpmpp-2m");
            find("#sweep-sample-count", TextField.class).setText("60");
        });
    }

    private void openWindow() {
        study = Studies.of(List.of(Studies.spec("ddim", 10)), backend::get);
        var store = new SweepStore(home.resolve("sweeps"), study.services().resolver().catalog());
        model = Ui.get(() -> new SweepModel(study, (run, _) -> keep(run), store, () -> keeps));
        stage = Ui.show(() -> new SweepPage(model, files(), closed::incrementAndGet), 1240, 760);
    }

    /// Another program over the same folder.
    private void openAnother() {
        close();
        kept.clear();
        heldAt = Integer.MAX_VALUE;
        openWindow();
    }

    /// On the thread of the sweep; from {@link #heldAt} runs on it waits here, within its sweep, to be stopped.
    private void keep(Executed run) {
        kept.add(run);
        while (kept.size() >= heldAt && !Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static FileChoice files() {
        return new FileChoice() {
            @Override
            public Optional<Path> open(String what, List<String> extensions) {
                return Optional.of(Path.of("../core/src/test/resources/networks/encoder.onnx"));
            }

            @Override
            public Optional<Path> save(String what, String proposal, List<String> extensions) {
                return Optional.empty();
            }
        };
    }

    @AfterEach
    void close() {
        Ui.run(model::cancel);
        Ui.close(stage);
    }

    @Test
    void cellsFillTheTilesAndTheTable() {
        run();
        view("table");

        assertEquals(4, results().cells().size());
        assertEquals(4, Ui.get(() -> find("#sweep-table", SweepTableView.class).getItems().size()));
        assertEquals(4, kept.size());
        assertEquals("4 of 4 cells", Ui.get(() -> find("#sweep-size", Label.class).getText()));
    }

    @Test
    void whatRanBeforeIsNotRunAgain() {
        run();
        Ui.run(() -> find("#sweep-values-x", TextField.class).setText("4,8,6"));
        run();

        assertEquals(6, results().cells().size());
        assertEquals(6, kept.size()); // two more
    }

    @Test
    void aMistakeIsNamedAndNothingCanBeRun() {
        Ui.run(() -> find("#sweep-values-y", TextField.class).setText("ddim,ddmi"));

        assertTrue(Ui.get(() -> find("#sweep-run", Button.class).isDisabled()));
        assertTrue(Ui.get(() -> find("#sweep-problem", Label.class).getText()).contains("ddmi"));
    }

    @Test
    void stoppingKeepsWhatWasFound() {
        heldAt = 2;
        Ui.run(() -> find("#sweep-values-x", TextField.class).setText("4..60 step 2"));
        Ui.run(() -> find("#sweep-run", Button.class).fire());
        Ui.until("a cell has run", () -> model.found() > 0);
        Ui.run(() -> find("#sweep-stop-run", Button.class).fire());

        assertFalse(Ui.get(() -> model.running().get()));
        assertTrue(Ui.get(() -> find("#sweep-size", Label.class).getText()).startsWith("Stopped: "));
        assertEquals(1, model.found());
    }

    @Test
    void goingOnRunsWhatWasLeftAndKeepsTheRest() {
        heldAt = 2;
        Ui.run(() -> find("#sweep-values-x", TextField.class).setText("4..30 step 2"));
        Ui.run(() -> find("#sweep-run", Button.class).fire());
        Ui.until("a cell has run", () -> model.found() > 0);
        Ui.run(() -> find("#sweep-stop-run", Button.class).fire());
        heldAt = Integer.MAX_VALUE;
        int cell = results().cells().keySet().iterator().next();
        Executed before = results().run(cell).orElseThrow();
        Ui.run(() -> {
            model.choose(cell, false);
            find("#sweep-values-x", TextField.class).setText("5"); // the next sweep, not this one
            find("#sweep-go-on", Button.class).fire();
        });

        assertTrue(Ui.get(() -> model.results().get().orElseThrow().run(cell).isPresent()));
        Ui.until("the sweep has run", () -> !model.running().get());
        assertEquals(28, results().cells().size());
        assertEquals(28, kept.size());
        assertSame(before, results().run(cell).orElseThrow());
        assertEquals(List.of(cell), model.chosen().get());
        assertFalse(Ui.get(() -> find("#sweep-go-on", Button.class).isVisible()));
    }

    @Test
    void aSweepIsFoundAgainByTheNextStartAsItWas() {
        run();
        SweepResults before = results();
        openAnother();
        showEarlier();

        assertEquals(before.table().json(), results().table().json()); // errors, paired intervals, front and wall times
        assertEquals(before.window(), results().window());
        for (int cell = 0; cell < 4; cell++) {
            assertArrayEquals(before.error(cell).orElseThrow().perSample(), results().error(cell).orElseThrow().perSample());
            assertEquals(before.run(cell).orElseThrow().file().end(), results().run(cell).orElseThrow().file().end());
        }
        assertEquals("4 of 4 cells", Ui.get(() -> find("#sweep-size", Label.class).getText()));
        assertEquals("60", Ui.get(() -> find("#sweep-sample-count", TextField.class).getText()));
        Ui.run(() -> find("#sweep-values-x", TextField.class).setText("4,8,6"));
        run();
        assertEquals(2, kept.size()); // the new column alone
    }

    @Test
    void whatASweepOfAnotherStartHasLeftIsGoneOnWith() {
        heldAt = 3;
        Ui.run(() -> find("#sweep-run", Button.class).fire());
        Ui.until("two cells have run", () -> model.found() == 2);
        openAnother();
        showEarlier();

        assertEquals(3, results().cells().size()); // the one that had just been run is not lost
        fire("#sweep-go-on");
        assertEquals(4, results().cells().size());
        assertEquals(1, kept.size());
    }

    @Test
    void relativeNamesOfAnEarlierSweepStartWhereItWasBegun() throws IOException {
        Files.writeString(home.resolve("points.csv"), "x,y\n0,0\n1,1\n0,1\n");
        var store = new SweepStore(home.resolve("sweeps"), study.services().resolver().catalog());
        var base = Studies.spec("ddim", 6).withModel(Choice.of("points").with("file", new Setting.Word("points.csv")))
            .withSamples(20);
        store.keep(new KeptSweep(new SweepSpec(base, List.of(SweepAxis.of("nfe=4")), Map.of()), List.of(),
            Engine.STANDARD_BACKEND, home, Instant.now()));
        openAnother();
        showEarlier();
        fire("#sweep-go-on");
        Ui.run(() -> model.addLanes(List.of(0)));

        assertTrue(results().run(0).isPresent());
        Ui.until("the lane has a plan", () -> study.focusedLane().planned().get().isPresent());
    }

    @Test
    void nothingIsKeptWhereTheUserWantsNoHistory() {
        keeps = false;
        run();

        assertFalse(Files.exists(home.resolve("sweeps")));
        assertEquals(Optional.empty(), Ui.get(() -> model.files().trouble().get()));
    }

    @Test
    void aSweepThatCannotBeKeptIsRunAndSaysSo() throws IOException {
        Files.writeString(home.resolve("sweeps"), "no folder");
        run();

        assertEquals(4, results().cells().size());
        Ui.until("it says so", () -> find("#sweep-shelf", SweepShelf.class).lookupAll(".hint").stream()
            .anyMatch(n -> ((Label) n).getText().startsWith("Not kept")));
    }

    private void showEarlier() {
        Ui.until("it is listed", () -> !find("#sweep-earlier", MenuButton.class).getItems().isEmpty());
        Ui.run(() -> ((Menu) find("#sweep-earlier", MenuButton.class).getItems().getFirst()).getItems().getFirst().fire());
        Ui.until("it is shown", () -> !model.running().get());
        Ui.pulse();
    }

    @Test
    void cellsThatFailedRunAgainOnceTheirFileIsThere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("points.csv");
        Ui.run(() -> model.draft().lines().get(1).set(SweepAxis.MODEL,
            "moons,{\"id\": \"points\", \"file\": \"%s\"}".formatted(file)));
        run();
        assertEquals(Set.of(2, 3), results().failed());
        Executed before = results().run(0).orElseThrow();

        Files.writeString(file, "x,y\n0,0\n1,1\n0,1\n");
        Ui.run(() -> model.choose(2, false));
        fire("#sweep-again-cell");

        assertEquals(Set.of(3), results().failed());
        assertTrue(results().run(2).isPresent());
        fire("#sweep-again");
        assertEquals(Set.of(), results().failed());
        assertSame(before, results().run(0).orElseThrow());
        assertEquals(4, kept.size());
    }

    @Test
    void aTableNeverMixesTwoDevices() {
        Ui.run(() -> {
            find("#sweep-values-x", TextField.class).setText("1,8");
            find("#sweep-values-y", TextField.class).setText("ddim,heun");
        });
        run();
        assertEquals(Set.of(2), results().failed()); // Heun needs two evaluations

        backend.set("cpu-float64");
        fire("#sweep-again");

        assertEquals(4, results().cells().size());
        assertEquals("cpu-float64", results().run(0).orElseThrow().file().environment().backend());
    }

    private void fire(String selector) {
        Ui.until("it is offered", () -> find(selector, Button.class).isVisible());
        Ui.run(() -> find(selector, Button.class).fire());
        Ui.until("the sweep has run", () -> !model.running().get());
    }

    @Test
    void aDoubleClickedTileBecomesALaneThatCanBeUndone() {
        run();
        Point2D at = Ui.get(() -> tiles().middle(3));
        Ui.run(() -> model.addLanes(List.of(3)));

        assertTrue(at.getX() > 0);
        assertEquals(2, study.lanes().size());
        assertEquals("dpmpp-2m, 8", study.study().get().focusedLane().name());
        assertEquals(results().run(3).orElseThrow().run().spec(), study.study().get().focusedLane().spec());
        Ui.run(study::undo);
        assertEquals(1, study.lanes().size());
    }

    @Test
    void choosingARowChoosesTheCellEverywhere() {
        run();
        view("table");
        Ui.run(() -> find("#sweep-table", SweepTableView.class).getSelectionModel().select(2));

        Ui.until("the stage shows it", () -> find("#sweep-staged", Label.class).getText().equals("dpmpp-2m, 4"));
        assertEquals(List.of(2), model.chosen().get());
        Ui.run(() -> model.choose(1, false));
        assertEquals(List.of(1), Ui.get(() -> List.copyOf(find("#sweep-table", SweepTableView.class).getSelectionModel()
            .getSelectedIndices())));
    }

    @Test
    void theWorstSamplesStandOutInEveryViewAndInTheLanes() {
        run();
        Ui.run(() -> model.choose(0, false));
        Ui.until("its samples are listed", () -> samples().getItems().size() == 60);
        Ui.run(() -> find("#sweep-worst", Button.class).fire());

        Set<Integer> worst = Ui.get(() -> study.selection().samples().get());
        double[] errors = results().error(0).orElseThrow().perSample();
        assertEquals(3, worst.size());
        double least = worst.stream().mapToDouble(s -> errors[s]).min().orElseThrow();
        for (int i = 0; i < errors.length; i++) {
            assertTrue(worst.contains(i) || errors[i] <= least);
        }
        view("front");
        assertTrue(Ui.get(() -> chart("#sweep-pareto-chart").content().curves().stream()
            .anyMatch(c -> c.name().equals("ddim, chosen samples") && c.marks().size() == 2)));
        // The same samples, so the mean square over them is that of the chosen errors alone.
        assertEquals(results().error(0).orElseThrow().over(worst).orElseThrow().rms().value(),
            Ui.get(() -> chart("#sweep-pareto-chart").content().curves().stream()
                .filter(c -> c.name().equals("ddim, chosen samples")).findFirst().orElseThrow().marks().getFirst().y()));
    }

    @Test
    void samplesChosenInALaneAreSelectedInTheList() {
        run();
        Ui.run(() -> model.choose(0, false));
        Ui.until("its samples are listed", () -> samples().getItems().size() == 60);
        Ui.run(() -> study.selection().samples().set(Set.of(7, 11)));

        assertEquals(Set.of(7, 11), Ui.get(() -> Set.copyOf(new ArrayList<>(samples().getSelectionModel().getSelectedItems())
            .stream().map(SampleTable.Entry::sample).toList())));
    }

    @Test
    void escapeLetsSamplesGoBeforeItClosesThePage() {
        run();
        Ui.run(() -> study.selection().samples().set(Set.of(1)));
        Ui.press(tiles(), KeyCode.ESCAPE);

        assertEquals(Set.of(), Ui.get(() -> study.selection().samples().get()));
        assertEquals(0, closed.get());
    }

    @Test
    void blinkingShowsTheCellThatItIsComparedWith() {
        run();
        Ui.run(() -> model.choose(3, false));
        Ui.until("the cell is staged", () -> find("#sweep-staged", Label.class).getText().equals("dpmpp-2m, 8"));
        Ui.run(() -> find("#sweep-blink", ToggleButton.class).fire());

        Ui.until("the baseline is seen", () -> find("#sweep-staged", Label.class).getText().startsWith("ddim, 8"));
        Ui.until("the cell is seen again", () -> find("#sweep-staged", Label.class).getText().equals("dpmpp-2m, 8"));
    }

    @Test
    void theFrontIsThatOfTheTable() {
        run();
        view("front");

        var front = Ui.get(() -> chart("#sweep-pareto-chart").content().curves().stream()
            .filter(c -> c.name().equals("front")).findFirst().orElseThrow());
        assertEquals(List.of(4.0, 8.0), front.marks().stream().map(m -> m.x()).toList());
        assertTrue(front.marks().getLast().y() < front.marks().getFirst().y());
        Ui.run(() -> find("#sweep-over-seconds", ToggleButton.class).fire());
        assertEquals("seconds of a run", Ui.get(() -> chart("#sweep-pareto-chart").content().x().label()));
    }

    @Test
    void aMetricSettlesInTheFeaturesOfTheUsersOwnNetwork() {
        run();
        Ui.run(() -> model.choose(0, false));
        view("metrics");
        measure(SettlingModel.Space.PIXELS);
        double plain = lastValue();
        Ui.run(() -> {
            find("#sweep-space", ChoiceBox.class).getSelectionModel().select(SettlingModel.Space.NETWORK.ordinal());
            find("#sweep-encoder", Button.class).fire();
        });
        measure(SettlingModel.Space.NETWORK);

        assertNotEquals(plain, lastValue());
        assertTrue(Ui.get(() -> chart("#sweep-metric-chart").content().curves().stream().anyMatch(c -> c.name().equals("floor"))));
    }

    private void measure(SettlingModel.Space space) {
        Ui.run(() -> find("#sweep-measure", Button.class).fire());
        Ui.until("the metric is measured in " + space, () -> {
            var settling = find("#sweep-metrics", SettlingView.class).model();
            return !settling.running().get() && !settling.found().get().isEmpty();
        });
    }

    private double lastValue() {
        return Ui.get(() -> find("#sweep-metrics", SettlingView.class).model().found().get().getFirst().curve().points()
            .getLast().value().value());
    }

    private void run() {
        Ui.run(() -> find("#sweep-run", Button.class).fire());
        Ui.until("the sweep has run", () -> !model.running().get());
        Ui.pulse();
    }

    private void view(String words) {
        Ui.run(() -> find("#sweep-view-" + words, ToggleButton.class).fire());
        Ui.pulse();
    }

    private SweepResults results() {
        return Ui.get(() -> model.results().get().orElseThrow());
    }

    private TilePane tiles() {
        return find("#sweep-tiles", TilePane.class);
    }

    private SampleTable samples() {
        return find("#sweep-samples", SampleTable.class);
    }

    private ChartPane chart(String id) {
        return find(id, ChartPane.class);
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return Ui.find(stage.getScene().getRoot(), selector, type);
    }
}
