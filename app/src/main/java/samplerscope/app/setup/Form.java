package samplerscope.app.setup;

import atlantafx.base.controls.ToggleSwitch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import samplerscope.app.kit.Presence;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// A form generated from parameter descriptions: label, control, unit in the tooltip, error at the field.
public final class Form extends GridPane {

    /// A setting was changed by hand.
    public interface Change {
        void to(Parameter parameter, Setting value);
    }

    private final Map<String, Consumer<Setting>> show = new LinkedHashMap<>();
    private final List<Parameter> parameters;
    private final Change change;
    private final FileChoice files;
    /// Whether controls are being filled by the program: what they report meanwhile is nobody's edit.
    private boolean showing;

    /// @param idPrefix node ids are `prefix-parameter`
    public Form(String idPrefix, List<Parameter> parameters, Change change, FileChoice files) {
        this.parameters = parameters;
        this.change = change;
        this.files = files;
        getStyleClass().add("form");
        var labels = new ColumnConstraints();
        labels.setHalignment(HPos.LEFT);
        var controls = new ColumnConstraints();
        controls.setHgrow(Priority.ALWAYS);
        controls.setFillWidth(true);
        getColumnConstraints().setAll(labels, controls);
        for (Parameter parameter : parameters) {
            addRow(idPrefix, parameter);
        }
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /// Shows settings without reporting them as changes; missing ones show their default.
    public void show(Map<String, Setting> settings) {
        showing = true;
        for (Parameter parameter : parameters) {
            Setting given = settings.get(parameter.id());
            (given == null ? parameter.standard() : Optional.of(given))
                .ifPresent(show.get(parameter.id())::accept);
        }
        showing = false;
    }

    private void addRow(String prefix, Parameter parameter) {
        var label = new FormLabel(parameter.name());
        label.setTooltip(new Tooltip(parameter.help()));
        var problem = new Label();
        problem.getStyleClass().add("problem");
        Presence.show(problem, false);
        Node control = control(parameter, problem);
        control.setId(prefix + "-" + parameter.id());
        Tooltip.install(control, new Tooltip(parameter.help()));
        label.setLabelFor(control);
        int row = getRowCount();
        addRow(row, label, control);
        add(problem, 0, row + 1, 2, 1);
    }

    private Node control(Parameter parameter, Label problem) {
        return switch (parameter.kind()) {
            case Parameter.Kind.Real(var _, double min, double max, boolean logarithmic) -> number(parameter, problem,
                new NumberSlider(min, max, logarithmic, false));
            case Parameter.Kind.Whole(var _, int min, int max, int stride) -> number(parameter, problem,
                new NumberSlider(min, max, max > 100, true).inStridesOf(stride));
            case Parameter.Kind.OneOf(var words) -> {
                var box = new ComboBox<String>();
                box.getItems().setAll(words);
                box.setMaxWidth(Double.MAX_VALUE);
                show.put(parameter.id(), s -> box.setValue(((Setting.Word) s).value()));
                box.setOnAction(_ -> report(parameter, new Setting.Word(box.getValue()), problem));
                yield box;
            }
            case Parameter.Kind.Switch _ -> {
                var toggle = new ToggleSwitch();
                show.put(parameter.id(), s -> toggle.setSelected(((Setting.Flag) s).value()));
                toggle.selectedProperty().addListener((_, _, on) ->
                    report(parameter, new Setting.Flag(on), problem));
                yield toggle;
            }
            case Parameter.Kind.Numbers _ -> numbers(parameter, problem);
            case Parameter.Kind.Path(var extensions) -> {
                var field = new PathField(files, parameter.name(), extensions);
                show.put(parameter.id(), s -> field.show(((Setting.Word) s).value()));
                field.onChange(path -> report(parameter, new Setting.Word(path), problem));
                yield field;
            }
        };
    }

    private Node number(Parameter parameter, Label problem, NumberSlider slider) {
        show.put(parameter.id(), s -> slider.show(((Setting.Num) s).value()));
        slider.onChange(value -> report(parameter, new Setting.Num(value), problem));
        slider.onProblem(text -> tell(problem, text));
        return slider;
    }

    private Node numbers(Parameter parameter, Label problem) {
        var area = new TextArea();
        area.setPrefRowCount(4);
        area.setWrapText(true);
        area.setPromptText("numbers, separated by commas or lines");
        area.getStyleClass().add("number-field");
        show.put(parameter.id(), s -> area.setText(NumberList.text(((Setting.Numbers) s).values())));
        area.focusedProperty().addListener((_, _, focused) -> {
            if (focused) {
                return;
            }
            if (area.getText().isBlank()) {
                parameter.standard().ifPresent(empty -> report(parameter, empty, problem));
            } else {
                NumberList.parse(area.getText()).ifPresentOrElse(
                    values -> report(parameter, new Setting.Numbers(values), problem),
                    () -> tell(problem, "every entry must be a number"));
            }
        });
        return area;
    }

    private void report(Parameter parameter, Setting value, Label problem) {
        if (showing) {
            return;
        }
        try {
            parameter.check(parameter.name(), value);
            tell(problem, "");
            change.to(parameter, value);
        } catch (InvalidParameterException e) {
            tell(problem, e.happened() + "; " + e.remedy());
        }
    }

    private static void tell(Label problem, String text) {
        problem.setText(text);
        Presence.show(problem, !text.isEmpty());
    }
}
