package samplerscope.app;

import atlantafx.base.theme.Styles;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.command.Command;
import samplerscope.app.devices.Devices;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.DeviceChoice;

/// Where runs go, how fast they are, what they are measured against, and how smooth the window is.
final class StatusBar extends HBox {

    private static final long EVERY_NANOS = 500_000_000;

    private final StudyModel study;
    private final Label speed = new Label();
    private final Label reference = new Label();
    private final Label heap = new Label();
    private final Button frames = new Button();

    /// @param devices     opens the page on which the device is chosen
    /// @param diagnostics opens the page that says how smooth the window is
    StatusBar(StudyModel study, Preferences preferences, Command devices, Command diagnostics) {
        this.study = study;
        setId("status");
        getStyleClass().add("status");
        Button device = device(preferences, devices);
        Label remark = remark(preferences.devices());
        speed.setId("status-speed");
        reference.setId("status-reference");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        frames.setId("status-frames");
        frames.getStyleClass().addAll(Styles.FLAT, "status-device");
        frames.setTooltip(new Tooltip("Frames of the window per second; shows its diagnostics  "
            + diagnostics.keyWords()));
        frames.setOnAction(_ -> diagnostics.perform());
        getChildren().setAll(device, remark, speed, reference, gap, heap, frames);
        new Meter().start();
    }

    private static Button device(Preferences preferences, Command devices) {
        var current = preferences.devices().current();
        var button = new Button("", new FontIcon(Feather.CPU));
        button.setId("status-device");
        button.getStyleClass().addAll(Styles.FLAT, "status-device");
        button.textProperty().bind(Bindings.createStringBinding(() -> current.get().map(DeviceChoice::title)
            .orElseGet(() -> "starting " + preferences.devices().wanted().get() + "\u2026")
            + ", " + preferences.threads().get() + " threads", current, preferences.threads()));
        button.setTooltip(new Tooltip("Where runs are computed; shows all devices  "
            + devices.keyWords()));
        button.setOnAction(_ -> devices.perform());
        return button;
    }

    /// Says quietly that the device of the settings has gone.
    private static Label remark(Devices devices) {
        var label = new Label();
        label.setId("status-remark");
        label.getStyleClass().add("status-remark");
        label.textProperty().bind(devices.remark());
        label.visibleProperty().bind(devices.remark().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        var whole = new Tooltip();
        whole.textProperty().bind(devices.remark());
        label.setTooltip(whole);
        return label;
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
