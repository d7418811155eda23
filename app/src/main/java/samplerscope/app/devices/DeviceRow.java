package samplerscope.app.devices;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.Device;

/// One device: its name, what is known of it, and either the way to use it or what stands in that way.
final class DeviceRow extends HBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private DeviceRow(Feather sign, Node texts, List<? extends Node> action) {
        getStyleClass().add("device-row");
        var icon = new FontIcon(sign);
        icon.getStyleClass().add("device-icon");
        HBox.setHgrow(texts, Priority.ALWAYS);
        getChildren().setAll(icon, texts);
        getChildren().addAll(action);
    }

    /// @param isCurrent whether the next run goes there
    /// @param use       sends it there
    static DeviceRow of(DeviceChoice choice, boolean isCurrent, Runnable use) {
        Device device = choice.device();
        String id = choice.id().replaceAll("[^a-z0-9]+", "-"); // a slash or colon would end an id in a selector
        var row = new DeviceRow(sign(device), texts(choice.title(), device.kind(), facts(choice), device.obstacle()),
            List.of(device.isUsable() ? isCurrent ? inUse(id) : useButton(choice, id, use) : state("not usable", id)));
        row.setId("device-" + id);
        row.pseudoClassStateChanged(CURRENT, isCurrent);
        return row;
    }

    /// In the place of a backend that this build does not have.
    static DeviceRow missing(Device.Obstacle obstacle) {
        var row = new DeviceRow(Feather.ALERT_TRIANGLE, texts("GPU", "", "", Optional.of(obstacle)), List.of());
        row.setId("device-missing");
        return row;
    }

    private static Feather sign(Device device) {
        return !device.isUsable() ? Feather.ALERT_TRIANGLE : device.kind().equals("CPU") ? Feather.CPU : Feather.ZAP;
    }

    private static VBox texts(String name, String kind, String facts, Optional<Device.Obstacle> obstacle) {
        var title = new Label(name);
        title.getStyleClass().add("device-name");
        title.setWrapText(true);
        var head = new HBox(8, title);
        if (!kind.isEmpty()) {
            var chip = new Label(kind);
            chip.getStyleClass().addAll("chip", "chip-4");
            chip.setMinWidth(USE_PREF_SIZE);
            head.getChildren().add(chip);
        }
        head.getStyleClass().add("device-head");
        var texts = new VBox(head);
        texts.getStyleClass().add("device-texts");
        if (!facts.isEmpty()) {
            texts.getChildren().add(wrapped(facts, "muted"));
        }
        obstacle.ifPresent(found -> {
            texts.getChildren().addAll(wrapped(sentence(found.why()), "problem"),
                wrapped(sentence(found.remedy()), "hint"));
            if (!found.command().isEmpty()) {
                texts.getChildren().add(command(found.command()));
            }
        });
        return texts;
    }

    /// `tornado/0:0 · OpenCL, NVIDIA CUDA 550.54 · 24.0 GiB`; nothing of what only stands for devices that are not
    /// there.
    private static String facts(DeviceChoice choice) {
        Device device = choice.device();
        if (!device.isUsable() && device.id().isEmpty()) {
            return "";
        }
        return Stream.of(choice.id(), device.name().equals(choice.title()) ? "" : device.name(), device.driver(),
            device.memoryInWords()).filter(fact -> !fact.isEmpty()).collect(Collectors.joining(" \u00b7 "));
    }

    private static Label wrapped(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static HBox command(String line) {
        var text = new Label(line);
        text.getStyleClass().add("device-command");
        var copy = new Button("Copy", new FontIcon(Feather.COPY));
        copy.getStyleClass().addAll("small", "flat", "device-copy");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(new Tooltip("Puts the command on the clipboard"));
        copy.setAccessibleText("Copy the command " + line);
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(line);
            Clipboard.getSystemClipboard().setContent(content);
        });
        var row = new HBox(8, text, copy);
        row.getStyleClass().add("device-head");
        return row;
    }

    private static Label inUse(String id) {
        Label label = state("in use", id);
        label.setGraphic(new FontIcon(Feather.CHECK));
        return label;
    }

    private static Label state(String words, String id) {
        var label = new Label(words);
        label.setId("device-state-" + id);
        label.getStyleClass().add("device-state");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Button useButton(DeviceChoice choice, String id, Runnable use) {
        var button = new Button("Use this");
        button.setId("device-use-" + id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText("Use " + choice.title());
        button.setTooltip(new Tooltip("The next run goes here; runs that go on keep their device"));
        button.setOnAction(_ -> use.run());
        return button;
    }

    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
