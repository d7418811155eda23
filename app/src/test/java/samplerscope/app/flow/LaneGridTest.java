package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.registry.Setting;

/// Lanes of the moons, headless, driven by real events.
class LaneGridTest {

    private StudyModel study;
    private LaneGrid grid;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.show(() -> {
            study = new StudyModel(TestStudies.services(), Study.of(List.of(TestStudies.spec("moons", "ddim", 6, 300),
                TestStudies.spec("moons", "dpmpp-2m", 6, 300))));
            grid = new LaneGrid(study, _ -> List.of());
            var root = new StackPane(grid);
            root.getStylesheets().add(LaneGrid.class.getResource("/samplerscope/app/canvas.css").toExternalForm());
            return root;
        }, 900, 600);
        Ui.until("the panes are there", () -> grid.lookup("#flow.0") != null || grid.lookupAll(".flow-pane").size() == 2);
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            study.runner().stop();
            grid.dispose();
        });
        Ui.close(stage);
    }

    @Test
    void anEmptyLaneSaysWhatToDo() {
        assertTrue(Ui.get(() -> grid.lookupAll(".notice-title").stream().map(n -> ((Label) n).getText()).toList())
            .contains("Press Run"));
    }

    @Test
    void aRunPaintsParticlesAndScrubbingPaintsOthers() {
        BufferedImage empty = Ui.snapshot(pane(0));
        run();
        BufferedImage end = settledPicture(0);
        Ui.run(() -> study.selection().scrub(0));
        BufferedImage start = settledPicture(0);

        assertNotEquals(0, differingPixels(empty, end));
        assertTrue(differingPixels(start, end) > 500, "noise and data must look different");
    }

    @Test
    void theHoveredSampleIsTheSameInEveryLaneAndAClickSelectsIt() {
        run();
        float[] place = placeOf(17, 0);
        var m = mapping(0);
        double across = m.toX(place[0]) / pane(0).getLayoutBounds().getWidth();
        double down = m.toY(place[1]) / pane(0).getLayoutBounds().getHeight();
        BufferedImage before = settledPicture(1);

        Ui.hover(pane(0), across, down, false);
        BufferedImage after = settledPicture(1);
        Ui.click(pane(0), across, down);

        assertEquals(17, Ui.get(() -> study.selection().hovered().get()));
        assertNotEquals(0, differingPixels(before, after));
        assertEquals(Set.of(17), Ui.get(() -> study.selection().samples().get()));
        Ui.press(pane(0), KeyCode.ESCAPE);
        assertEquals(Set.of(), Ui.get(() -> study.selection().samples().get()));
    }

    @Test
    void wheelAndDragMoveAllLanesUntilTheyAreBroughtHome() {
        View2D.Window home = Ui.get(() -> grid.view().window().get());
        Ui.scroll(pane(0), 0.5, 0.5, 240);
        double zoomed = Ui.get(() -> grid.view().window().get().half());
        Ui.drag(pane(1), 0.5, 0.5, 0.25, 0.5);
        View2D.Window panned = Ui.get(() -> grid.view().window().get());
        Ui.run(grid.view()::reset);

        assertTrue(zoomed < home.half());
        assertTrue(panned.centreX() > home.centreX(), "dragging to the left shows what lies to the right");
        assertEquals(home, Ui.get(() -> grid.view().window().get()));
    }

    @Test
    void aDoubleClickPutsAProbeThereWhichIsDraggedAndDeletedLikeAThing() {
        run();
        Ui.run(() -> {
            study.selection().samples().set(Set.of(17));
            study.selection().scrub(0);
        });
        Ui.click(pane(0)); // the first of the two chooses whatever is there
        Ui.doubleClick(pane(0));
        Ui.until("both lanes follow it", () -> study.lanes().stream().allMatch(
            l -> study.probes().path(study.probes().all().getFirst(), l).isPresent()));
        BufferedImage there = settledPicture(1);
        double x = Ui.get(() -> study.probes().all().getFirst().probe().place().at(0));
        var window = Ui.get(() -> grid.view().window().get());
        Ui.drag(pane(0), 0.5, 0.5, 0.7, 0.5);
        double moved = Ui.get(() -> study.probes().all().getFirst().probe().place().at(0));
        Ui.until("the paths have followed", () -> study.lanes().stream().allMatch(l -> study.probes().path(
            study.probes().all().getFirst(), l).filter(p -> Math.abs(p.path().initial().at(0) - moved) < 0.1).isPresent()));
        BufferedImage elsewhere = settledPicture(1);

        assertEquals(0, x, 0.05, "in the middle of the view");
        assertTrue(moved > 0.5, "to the right by a fifth of the pane");
        assertEquals(window, Ui.get(() -> grid.view().window().get()), "a dragged probe pans nothing");
        assertTrue(differingPixels(there, elsewhere) > 100, "its path is drawn in the other lane too");
        Ui.run(grid::requestFocus);
        Ui.hover(pane(0), 0.7, 0.5, false);
        assertTrue(Ui.get(() -> pane(0).isFocused()), "so that Delete is not about the lane");
        Ui.press(pane(0), KeyCode.DELETE);
        assertEquals(List.of(), Ui.get(() -> study.probes().all()));
        assertEquals(Set.of(17), Ui.get(() -> study.selection().samples().get()));
    }

    @Test
    void anEditMarksTheLaneOldAndItsPictureStays() {
        run();
        Ui.run(() -> study.edit("steps", s -> s.withLane(0, l -> l.withSpec(l.spec().withGrid(
            l.spec().grid().with("steps", new Setting.Num(7)))))));
        Ui.until("the tag is shown", () -> grid.lookupAll(".lane-old-tag").stream().anyMatch(Node::isVisible));

        assertTrue(Ui.get(() -> study.lanes().getFirst().old().get()));
        assertFalse(Ui.get(() -> study.lanes().getFirst().frames().isEmpty()));
    }

    @Test
    void aLaneThatCannotRunSaysWhyInTwoSentences() {
        Ui.run(() -> study.edit("solver", s -> s.withLane(0, l -> l.withSpec(l.spec().withGrid(
            l.spec().grid().with("end", new Setting.Num(5)))))));

        Ui.until("the banner is shown", () -> grid.lookup(".lane-banner") != null);
        assertTrue(Ui.find(grid, ".banner-title", Label.class).getText().endsWith("."));
        assertFalse(Ui.find(grid, ".banner-text", Label.class).getText().isEmpty());
    }

    @Test
    void aDoubleClickOnTheNameRenamesAndUndoTakesItBack() {
        Label name = byId("lane.0.name", Label.class);
        Ui.doubleClick(name);
        TextField editor = byId("lane.0.rename", TextField.class);
        Ui.type(editor, "baseline");
        Ui.press(editor, KeyCode.ENTER);
        Ui.until("the name is shown", () -> name.getText().equals("baseline"));

        Ui.run(study::undo);
        Ui.until("the name is gone", () -> name.getText().equals("DDIM"));
    }

    @Test
    void aDoubleClickOnAHeaderLetsALaneFillTheGrid() {
        Node header = Ui.get(() -> grid.canvas(study.lanes().get(1)).orElseThrow().header());
        Ui.doubleClick(header);
        assertEquals(1, Ui.get(() -> grid.getChildrenUnmodifiable().size()));

        Ui.doubleClick(header);
        assertEquals(2, Ui.get(() -> grid.getChildrenUnmodifiable().size()));
    }

    @Test
    void aClickFocusesTheLane() {
        Ui.click(pane(1));

        assertEquals(1, Ui.get(() -> study.focusedLane().id()));
    }

    private void run() {
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("all lanes are done",
            () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
    }

    private Node pane(int lane) {
        return Ui.get(() -> grid.lookupAll(".flow-pane").stream().filter(n -> n.getId().equals("flow." + lane))
            .findFirst().orElseThrow());
    }

    private <N extends Node> N byId(String id, Class<N> type) {
        return Ui.get(() -> type.cast(grid.lookupAll("*").stream().filter(n -> id.equals(n.getId())).findFirst()
            .orElseThrow()));
    }

    private Mapping mapping(int lane) {
        var bounds = pane(lane).getLayoutBounds();
        return Mapping.of(Ui.get(() -> grid.view().window().get()), bounds.getWidth(), bounds.getHeight());
    }

    private float[] placeOf(int sample, int lane) {
        return Ui.get(() -> {
            var all = new float[600];
            PlaneScale.read(study.frameOf(study.lanes().get(lane)).orElseThrow(), all);
            return new float[] {all[2 * sample], all[2 * sample + 1]};
        });
    }

    private BufferedImage settledPicture(int lane) {
        Ui.pulse();
        Ui.until("the pictures are painted",
            () -> grid.lookupAll(".raster-pane").stream().allMatch(n -> ((RasterPane) n).settled().get()));
        return Ui.snapshot(pane(lane));
    }

    private static int differingPixels(BufferedImage a, BufferedImage b) {
        int differing = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                differing += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
            }
        }
        return differing;
    }
}
