package samplerscope.app.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
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
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.history.HistoryEntry;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;

/// The page over three real runs of the window: DDIM, Heun and DPM-Solver++(2M).
class HistoryPageTest {

    @TempDir
    private Path folder;
    private final AtomicInteger closed = new AtomicInteger();
    private StudyModel study;
    private HistoryDesk desk;
    private HistoryModel model;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        study = Studies.moons("ddim", "heun", "dpmpp-2m");
        desk = new HistoryDesk(new HistoryPlace(folder.resolve("history")), study.services().resolver().catalog());
        model = new HistoryModel(desk, study, () -> true);
    }

    private void runAndShow() {
        Ui.run(() -> study.log().listen(new HistoryRecorder(study.services(), desk, () -> true)));
        Studies.run(study);
        show();
        Ui.until("all runs are listed with their errors", () -> rows().size() == 3
            && rows().stream().allMatch(e -> e.facts().error().isPresent()));
    }

    private void show() {
        stage = Ui.show(() -> new HistoryPage(model, closed::incrementAndGet), 1240, 760);
        Ui.until("the history is open", () -> !find("#history-usage", Label.class).getText().isEmpty());
    }

    @AfterEach
    void close() {
        Ui.run(study.runner()::stop);
        Ui.close(stage);
        desk.close();
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return Ui.find(stage.getScene().getRoot(), selector, type);
    }

    private HistoryTable table() {
        return find("#history-table", HistoryTable.class);
    }

    private List<HistoryEntry> rows() {
        return Ui.get(() -> List.copyOf(table().getItems()));
    }

    private void select(String... solvers) {
        Ui.run(() -> {
            table().getSelectionModel().clearSelection();
            List<String> wanted = List.of(solvers);
            for (int i = 0; i < table().getItems().size(); i++) {
                if (wanted.contains(table().getItems().get(i).facts().solvers().getFirst())) {
                    table().getSelectionModel().select(i);
                }
            }
            table().requestFocus();
        });
    }

    private List<String> solvers() {
        return rows().stream().map(e -> e.facts().solvers().getFirst()).sorted().toList();
    }

    private void fire(String id) {
        Ui.run(() -> find(id, Button.class).fire());
    }

    @Test
    void saysWhatToDoWhereThereIsNothingYet() {
        show();

        assertTrue(find("#history-empty", Label.class).getText().contains("Ctrl+Enter"));
        assertTrue(find("#history-restore", Button.class).isDisabled());
    }

    @Test
    void searchAndFiltersNarrowTheList() {
        runAndShow();

        Ui.run(() -> find("#history-search", TextField.class).setText("solver:dpm nfe<=10"));
        Ui.until("one is left", () -> solvers().equals(List.of("dpmpp-2m")));
        Ui.run(() -> find("#history-search", TextField.class).setText("nfe<="));
        Ui.until("the half-typed condition is told", () -> find("#history-problem", Label.class).isVisible());
        assertEquals(List.of("dpmpp-2m"), solvers(), "what was found before stays");
        Ui.run(() -> {
            find("#history-search", TextField.class).setText("");
            @SuppressWarnings("unchecked")
            ComboBox<Optional<String>> box = find("#history-solver", ComboBox.class);
            box.setValue(Optional.of("heun"));
        });
        Ui.until("only that solver is shown", () -> solvers().equals(List.of("heun")));
        assertFalse(find("#history-problem", Label.class).isVisible());
        Ui.run(() -> find("#history-favourites", ToggleButton.class).fire());
        Ui.until("none is a favourite", () -> rows().isEmpty());
        assertTrue(find("#history-empty", Label.class).getText().startsWith("No run is like that"));
    }

    @Test
    void aRunOfMaskedDiffusionIsListedAndOpensInItsLab() {
        RunSpec.Unmask spec = RunSpec.Unmask.of(Choice.of("chain-a")).withSamples(3);
        try (var kept = Executors.newSingleThreadExecutor()) {
            var recorder = new MaskedRecorder(study.services(), desk, MaskedCatalog.standard(), kept, () -> true);
            Ui.run(() -> recorder.accept(List.of(spec)));
        }
        var opened = new ArrayList<RunSpec.Unmask>();
        model.onMasked(opened::addAll);
        show();
        Ui.until("it is listed", () -> rows().size() == 1);
        assertEquals(List.of("random"), rows().getFirst().facts().solvers());

        Ui.run(() -> table().getSelectionModel().select(0));
        fire("#history-restore");

        Ui.until("its lab has it", () -> !opened.isEmpty());
        assertEquals(List.of(spec), opened);
        assertEquals(1, closed.get(), "the page makes room");
        assertEquals(3, study.lanes().size(), "no lane has changed");
    }

    @Test
    void tagsAndNotesAreKeptWhenTheFieldIsLeft() {
        runAndShow();
        select("heun");

        Ui.run(() -> {
            find("#history-tags", TextField.class).setText("Paper fig2");
            find("#history-tags", TextField.class).fireEvent(new ActionEvent());
            find("#history-note", TextArea.class).requestFocus();
            find("#history-note", TextArea.class).setText("look here");
        });
        select("ddim");

        Ui.until("both are kept", () -> rows().stream().anyMatch(e -> e.facts().solvers().contains("heun")
            && e.marks().tags().equals(List.of("fig2", "paper")) && e.marks().note().equals("look here")));
        assertTrue(rows().stream().filter(e -> !e.facts().solvers().contains("heun")).allMatch(
            e -> e.marks().tags().isEmpty() && e.marks().note().isEmpty()), "of no other run");
    }

    @Test
    void tagsOfSeveralRunsAreAddedToAll() {
        runAndShow();
        select("heun", "ddim");

        Ui.run(() -> {
            find("#history-tags", TextField.class).setText("both");
            find("#history-tags", TextField.class).fireEvent(new ActionEvent());
        });

        Ui.until("two have it", () -> rows().stream().filter(e -> e.marks().tags().contains("both")).count() == 2);
    }

    @Test
    void deletedRunsComeBackWithUndoOrFromTheBin() {
        runAndShow();
        select("heun", "ddim");

        Ui.press(table(), KeyCode.DELETE);
        Ui.until("one is left", () -> rows().size() == 1);
        assertEquals("Deleted 2 runs.", find("#history-deleted-words", Label.class).getText());
        Ui.press(table(), KeyCode.Z, KeyCode.SHORTCUT);
        Ui.until("all are back", () -> rows().size() == 3);
        select("heun");
        fire("#history-delete");
        Ui.until("it is gone", () -> rows().size() == 2);
        Ui.run(() -> find("#history-deleted", ToggleButton.class).fire());
        Ui.until("the bin has it", () -> solvers().equals(List.of("heun")));
        select("heun");
        fire("#history-delete");
        Ui.until("the bin is empty", () -> rows().isEmpty());
        Ui.run(() -> find("#history-deleted", ToggleButton.class).fire());

        Ui.until("all are back again", () -> rows().size() == 3);
    }

    @Test
    void aSpecGoesBackToTheFocusedLane() {
        runAndShow();
        select("heun");
        RunSpec.Denoise before = Ui.get(() -> study.focusedLane().lane().get().spec());
        assertEquals("ddim", before.solvers().getFirst().id());

        Ui.press(table(), KeyCode.ENTER);

        Ui.until("the page is left", () -> closed.get() == 1);
        assertEquals(before.withSolvers(List.of(Choice.of("heun"))),
            Ui.get(() -> study.focusedLane().lane().get().spec()));
        Ui.run(study::undo);
        assertEquals(before, Ui.get(() -> study.focusedLane().lane().get().spec()));
    }

    @Test
    void severalRunsAreComparedInLanesOfTheirOwn() {
        runAndShow();
        select("heun", "dpmpp-2m");

        fire("#history-compare");

        Ui.until("there are two lanes", () -> study.lanes().size() == 2);
        Ui.until("they have run", () -> study.lanes().stream().allMatch(lane -> lane.frames().size() == 11));
        assertEquals(List.of("dpmpp-2m", "heun"),
            study.lanes().stream().map(HistoryPageTest::solver).sorted().toList());
        Ui.run(study::undo);
        assertEquals(3, study.lanes().size());
    }

    private static String solver(LaneModel lane) {
        return lane.lane().get().spec().solvers().getFirst().id();
    }

    /// Times are printed, not judged: a busy machine is no mistake of the page.
    @Test
    void tenThousandRunsOpenAndScroll() throws Exception {
        runAndShow();
        Ui.close(stage);
        copyRows(9_997);

        long began = System.nanoTime();
        stage = Ui.show(() -> new HistoryPage(model, closed::incrementAndGet), 1240, 760);
        long shown = System.nanoTime();
        Ui.until("the first rows are there", () -> !rows().isEmpty());
        long first = System.nanoTime();
        Ui.until("all are listed", () -> rows().size() == 10_000);
        long all = System.nanoTime();
        HistoryTable table = table();
        var scrolls = new ArrayList<Double>();
        for (int i = 0; i < 100; i++) {
            int row = i * 100;
            scrolls.add(Ui.get(() -> {
                long pulse = System.nanoTime();
                table.scrollTo(row);
                table.layout();
                return (System.nanoTime() - pulse) * 1e-6;
            }));
        }
        scrolls.sort(null);

        System.out.printf("history page with 10,000 runs: shown after %d ms, first rows after %d ms, all after %d ms, "
            + "a page of scrolling %.1f ms, at most %.1f ms%n", (shown - began) / 1_000_000,
            (first - began) / 1_000_000, (all - began) / 1_000_000, scrolls.get(50), scrolls.getLast());
        long cells = Ui.get(() -> table.lookupAll(".table-row-cell").size());
        assertTrue(cells < 60, "only lines on screen have cells, not " + cells);
    }

    private void copyRows(int count) throws Exception {
        String columns = "name, model, solvers, grid, schedule, seed, samples, steps, nfe, error, error_se, "
            + "error_count, error_unit, seconds, backend, device, precision, threads, status, problem, program, "
            + "source, favourite, tags, note, deleted, bytes, arrays, spec";
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history/index.db"));
             var statement = connection.createStatement()) {
            statement.execute("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d) "
                .formatted(count) + "INSERT INTO run (id, at, %1$s) SELECT id || '-' || n, at - n * 60000, %1$s "
                .formatted(columns) + "FROM c, (SELECT * FROM run LIMIT 1)");
        }
    }

    @Test
    void aKeyMakesAFavourite() {
        runAndShow();
        select("ddim");

        Ui.press(table(), KeyCode.F);

        Ui.until("it is one", () -> rows().stream().filter(e -> e.marks().favourite()).count() == 1);
        assertEquals("ddim", Ui.get(() -> table().selection().getFirst().facts().solvers().getFirst()),
            "the selection follows its run");
    }
}
