package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.search.SearchCell;
import samplerscope.app.search.SearchModel;
import samplerscope.app.search.SearchModel.Phase;
import samplerscope.app.search.SearchPage;
import samplerscope.app.search.Tried;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.search.Candidate;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

class SearchWindowTest {

    private static final RunSpec.Denoise START = RunSpec.Denoise.of(Choice.of("problem-s"))
        .withGrid(Choice.of("uniform-lambda").with("steps", 5)).withSolvers(List.of(Choice.of("dpmpp-2m")))
        .withSamples(50);
    private static final int FEW_NOISES = 8;
    /// More than a test waits for.
    private static final int MANY = 1_000_000;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void aSearchEndsWithACheckOnFreshNoisesAndItsBestScheduleOpensAsALane() {
        try (TestWindow window = opened()) {
            fill(window, 40);

            Ui.run(find(window, "#search-start", Button.class)::fire);
            until(window, Phase.RESTED);

            SearchModel search = window.bench().search();
            var best = Ui.get(() -> search.ranking().getFirst());
            var table = find(window, "#search-leaderboard", TableView.class);
            assertEquals(Math.min(40, Ui.get(search.ranking()::size)), Ui.get(table.getItems()::size));
            assertEquals(best, Ui.get(search.selected().get()::orElseThrow));
            assertTrue(Ui.get(() -> words(window)).contains("fresh noises"));
            Ui.run(find(window, "#search-open", Button.class)::fire);
            Ui.until("the lane of the schedule is done", () -> window.study().lanes().size() == 2
                && window.study().focusedLane().state().get() instanceof LaneState.Done);
            LaneModel lane = window.study().focusedLane();
            assertEquals(best.candidate().in(START), Ui.get(() -> lane.lane().get().spec()));
            assertEquals(4, Ui.get(() -> lane.ran().get().orElseThrow().nfe()));
        }
    }

    @Test
    void anotherScheduleIsChosenInTheTablePinnedAndComparedWithTheStart() {
        try (TestWindow window = opened()) {
            fill(window, 20);
            Ui.run(find(window, "#search-start", Button.class)::fire);
            until(window, Phase.RESTED);
            var table = find(window, "#search-leaderboard", TableView.class);

            Ui.run(() -> table.getSelectionModel().select(2));
            Ui.press(table, KeyCode.P);
            var third = Ui.get(() -> window.bench().search().ranking().get(2));

            Ui.until("the pin is said", () -> button(window, "#search-pin").getText().equals("Unpin"));
            assertEquals(third, Ui.get(window.bench().search().selected().get()::orElseThrow));
            Ui.run(button(window, "#search-compare")::fire);
            assertEquals(List.of(START, third.candidate().in(START)),
                Ui.get(() -> window.study().lanes().stream().map(l -> l.lane().get().spec()).toList()));
        }
    }

    @Test
    void aClickOnAPointOfTheFrontSelectsItsSchedule() {
        try (TestWindow window = opened()) {
            fill(window, 20);
            Ui.run(find(window, "#search-start", Button.class)::fire);
            until(window, Phase.RESTED);
            var chart = find(window, "#search-front", ChartPane.class);
            var worst = Ui.get(() -> window.bench().search().ranking().getLast());
            Ui.until("the chart is drawn", () -> place(chart, worst).isPresent());

            Point2D at = Ui.get(() -> place(chart, worst).orElseThrow());
            Ui.click(find(window, "#search-front-overlay", Node.class), at.getX() / chart.getWidth(),
                at.getY() / chart.getHeight());

            assertEquals(worst, Ui.get(window.bench().search().selected().get()::orElseThrow));
            assertTrue(Ui.get(() -> find(window, "#search-front-words", Label.class).getText()).contains("NFE 4"));
        }
    }

    private static Optional<Point2D> place(ChartPane chart, Tried tried) {
        return chart.pixelOf(tried.evaluation().nfe(), tried.evaluation().score());
    }

    @Test
    void aPausedSearchEvaluatesNothingAndAStoppedOneIsJudged() {
        try (TestWindow window = opened()) {
            fill(window, MANY);
            SearchModel search = window.bench().search();
            Ui.run(find(window, "#search-start", Button.class)::fire);
            Ui.until("some schedules are tried", () -> count(search) > 5);

            Ui.run(button(window, "#search-pause")::fire);
            long before = settled(search);
            wait(30);
            assertEquals(before, Ui.get(() -> count(search)));
            assertTrue(Ui.get(() -> find(window, "#search-progress", Label.class).getText()).startsWith("paused"));

            Ui.run(button(window, "#search-pause")::fire);
            Ui.until("it goes on", () -> count(search) > before);
            Ui.run(button(window, "#search-stop")::fire);
            until(window, Phase.RESTED);
            assertTrue(Ui.get(() -> search.cells().iterator().next().result().isPresent()));
            assertTrue(count(search) < MANY);
        }
    }

    @Test
    void aSearchThatTheEndOfTheProgramBrokeOffGoesOnAfterARestart() {
        long before;
        Candidate pinned;
        try (TestWindow window = opened()) {
            fill(window, MANY);
            Ui.run(find(window, "#search-start", Button.class)::fire);
            Ui.until("some schedules are tried", () -> count(window.bench().search()) > 5);
            Ui.run(window.bench().search()::pause);
            before = settled(window.bench().search());
            Ui.run(() -> find(window, "#search-leaderboard", TableView.class).getSelectionModel().select(1));
            Ui.run(button(window, "#search-pin")::fire);
            pinned = Ui.get(window.bench().search().selected().get()::orElseThrow).candidate();
        }
        List<String> log = lines();

        try (TestWindow window = opened()) {
            Ui.until("the search is offered", () -> window.bench().root()
                .lookup("#search-unfinished-words") instanceof Label l
                && l.getText().contains("0 of 1 done"));
            Ui.run(button(window, "#search-unfinished-go-on")::fire);
            Ui.until("new schedules are tried", () -> count(window.bench().search()) > before + 5);
            Ui.run(button(window, "#search-stop")::fire);
            until(window, Phase.RESTED);

            assertEquals(1 + before, log.size());
            assertEquals(log, lines().subList(0, log.size()));
            assertEquals(lines().size() - 1, Ui.get(() -> count(window.bench().search())));
            assertEquals(SearchCell.State.DONE, Ui.get(() -> window.bench().search().cells().iterator().next()
                .state()));
            assertEquals(List.of(pinned), pinned(window));
        }
    }

    @Test
    void aSearchThatGainsNothingEndsBeforeItsLimit() {
        try (TestWindow window = opened()) {
            fill(window, MANY);
            Ui.run(() -> find(window, "#search-patience", TextField.class).setText("6"));

            Ui.run(button(window, "#search-start")::fire);
            until(window, Phase.RESTED);

            assertTrue(Ui.get(() -> find(window, "#search-progress", Label.class).getText())
                .endsWith("1 of 1 search done, 1 ended without a gain"));
        }
    }

    @Test
    void aDeletedSearchLeavesTheScreenAndCanBeBroughtBack() {
        try (TestWindow window = opened()) {
            fill(window, 6);
            Ui.run(button(window, "#search-start")::fire);
            until(window, Phase.RESTED);
            var earlier = find(window, "#search-earlier", MenuButton.class);
            Ui.until("the search is listed", () -> earlier.getItems().size() == 1);

            Ui.run(() -> ((Menu) earlier.getItems().getFirst()).getItems().getLast().fire());
            Ui.until("it is deleted", () -> earlier.isDisabled());
            assertEquals(Phase.NONE, Ui.get(window.bench().search().phase()::get));
            assertEquals(List.of(), Ui.get(window.bench().search()::ranking));

            Ui.run(button(window, "#search-removed-undo")::fire);
            Ui.until("it is back", () -> !earlier.isDisabled() && earlier.getItems().size() == 1);
        }
    }

    @Test
    void methodsFromSeveralSeedsHaveOneCurveEach() {
        try (TestWindow window = opened()) {
            fill(window, 12);
            var seeds = find(window, "#search-seeds", Spinner.class);
            Ui.run(() -> {
                seeds.getEditor().setText("2");
                seeds.commitValue();
                ((SearchPage) find(window, "#search-page", Node.class)).choose(List.of(Choice.of("random"),
                    Choice.of("evolution")));
                button(window, "#search-start").fire();
            });
            until(window, Phase.RESTED);

            assertEquals(4, Ui.get(() -> window.bench().search().cells().stream().filter(c -> c.result().isPresent())
                .count()));
            Ui.until("both methods are in the legend", () -> window.bench().root().lookup("#legend-1") != null);
            assertEquals(null, Ui.get(() -> window.bench().root().lookup("#legend-2")));
        }
    }

    @Test
    void aGoalThatCannotBeSearchedSaysWhyAndBeginsNothing() {
        try (TestWindow window = opened()) {
            fill(window, 10);
            Ui.run(() -> find(window, "#search-nfe", TextField.class).setText("eight"));

            Ui.run(button(window, "#search-start")::fire);

            assertTrue(Ui.get(() -> find(window, "#search-problem", Label.class).getText()).contains("whole number"));
            assertEquals(Phase.NONE, Ui.get(() -> window.bench().search().phase().get()));
            assertFalse(Files.exists(folder.resolve("searches")));
        }
    }

    private TestWindow opened() {
        TestWindow window = TestWindow.open(folder, List.of(START));
        Ui.run(window.bench().pages()::searchSchedules);
        Ui.pulse();
        return window;
    }

    /// Four evaluations, few noises, so many schedules.
    private static void fill(TestWindow window, int schedules) {
        Ui.run(() -> {
            find(window, "#search-nfe", TextField.class).setText("4");
            var noises = find(window, "#search-noises", Spinner.class);
            noises.getEditor().setText(Integer.toString(FEW_NOISES));
            noises.commitValue();
            find(window, "#search-limit", TextField.class).setText(Integer.toString(schedules));
        });
    }

    private static void until(TestWindow window, Phase phase) {
        // Judging takes the library of solvers on the held-out noises: longer than the patience for one click.
        for (int i = 0; i < 5; i++) {
            try {
                Ui.until("the search is " + phase, () -> window.bench().search().phase().get() == phase);
                break;
            } catch (AssertionError e) {
                if (i == 4) {
                    throw e;
                }
            }
        }
        Ui.pulse();
    }

    /// The number of schedules once it has stopped growing.
    private static long settled(SearchModel search) {
        long last = -1;
        for (long now = Ui.get(() -> count(search)); now != last; now = Ui.get(() -> count(search))) {
            last = now;
            wait(40);
        }
        return last;
    }

    private static void wait(int pulses) {
        for (int i = 0; i < pulses; i++) {
            Ui.pulse();
        }
    }

    private static long count(SearchModel search) {
        return search.cells().stream().mapToLong(c -> c.log().size()).sum();
    }

    private static String words(TestWindow window) {
        return String.join("\n", window.bench().root().lookupAll(".search-fact").stream().map(n -> ((Label) n)
            .getText()).toList());
    }

    /// What the table lists as pinned.
    @SuppressWarnings("unchecked") // of a box and a table that this page made
    private static List<Candidate> pinned(TestWindow window) {
        var which = (ComboBox<Object>) find(window, "#search-which", ComboBox.class);
        Ui.run(() -> which.setValue(which.getItems().get(2)));
        assertEquals("Pinned", Ui.get(which::getValue).toString());
        var table = find(window, "#search-leaderboard", TableView.class);
        var listed = new ArrayList<Candidate>();
        for (int i = 0; i < Ui.get(table.getItems()::size); i++) {
            int row = i;
            Ui.run(() -> table.getSelectionModel().select(row));
            listed.add(Ui.get(window.bench().search().selected().get()::orElseThrow).candidate());
        }
        return listed;
    }

    private List<String> lines() {
        try (Stream<Path> all = Files.walk(folder.resolve("searches"))) {
            return Files.readAllLines(all.filter(p -> p.toString().endsWith(".jsonl")).findFirst().orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Button button(TestWindow window, String selector) {
        return find(window, selector, Button.class);
    }

    private static <N extends Node> N find(TestWindow window, String selector, Class<N> type) {
        return Ui.find(window.bench().root(), selector, type);
    }
}
