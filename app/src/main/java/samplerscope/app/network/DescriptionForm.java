package samplerscope.app.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Names;
import samplerscope.app.kit.Presence;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.setup.Form;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.PortGuess;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.registry.Setting;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.schedule.ScheduleName;

/// What a network predicts, on which path, and what it is told: one row per field of the sidecar.
final class DescriptionForm extends GridPane {

    private static final Insets BESIDE_A_BOX = new Insets(7, 0, 0, 0);

    private final NetworkDraft draft;
    private final Label told = note("");
    private final Label meaning = note("");
    private final List<Node> ofClasses = new ArrayList<>();
    private final List<Node> ofEdm = new ArrayList<>();

    DescriptionForm(NetworkDraft draft, List<ScheduleFamily> schedules, FileChoice files) {
        super(14, 10);
        this.draft = draft;
        setId("network-form");
        var labels = new ColumnConstraints();
        labels.setMinWidth(120);
        var controls = new ColumnConstraints();
        controls.setMinWidth(280);
        var reasons = new ColumnConstraints();
        reasons.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(labels, controls, reasons);
        NetworkDescription start = draft.said().get();
        add("shape", shape(), note(reason(draft, "shape")));
        add("predicts", prediction(), meaning);
        ofEdm.addAll(add("sigma data", number("sigmaData", start.prediction().sigmaData(), value ->
            d -> d.withPrediction(new Prediction(d.prediction().form(), value))),
            note("standard deviation of the data")));
        addSchedule(schedules, files);
        add("is told", timestep(start.timestep()), told);
        ofClasses.addAll(add("classes", classes(start), note("names in the order of their labels, with commas")));
        ofClasses.addAll(add("null class", nullClass(), note("label for no class; empty where it has none")));
        add("name", text("name", start.about().name(), words -> about(a ->
            new NetworkDescription.About(words, a.source(), a.licence()))), note("shown in lists"));
        add("licence", text("licence", start.about().licence(), words -> about(a ->
            new NetworkDescription.About(a.name(), a.source(), words))), note("of the weights"));
        draft.said().subscribe(this::refresh);
    }

    /// Why a field was guessed as it was; empty where it was not.
    static String reason(NetworkDraft draft, String field) {
        return Optional.ofNullable(draft.ports().guess().reasons().get(field)).map(r -> r.words()
            + (r.sureness() == PortGuess.Sureness.SURE ? "" : r.sureness() == PortGuess.Sureness.LIKELY ? " (likely)"
                : " (a guess)")).orElse("");
    }

    private List<Node> add(String words, Node control, Label note) {
        var label = new Label(words);
        label.setLabelFor(control);
        if (control instanceof VBox) { // tall: what belongs to it begins where it does
            GridPane.setValignment(label, VPos.TOP);
            GridPane.setValignment(note, VPos.TOP);
            label.setPadding(BESIDE_A_BOX);
            note.setPadding(BESIDE_A_BOX);
        }
        addRow(getRowCount(), label, control, note);
        return List.of(label, control, note);
    }

    private void about(UnaryOperator<NetworkDescription.About> change) {
        draft.say("name", d -> d.withAbout(change.apply(d.about())));
    }

    private interface Words {
        void are(String words);
    }

    private static TextField text(String id, String start, Words then) {
        var field = new TextField(start);
        field.setId("network-" + id);
        field.textProperty().subscribe((_, words) -> then.are(words.strip()));
        return field;
    }

    private TextField number(String field, double start, DoubleFunction<UnaryOperator<NetworkDescription>> then) {
        return text(field, plain(start), words -> {
            try {
                draft.say(field, then.apply(Double.parseDouble(words)));
            } catch (NumberFormatException e) {
                draft.misread(field, "'%s' is no number".formatted(words), "write it as 0.5 or 1000");
            }
        });
    }

    private static String plain(double value) {
        return value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15 ? Long.toString((long) value)
            : Double.toString(value);
    }

    /// A field per axis, again for every sample that is chosen.
    private HBox shape() {
        var row = new HBox(6);
        row.setAlignment(Pos.CENTER_LEFT);
        draft.said().map(d -> d.ports().sample()).subscribe(sample -> fill(row, sample));
        return row;
    }

    private void fill(HBox row, String sample) {
        row.getChildren().clear();
        List<Integer> now = draft.said().get().shape();
        List<Integer> fixed = draft.ports().inputs().stream().filter(p -> p.name().equals(sample)).findFirst()
            .map(PortGuess::shapeOf).orElse(List.of());
        for (int axis = 0; axis < now.size(); axis++) {
            int mine = axis;
            TextField field = text("shape-" + axis, now.get(axis) == 0 ? "" : String.valueOf(now.get(axis)),
                words -> size(mine, words));
            field.setPrefColumnCount(4);
            field.setPromptText("size");
            field.setDisable(axis < fixed.size() && fixed.get(axis) > 0);
            if (axis > 0) {
                row.getChildren().add(new Label("\u00d7"));
            }
            row.getChildren().add(field);
        }
    }

    private void size(int axis, String words) {
        if (!words.matches("\\d{1,6}")) {
            draft.misread("shape", "'%s' is no size".formatted(words), "write a whole number above 0");
            return;
        }
        draft.say("shape", d -> {
            var shape = new ArrayList<>(d.shape());
            shape.set(axis, Integer.parseInt(words));
            return d.withShape(shape);
        });
    }

    private ComboBox<Prediction.Form> prediction() {
        var box = box("parameterization", List.of(Prediction.Form.values()), Prediction.Form::word);
        draft.said().subscribe(d -> box.setValue(d.prediction().form()));
        box.valueProperty().subscribe((_, form) -> {
            if (form != draft.said().get().prediction().form()) {
                draft.say("parameterization", d -> d.withPrediction(new Prediction(form, d.prediction().sigmaData())));
            }
        });
        return box;
    }

    private static <T> ComboBox<T> box(String id, List<T> items, Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setId("network-" + id);
        box.getItems().setAll(items);
        box.setConverter(new Names<>(words));
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    /// A schedule and its settings; each schedule keeps the form that was filled in.
    private void addSchedule(List<ScheduleFamily> schedules, FileChoice files) {
        var box = box("schedule", schedules, ScheduleFamily::name);
        var forms = new VBox();
        var made = new HashMap<String, Form>();
        box.valueProperty().subscribe((_, family) -> {
            forms.getChildren().setAll(made.computeIfAbsent(family.id(), id -> new Form("network-schedule-" + id,
                family.parameters(), (parameter, value) -> draft.say("schedule", d -> {
                    var settings = new TreeMap<>(d.schedule().id().equals(id) ? d.schedule().settings()
                        : Map.<String, Setting>of());
                    settings.put(parameter.id(), value);
                    return d.withSchedule(new ScheduleName(id, settings));
                }), files)));
            if (!family.id().equals(draft.said().get().schedule().id())) {
                draft.say("schedule", d -> d.withSchedule(new ScheduleName(family.id(), Map.of())));
            }
            made.get(family.id()).show(draft.said().get().schedule().settings());
        });
        schedules.stream().filter(f -> f.id().equals(draft.said().get().schedule().id())).findFirst()
            .ifPresent(box::setValue);
        add("noise path", new VBox(6, box, forms), note(reason(draft, "schedule")));
    }

    private HBox timestep(TimestepLabel start) {
        var clock = box("clock", List.of(TimestepLabel.Clock.values()), DescriptionForm::words);
        clock.setValue(start.clock());
        clock.valueProperty().subscribe((_, chosen) -> draft.say("timestepLabel", d -> d.withTimestep(
            new TimestepLabel(chosen, d.timestep().scale(), d.timestep().offset()))));
        TextField scale = number("timestepLabel", start.scale(), value -> d -> d.withTimestep(
            new TimestepLabel(d.timestep().clock(), value, d.timestep().offset())));
        scale.setPrefColumnCount(5);
        TextField offset = number("offset", start.offset(), value -> d -> d.withTimestep(
            new TimestepLabel(d.timestep().clock(), d.timestep().scale(), value)));
        offset.setPrefColumnCount(4);
        clock.setMinWidth(110);
        scale.setAccessibleText("scale of the timestep");
        offset.setAccessibleText("offset of the timestep");
        var row = new HBox(6, scale, new Label("\u00d7"), clock, new Label("+"), offset);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String words(TimestepLabel.Clock clock) {
        return switch (clock) {
            case TIME -> "time t";
            case SIGMA -> "\u03c3";
            case LOG_SIGMA -> "log \u03c3/\u03b1";
        };
    }

    private TextField classes(NetworkDescription start) {
        return text("classes", String.join(", ", start.classes()), words -> draft.say("classes", d ->
            d.withClasses(Arrays.stream(words.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList(),
                d.nullClass())));
    }

    private TextField nullClass() {
        TextField field = text("null-class", "", words -> {
            if (words.isEmpty() || words.matches("\\d{1,4}")) {
                OptionalInt none = words.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words));
                draft.say("nullClass", d -> d.withClasses(d.classes(), none));
            } else {
                draft.misread("nullClass", "'%s' is no label".formatted(words), "write a whole number, or nothing");
            }
        });
        field.setPromptText("none");
        return field;
    }

    private void refresh(NetworkDescription said) {
        shown(ofClasses, said.ports().label().isPresent());
        shown(ofEdm, said.prediction().form() == Prediction.Form.EDM);
        String why = reason(draft, "parameterization");
        meaning.setText(said.prediction().form().meaning() + (said.prediction().form()
            == draft.ports().guess().description().prediction().form() && !why.isEmpty() ? "; " + why : ""));
        told.setText(range(said));
    }

    /// What the network hears from the noisy end to the clean one.
    private static String range(NetworkDescription said) {
        try {
            NoiseSchedule path = said.schedule().schedule();
            return "from %.4g at the noisy end to %.4g".formatted(said.timestep().of(path.at(path.startTime())),
                said.timestep().of(path.at(path.endTime())));
        } catch (SamplerscopeException e) {
            return ""; // the status says what is wrong with the schedule
        }
    }

    private static void shown(List<Node> row, boolean visible) {
        row.forEach(node -> Presence.show(node, visible));
    }

    private static Label note(String words) {
        var label = new Label(words);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }
}
