package samplerscope.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.run.PlanTable;

class InspectorPaneTest {

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void showsTheVeryCoefficientsThatCorePrintsForTheStepUnderTheCursor() {
        StudyModel model = Studies.moons("dpmpp-2m");
        show(model, pane -> {
            Studies.run(model);
            PlanTable.Row fourth = model.lanes().getFirst().ran().get().orElseThrow().table().rows().get(3);

            scrubToStep(model, 4);
            Ui.until("step 4 is shown", () -> title(pane, "#inspector-step").equals("Step 4 of 10"));

            List<String> lines = lines(pane);
            assertEquals(fourth.lines().stream().map(PlanText::shown).toList(), lines);
        });
    }

    @Test
    void writesAnotherStepIntoTheSameNodes() {
        StudyModel model = Studies.moons("dpmpp-2m");
        show(model, pane -> {
            Studies.run(model);
            scrubToStep(model, 4);
            Ui.until("step 4 is shown", () -> title(pane, "#inspector-step").equals("Step 4 of 10"));
            Set<Node> before = Ui.get(() -> Set.copyOf(pane.lookupAll("*")));
            Set<String> formula = Set.copyOf(lines(pane));

            scrubToStep(model, 5);
            Ui.until("step 5 is shown", () -> title(pane, "#inspector-step").equals("Step 5 of 10"));

            assertEquals(before, Ui.get(() -> Set.copyOf(pane.lookupAll("*"))));
            assertNotEquals(formula, Set.copyOf(lines(pane)));
        });
    }

    @Test
    void showsAllLinesOfAStepThatHasMoreOrFewerOfThem() {
        StudyModel model = Studies.moons("heun", "ddim");
        show(model, pane -> {
            Studies.run(model);
            scrubToStep(model, 2);
            List<List<String>> shown = List.of(0, 1, 0).stream().map(lane -> linesOfLane(model, pane, lane)).toList();

            assertTrue(shown.get(0).size() > shown.get(1).size());
            assertEquals(shown.get(0), shown.get(2));
        });
    }

    /// Focuses a lane, and sees that all lines of its step are there.
    private static List<String> linesOfLane(StudyModel model, InspectorPane pane, int index) {
        LaneModel lane = model.lanes().get(index);
        Ui.run(() -> model.look(s -> s.focusing(lane.id())));
        List<String> wanted = Ui.get(() -> StepFacts.of(model, lane)).orElseThrow().plan().row().lines().stream()
            .map(PlanText::shown).toList();
        Ui.until("the lines of lane " + index, () -> lines(pane).equals(wanted));
        return wanted;
    }

    @Test
    void copiesCoefficientsThatReadBackAsTheSameDoubles() {
        StudyModel model = Studies.moons("dpmpp-2m");
        Studies.run(model);
        PlanTable.Row row = model.lanes().getFirst().ran().get().orElseThrow().table().rows().get(3);

        List<String> csv = new PlanText(row).csv().lines().skip(1).toList();

        List<Double> read = csv.stream().map(l -> Double.valueOf(l.substring(l.lastIndexOf(',') + 1))).toList();
        assertEquals(row.lines().stream().flatMap(l -> l.terms().stream()).map(PlanTable.Coefficient::value).toList(), read);
        assertTrue(new PlanText(row).latex().startsWith("\\begin{aligned}"));
    }

    @Test
    void saysWhichShareOfTheLocalErrorAStepCarries() {
        StudyModel model = Studies.moons("ddim");
        Studies.run(model);
        LaneModel lane = model.lanes().getFirst();
        double total = lane.localErrors().get().stream().mapToDouble(e -> e.rms().value()).sum();

        scrubToStep(model, 4);
        StepFacts step = Ui.get(() -> StepFacts.of(model, lane)).orElseThrow();

        assertEquals("Step 4 of 10", step.title());
        assertEquals(lane.localErrors().get().get(3).rms().value() / total, step.share().orElseThrow());
    }

    @Test
    void theFullFormSaysMoreThanTheShortOne() {
        StudyModel model = Studies.moons("ddim");
        show(model, pane -> {
            Ui.until("the model is shown", () -> pane.lookup("#inspector-kind") != null);
            String brief = words(pane);

            Ui.click(Ui.find(pane, "#inspector-more", ToggleButton.class));
            Ui.until("more is shown", () -> words(pane).length() > brief.length());

            assertTrue(words(pane).contains("Song et al. 2021, arXiv:2010.02502"), "the solver's paper");
            assertTrue(words(pane).contains("Licence"));
        });
    }

    @Test
    void negativeNumbersHaveTheMinusOfTheWindow() {
        assertEquals("w0 \u2190 data of model(x) at lambda \u22120.473199",
            shown("w0 <- data of model(x) at lambda -0.473199"));
        assertEquals("x \u2190 \u22120.5 start \u2212 1.5e\u221207 data[-1]", shown("x <- -0.5 start - 1.5e-07 data[-1]"));
    }

    private static String shown(String text) {
        return PlanText.shown(new PlanTable.Line("x", PlanTable.Kind.EVALUATE, List.of(), text));
    }

    @Test
    void followsTheFocusedLane() {
        StudyModel model = Studies.moons("ddim", "heun");
        show(model, pane -> {
            Ui.run(() -> model.look(s -> s.focusing(model.lanes().getLast().id())));
            Label badge = Ui.find(pane, "#inspector-badge", Label.class);

            Ui.until("lane B is shown", () -> badge.getText().equals("B"));
        });
    }

    private static void scrubToStep(StudyModel model, int step) {
        Ui.run(() -> {
            LaneModel lane = model.lanes().getFirst();
            model.selection().scrub(model.axis().get().positionOf(lane.moments().get(step), lane.steps()));
        });
    }

    private static void show(StudyModel model, Consumer<InspectorPane> test) {
        InspectorPane pane = Ui.get(() -> new InspectorPane(model));
        Stage stage = Ui.show(() -> pane, 320, 980);
        try {
            test.accept(pane);
        } finally {
            Ui.close(stage);
        }
    }

    private static String title(Node pane, String section) {
        return ((TitledPane) pane.lookup(section)).getText();
    }

    private static List<String> lines(Node pane) {
        return Ui.get(() -> pane.lookupAll(".formula-line").stream().map(n -> ((Label) n).getText()).toList());
    }

    private static String words(Node pane) {
        return Ui.get(() -> pane.lookupAll(".label").stream().filter(Label.class::isInstance)
            .map(n -> ((Label) n).getText()).collect(Collectors.joining("\n")));
    }
}
