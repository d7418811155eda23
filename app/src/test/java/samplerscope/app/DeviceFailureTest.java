package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.devices.TestDevices;
import samplerscope.app.flow.LaneGrid;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.RunEntry;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.Engine;

/// A card that runs out of memory in the middle of a run, and the way back to the CPU.
class DeviceFailureTest {

    private static final int COMBINATIONS = 5;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void oneClickRepeatsWhatTheDeviceFailedAtAndLeavesTheRest() {
        Services plain = TestStudies.services();
        var engine = new AtomicReference<>(plain.engine().get());
        var services = new Services(plain.resolver(), plain.references(), engine::get, plain.background(),
            plain.exporting(), plain.opening(), plain.solving(), plain.measuring(), plain.base(), plain.shown());
        StudyModel study = Ui.get(() -> new StudyModel(services, Study.of(List.of(
            TestStudies.spec("moons", "ddim", 8, 50), TestStudies.spec("moons", "heun", 8, 50),
            TestStudies.spec("moons", "dpmpp-2m", 8, 50)))));
        Stage stage = Ui.show(() -> new LaneGrid(study, _ -> List.of()), 900, 500);
        List<LaneModel> lanes = Ui.get(() -> List.copyOf(study.lanes()));
        run(study, lanes);
        Frame kept = Ui.get(() -> lanes.get(2).newest().orElseThrow());
        engine.set(Engine.of(TestDevices.backends(new CountDownLatch(0), COMBINATIONS), TestDevices.CARD, 1));

        run(study, lanes.subList(0, 2));
        LaneState failed = Ui.get(() -> lanes.getFirst().state().get());
        assertTrue(failed.couldRunOnCpu(), failed.toString());
        assertTrue(failed instanceof LaneState.Failed(LaneState.Problem problem)
            && problem.happened().equals("Card One ran out of memory")
            && problem.remedy().equals("use fewer samples"), failed.toString());
        Ui.pulse();
        Ui.click(Ui.find(stage.getScene().getRoot(), ".run-on-cpu", Button.class));
        Ui.until("both lanes are done", () -> lanes.stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
        Ui.pulse();

        assertEquals(Optional.of(Engine.STANDARD_BACKEND), Ui.get(() -> lanes.get(1).ranOn().map(Engine::id)));
        assertEquals(9, Ui.get(() -> lanes.getFirst().frames().size()));
        assertEquals(lanes, Ui.get(() -> List.copyOf(study.lanes())), "every lane keeps its place");
        assertSame(kept, Ui.get(() -> lanes.get(2).newest().orElseThrow()), "a lane that was done is left alone");
        assertEquals(List.of("Card One", "Card One"), Ui.get(() -> study.log().entries().stream()
            .filter(e -> e.status() == RunEntry.Status.FAILED).map(RunEntry::backend).toList()));
        assertEquals(5, Ui.get(() -> study.log().entries().stream().filter(e ->
            e.status() == RunEntry.Status.DONE).count()), "three runs before, two repeated");
        assertNull(Ui.get(() -> stage.getScene().getRoot().lookup(".run-on-cpu")));
        Ui.close(stage);
    }

    private static void run(StudyModel study, List<LaneModel> lanes) {
        Ui.run(() -> study.runner().run(lanes));
        Ui.until("the runs have ended", () -> lanes.stream().noneMatch(l -> l.state().get().isActive()));
    }
}
