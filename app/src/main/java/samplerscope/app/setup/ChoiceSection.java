package samplerscope.app.setup;

import java.util.List;
import java.util.function.Function;
import javafx.scene.layout.VBox;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

/// A family and its settings: a searchable list with a generated form below.
final class ChoiceSection<F extends Family> extends VBox {

    /// The choice was changed by hand.
    interface Change {
        /// @param words   what changed, for undo
        /// @param gesture the same for all changes of one drag; empty for a change of its own
        void to(String words, String gesture, Choice choice);
    }

    private final String id;
    private final FamilyBox<F> box;
    private final Change change;
    private final FileChoice files;
    private final List<F> families;
    private Choice shown = Choice.of("");
    private Form form;

    ChoiceSection(String id, String what, List<F> families, Function<F, String> detail, Change change,
                  FileChoice files) {
        super(8);
        this.id = id;
        this.families = families;
        this.change = change;
        this.files = files;
        this.form = new Form(id, List.of(), (_, _, _) -> {}, files);
        this.box = new FamilyBox<>(id, what, families, detail,
            family -> change.to(what + " " + family.name(), "", Choice.of(family.id())));
        getChildren().setAll(box, form);
    }

    /// Shows a choice; the form is rebuilt only when the family is another one, so that a drag is not interrupted.
    void show(Choice choice) {
        if (!choice.id().equals(shown.id())) {
            box.show(choice.id());
            form = new Form(id, parametersOf(choice.id()), this::set, files);
            getChildren().set(1, form);
        }
        shown = choice;
        form.show(choice.settings());
    }

    private void set(Parameter parameter, Setting value, boolean gesture) {
        // Every change of one parameter in a row is one undo step, a drag and the typing after it alike.
        change.to(parameter.name() + " " + value, id + "." + parameter.id(), shown.with(parameter.id(), value));
    }

    private List<Parameter> parametersOf(String family) {
        return families.stream().filter(f -> f.id().equals(family)).findFirst().map(Family::parameters)
            .orElse(List.of());
    }
}
