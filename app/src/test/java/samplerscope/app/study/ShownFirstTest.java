package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class ShownFirstTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void theReferenceWaitsForTheFirstPicturesAndTheRunDoesNot() {
        var shown = new CompletableFuture<Void>();
        Services now = TestStudies.services();
        var services = new Services(now.resolver(), now.references(), now.engine(), now.background(), now.exporting(),
            now.opening(), now.solving(), now.measuring(), now.base(), shown);
        StudyModel study = Ui.get(() -> new StudyModel(services, Study.of(List.of(TestStudies.spec("moons", "ddim", 4, 50)))));
        LaneModel lane = Ui.get(study::focusedLane);
        Ui.run(() -> study.runner().run(List.of(lane)));
        Ui.until("the run has ended", () -> lane.state().get() instanceof LaneState.Done);
        // Without the wait, a reference of these few samples is there by then.
        long end = System.nanoTime() + 2_000_000_000L;
        Ui.until("time has passed", () -> System.nanoTime() - end > 0);
        assertInstanceOf(ReferenceState.Computing.class, Ui.get(() -> lane.reference().get()));

        Ui.run(() -> shown.complete(null));
        Ui.until("errors are measured", () -> !lane.errors().get().isEmpty());
        Ui.run(study.runner()::close);
    }
}
