package samplerscope.app.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.StudyModel;
import samplerscope.model.Condition;
import samplerscope.model.Model;
import samplerscope.spec.Guidance;

/// What the model is asked for, and how hard: a class, or a text and what to lead away from. Shown for models that can be
/// asked.
final class GuidanceBox extends VBox {

    private static final int GAP = 8;
    private static final int PROMPT_ROWS = 3;
    /// Items of the list of classes before the first class.
    private static final List<String> GENERAL = List.of("none (whole law)", "each class in turn");

    private final StudyModel study;
    private final ComboBox<String> condition = new ComboBox<>();
    private final TextArea prompt = text("setup-prompt", "what the pictures show", PROMPT_ROWS);
    private final TextArea negative = text("setup-negative", "what to lead away from; empty for nothing", 2);
    private final NumberSlider scale = new NumberSlider(0, 10, false, false);
    private final Region classRow = Rows.labelled("class", condition);
    private final Region promptRow = Rows.labelled("prompt", prompt);
    private final Region negativeRow = Rows.labelled("negative", negative);
    private final Region scaleRow;
    private boolean showing;

    GuidanceBox(StudyModel study) {
        super(GAP);
        this.study = study;
        scaleRow = Rows.labelled("scale w", scale);
        condition.setId("setup-class");
        condition.setMaxWidth(Double.MAX_VALUE);
        condition.setOnAction(_ -> {
            if (!showing && condition.getValue() != null) {
                edit("class " + condition.getValue(), "", g -> new Guidance(chosenClass(), g.scale()));
            }
        });
        prompt.textProperty().addListener((_, _, _) -> textChanged("prompt"));
        negative.textProperty().addListener((_, _, _) -> textChanged("negative prompt"));
        scale.setId("setup-scale");
        Tooltip.install(scale, new Tooltip("uncond + w (cond - uncond); above 1 every evaluation costs 2 NFE"));
        scale.onChange(value -> edit("guidance scale", "scale", g -> new Guidance(g.condition(), value)));
    }

    private static TextArea text(String id, String hint, int rows) {
        var area = new TextArea();
        area.setId(id);
        area.setPromptText(hint);
        area.setPrefRowCount(rows);
        area.setWrapText(true);
        return area;
    }

    private void edit(String words, String gesture, UnaryOperator<Guidance> change) {
        study.editSpec(words, gesture, true, s -> s.withGuidance(change.apply(s.guidance())));
    }

    /// One gesture per field, so that undo takes back a sentence and not a letter.
    private void textChanged(String field) {
        if (!showing) {
            edit(field, field, g -> new Guidance(new Condition.OfText(prompt.getText(), negative.getText()), g.scale()));
        }
    }

    private Condition chosenClass() {
        int index = condition.getSelectionModel().getSelectedIndex();
        return switch (index) {
            case 0 -> Condition.NONE;
            case 1 -> new Condition.EachClass();
            default -> new Condition.OfClass(index - GENERAL.size());
        };
    }

    /// @param model of the spec, as far as it is known
    void show(Guidance shown, Optional<Model> model) {
        showing = true;
        List<String> classes = model.map(m -> m.card().classes()).orElse(List.of());
        boolean byText = shown.condition() instanceof Condition.OfText
            || model.flatMap(Model::prompting).isPresent();
        showClasses(shown.condition(), classes);
        if (shown.condition() instanceof Condition.OfText(String text, String without)) {
            show(prompt, text);
            show(negative, without);
        } else {
            show(prompt, "");
            show(negative, "");
        }
        scale.show(shown.scale());
        scale.setDisable(shown.condition() instanceof Condition.None);
        boolean asked = byText || !classes.isEmpty();
        if (asked && getChildren().isEmpty()) { // most models cannot be asked, and JavaFX styles hidden rows as well
            getChildren().setAll(classRow, scaleRow);
        }
        Presence.show(classRow, !byText);
        Presence.show(promptRow, byText, Presence.below(classRow)); // text areas have dear skins
        Presence.show(negativeRow, byText, Presence.below(promptRow));
        Presence.show(this, asked);
        showing = false;
    }

    private void showClasses(Condition shown, List<String> classes) {
        var items = new ArrayList<>(GENERAL);
        items.addAll(classes);
        if (!condition.getItems().equals(items)) {
            condition.getItems().setAll(items);
        }
        condition.getSelectionModel().select(switch (shown) {
            case Condition.None _, Condition.OfText _ -> 0;
            case Condition.EachClass _ -> 1;
            case Condition.OfClass(int label) -> label + GENERAL.size();
        });
    }

    /// Setting the same text would move the cursor.
    private static void show(TextArea field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }
}
