package samplerscope.app.setup;

import java.util.List;
import java.util.function.Predicate;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

/// A family and its settings: a picker with a generated form below, rarer settings behind *More*.
public final class ChoiceSection<F extends Family> extends VBox {

    /// The choice was changed by hand.
    public interface Change {
        /// @param words   what changed, for undo
        /// @param gesture the same for all changes of one parameter in a row; empty for a change of its own
        void to(String words, String gesture, Choice choice);
    }

    private final String id;
    private final FamilyPicker<F> picker;
    private final Change change;
    private final FileChoice files;
    private final List<F> families;
    private final Predicate<Parameter> rare;
    private final VBox forms = new VBox(6);
    private final Hyperlink more = new Hyperlink("More");
    private Choice shown = Choice.of("");
    private Form common;
    private Form others;

    /// @param rare settings that stay behind *More*
    public ChoiceSection(String id, String what, List<F> families, FamilyPicker<F> picker, Predicate<Parameter> rare,
                  Change change, FileChoice files) {
        super(6);
        this.id = id;
        this.families = families;
        this.rare = rare;
        this.change = change;
        this.files = files;
        this.common = form(List.of());
        this.others = form(List.of());
        this.picker = picker;
        picker.node().setId(id);
        picker.onChosen(family -> change.to(what + " " + family.name(), "", Choice.of(family.id())));
        more.setId(id + "-more");
        more.setOnAction(_ -> {
            boolean open = forms.getChildren().contains(others);
            more.setText(open ? "More" : "Less");
            refill(!open);
        });
        getChildren().setAll(picker.node(), forms);
    }

    /// Shows a choice; the forms are rebuilt only when the family is another one, so that a drag is not interrupted.
    public void show(Choice choice) {
        picker.show(choice.id()); // also after a name that stands for a choice of the same family
        if (!choice.id().equals(shown.id())) {
            List<Parameter> all = parametersOf(choice.id());
            common = form(all.stream().filter(rare.negate()).toList());
            others = form(all.stream().filter(rare).toList());
            refill(more.getText().equals("Less"));
        }
        shown = choice;
        common.show(choice.settings());
        others.show(choice.settings());
    }

    private void refill(boolean open) {
        forms.getChildren().clear();
        if (!common.isEmpty()) {
            forms.getChildren().add(common);
        }
        if (open) {
            forms.getChildren().add(others);
        }
        if (!others.isEmpty()) {
            forms.getChildren().add(more);
        }
    }

    private Form form(List<Parameter> parameters) {
        return new Form(id, parameters, this::set, files);
    }

    private void set(Parameter parameter, Setting value) {
        // Every change of one parameter in a row is one undo step, a drag and the typing after it alike.
        change.to(parameter.name() + " " + value, id + "." + parameter.id(), shown.with(parameter.id(), value));
    }

    private List<Parameter> parametersOf(String family) {
        return families.stream().filter(f -> f.id().equals(family)).findFirst().map(Family::parameters)
            .orElse(List.of());
    }
}
