package samplerscope.app.search;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.setup.ChoiceSection;
import samplerscope.app.setup.FamilyBox;
import samplerscope.app.setup.FileChoice;
import samplerscope.search.BuiltInMethods;
import samplerscope.search.MethodFamily;
import samplerscope.spec.Choice;

/// The methods that search side by side, each with its settings.
final class MethodRows extends VBox {

    private static final String FIRST = "s3";
    private static final List<String> USUAL = List.of("random", "evolution", "cma-es", "nelder-mead", "coordinate");

    private final FileChoice files;
    private final List<Choice> chosen = new ArrayList<>();
    private final VBox rows = new VBox(10);

    MethodRows(FileChoice files) {
        super(8);
        this.files = files;
        var add = new Button("Add a method", new FontIcon(Feather.PLUS));
        add.setId("search-method-add");
        add.getStyleClass().add(Styles.SMALL);
        add.setTooltip(new Tooltip("Another method with the same budget, to compare"));
        add.setOnAction(_ -> add(Choice.of(unused())));
        getChildren().setAll(rows, add);
        add(Choice.of(FIRST));
    }

    List<Choice> chosen() {
        return List.copyOf(chosen);
    }

    /// The methods, replaced.
    void choose(List<Choice> methods) {
        chosen.clear();
        chosen.addAll(methods);
        refill();
    }

    private void add(Choice method) {
        chosen.add(method);
        refill();
    }

    /// One of those that ask, if there is one left: two equal rows would search the same thing twice.
    private String unused() {
        List<String> taken = chosen.stream().map(Choice::id).toList();
        List<String> asking = BuiltInMethods.registry().all().stream().filter(MethodFamily::asks).map(MethodFamily::id)
            .toList();
        return USUAL.stream().filter(asking::contains).filter(id -> !taken.contains(id)).findFirst()
            .or(() -> asking.stream().filter(id -> !taken.contains(id)).findFirst()).orElse(FIRST);
    }

    private void refill() {
        rows.getChildren().clear();
        for (int i = 0; i < chosen.size(); i++) {
            rows.getChildren().add(row(i));
        }
    }

    private HBox row(int index) {
        var families = BuiltInMethods.registry().all();
        var holder = new ArrayList<ChoiceSection<MethodFamily>>();
        var section = new ChoiceSection<>("search-method-" + index, "method", families,
            new FamilyBox<>("method", families, MethodFamily::source), _ -> false, (_, _, choice) -> {
                chosen.set(index, choice);
                holder.getFirst().show(choice);
            }, files);
        holder.add(section);
        section.show(chosen.get(index));
        HBox.setHgrow(section, Priority.ALWAYS);
        var remove = new Button("", new FontIcon(Feather.X));
        remove.setId("search-method-remove-" + index);
        remove.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
        remove.setTooltip(new Tooltip("Search without this method"));
        remove.setAccessibleText("Remove method");
        remove.setDisable(chosen.size() == 1);
        remove.setOnAction(_ -> {
            chosen.remove(index);
            refill();
        });
        var row = new HBox(2, section, remove);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }
}
