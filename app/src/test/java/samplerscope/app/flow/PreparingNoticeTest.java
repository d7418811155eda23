package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;

/// Lanes whose plan takes long.
class PreparingNoticeTest {

    private final CountDownLatch opened = new CountDownLatch(1);
    private StudyModel study;
    private LaneNotice notice;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        study = Ui.get(() -> new StudyModel(services(), Study.of(List.of(TestStudies.spec("slow", "ddim", 4, 100)))));
        stage = Ui.show(() -> notice = new LaneNotice(lane(), study), 500, 400);
    }

    @AfterEach
    void close() {
        opened.countDown();
        Ui.run(study.runner()::stop);
        Ui.run(notice::dispose);
        Ui.close(stage);
    }

    @Test
    void saysWhatALaneIsWaitingForUntilItsPlanIsThere() {
        Ui.until("the notice is there", () -> notice.lookup(".lane-preparing") != null);
        assertEquals("Opening the model", Ui.find(notice, ".lane-preparing .banner-title", Label.class).getText());
        Ui.until("time goes on", () -> text(".preparing-detail").equals("1\u2009s"));

        opened.countDown();

        Ui.until("the plan is there", () -> lane().planned().get().isPresent());
        Ui.until("the notice is gone", () -> notice.lookup(".lane-preparing") == null);
    }

    @Test
    void canBeCancelledAndBegunAgain() {
        Ui.until("the notice is there", () -> notice.lookup(".lane-preparing") != null);

        Ui.run(() -> Ui.find(notice, ".preparing-cancel", Button.class).fire());

        Ui.until("nothing is prepared", () -> lane().preparing().get().isEmpty());
        assertEquals(new LaneState.Draft(java.util.Optional.empty()), lane().state().get());
        opened.countDown();
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("it has run after all", () -> lane().state().get() instanceof LaneState.Done);
    }

    @Test
    void aRunWaitsForThePlanUnderWayAndStopEndsBoth() {
        Ui.run(() -> study.runner().run(study.lanes()));
        assertEquals(new LaneState.Preparing(), lane().state().get());

        Ui.run(study.runner()::stop);

        Ui.until("nothing is prepared", () -> lane().preparing().get().isEmpty());
        assertEquals(new LaneState.Draft(java.util.Optional.empty()), lane().state().get());
    }

    @Test
    void aRunThatTakesThePlaceOfOneStillPreparedPreparesItself() {
        Ui.run(() -> {
            study.runner().run(study.lanes());
            study.runner().run(study.lanes());
        });

        opened.countDown();

        Ui.until("the second has run", () -> lane().state().get() instanceof LaneState.Done,
            () -> lane().state().get().toString());
    }

    @Test
    void anEditEndsWhatWasPreparedBefore() {
        Ui.run(() -> study.editSpec("model", "", false, s -> s.withModel(Choice.of("moons"))));

        Ui.until("the other plan is there", () -> lane().planned().get().isPresent());
        assertEquals("moons", lane().planned().get().orElseThrow().model().card().id());
        assertTrue(lane().preparing().get().isEmpty());
    }

    @Test
    void aPilotRunSaysSo() {
        Ui.run(() -> study.editSpec("grid", "", false, s -> s.withModel(Choice.of("moons")).withGrid(Choice.of("adaptive")
            .with("pair", new Setting.Word("12")).with("rtol", 1e-6).with("atol", 1e-7).with("pilots", 256))));

        Ui.until("the pilot run is named", () -> text(".lane-preparing .banner-title").startsWith("A pilot run"));
        long began = System.nanoTime();
        Ui.run(() -> Ui.find(notice, ".preparing-cancel", Button.class).fire());
        Ui.until("it has stopped", () -> lane().preparing().get().isEmpty());
        assertTrue((System.nanoTime() - began) * 1e-9 < 5, "cancelling took too long");
    }

    private String text(String selector) {
        return notice.lookup(selector) instanceof Label label ? label.getText() : "";
    }

    private LaneModel lane() {
        return study.lanes().getFirst();
    }

    /// With a model that opens when the test says so.
    private Services services() {
        Services real = TestStudies.services();
        Catalog catalog = real.resolver().catalog();
        ModelFamily moons = catalog.models().get("moons");
        var slow = new ModelFamily("slow", "Slow", "a test", List.of(), (settings, base) -> {
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new CancellationException("opening was cancelled");
            }
            return moons.open().open(settings, base);
        });
        return new Services(new Resolver(new Catalog(new Registry<>("model", List.of(slow, moons)), catalog.schedules(),
            catalog.grids(), catalog.solvers(), catalog.metrics(), catalog.backends())), real.references(), real.engine(),
            real.background(), real.exporting(), real.opening(), real.solving(), real.measuring(),
            Path.of("").toAbsolutePath(), real.shown());
    }
}
