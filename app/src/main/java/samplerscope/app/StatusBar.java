package samplerscope.app;

import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.StudyModel;

/// Where runs go, how fast they are, what they are measured against, and how smooth the window is.
final class StatusBar extends HBox {

    private static final long EVERY_NANOS = 500_000_000;

    private final StudyModel study;
    private final Label speed = new Label();
    private final Label reference = new Label();
    private final Label heap = new Label();
    private final Label frames = new Label();

    StatusBar(StudyModel study, Preferences preferences) {
        this.study = study;
        setId("status");
        getStyleClass().add("status");
        var backend = new Label();
        backend.setId("status-backend");
        backend.textProperty().bind(Bindings.createStringBinding(() -> preferences.backend().get().name() + ", "
            + preferences.threads().get() + " threads", preferences.backend(), preferences.threads()));
        backend.setTooltip(new Tooltip("Where runs are computed: Ctrl+, changes it"));
        speed.setId("status-speed");
        reference.setId("status-reference");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        frames.setTooltip(new Tooltip("Pulses of the window per second"));
        getChildren().setAll(backend, speed, reference, gap, heap, frames);
        new Meter().start();
    }

    private void refresh(double fps) {
        LaneModel lane = study.focusedLane();
        double rate = lane.evaluationsPerSecond();
        speed.setText(Double.isFinite(rate) ? Labels.number(rate) + " NFE/s" : "");
        reference.setText("reference: " + switch (lane.reference().get()) {
            case ReferenceState.None(String why) -> why;
            case ReferenceState.Computing _ -> "computing\u2026";
            case ReferenceState.Ready(var path) -> "ODE solved to %s in %d NFE".formatted(
                Labels.number(path.tolerance()), path.evaluations());
            case ReferenceState.Failed(var problem) -> problem.happened();
        });
        Runtime runtime = Runtime.getRuntime();
        heap.setText("%d MB".formatted((runtime.totalMemory() - runtime.freeMemory()) >> 20));
        frames.setText("%.0f fps".formatted(fps));
    }

    /// Counts pulses; labels change twice a second.
    private final class Meter extends AnimationTimer {
        private long since;
        private int pulses;

        @Override
        public void handle(long now) {
            pulses++;
            if (now - since >= EVERY_NANOS) {
                refresh(pulses * 1e9 / (now - since));
                since = now;
                pulses = 0;
            }
        }
    }
}
