package samplerscope.app.network;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import samplerscope.app.kit.Names;
import samplerscope.app.network.NetworkDraft.Role;
import samplerscope.model.onnx.Port;

/// The inputs and outputs of a network with their types, what each is, and why that was guessed.
final class PortTable extends GridPane {

    private final NetworkDraft draft;

    PortTable(NetworkDraft draft) {
        super(14, 8);
        this.draft = draft;
        setId("network-ports");
        var reasons = new ColumnConstraints();
        reasons.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(), new ColumnConstraints(),
            new ColumnConstraints(), reasons);
        addRow(0, head(""), head("PORT"), head("TYPE"), head("IS THE"), head("GUESSED BY"));
        draft.ports().inputs().forEach(this::addInput);
        var group = new ToggleGroup();
        draft.ports().outputs().forEach(port -> addOutput(port, group));
    }

    private void addInput(Port port) {
        var role = new ComboBox<Role>();
        role.setId("network-role-" + port.name());
        role.setAccessibleText("what %s is".formatted(port.name()));
        role.getItems().setAll(Role.values());
        role.setConverter(new Names<>(Role::words));
        role.setPrefWidth(130);
        draft.said().subscribe(_ -> role.setValue(draft.roleOf(port)));
        role.valueProperty().subscribe((_, wanted) -> {
            if (wanted != draft.roleOf(port)) {
                draft.give(port, wanted);
            }
        });
        addRow(getRowCount(), text("input"), name(port), type(port), role, reason(switch (draft.roleOf(port)) {
            case SAMPLE -> "inputs.sample";
            case TIMESTEP -> "inputs.timestep";
            case CLASS -> "inputs.class";
            case NONE -> "";
        }));
    }

    private void addOutput(Port port, ToggleGroup group) {
        var chosen = new RadioButton("prediction");
        chosen.setId("network-output-" + port.name());
        chosen.setToggleGroup(group);
        boolean guessed = port.name().equals(draft.said().get().ports().output());
        chosen.setSelected(guessed);
        chosen.setOnAction(_ -> draft.predict(port));
        addRow(getRowCount(), text("output"), name(port), type(port), chosen, reason(guessed ? "output" : ""));
    }

    private static Label head(String words) {
        var label = new Label(words);
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Label text(String words) {
        var label = new Label(words);
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label name(Port port) {
        var label = new Label(port.name());
        label.getStyleClass().add("device-name");
        return label;
    }

    private static Label type(Port port) {
        var label = new Label(port.inWords());
        label.getStyleClass().add("mono");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Label reason(String field) {
        Label label = text(DescriptionForm.reason(draft, field));
        label.setWrapText(true);
        return label;
    }
}
