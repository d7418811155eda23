package samplerscope.app.setup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.solver.SolverFamily;

/// A button with the name of a solver that opens the list of all.
final class SolverPicker extends Button implements FamilyPicker<SolverFamily> {

    private final List<SolverFamily> families;
    private final SolverPopup popup;
    private Optional<SolverFamily> shown = Optional.empty();
    private Consumer<SolverFamily> chosen = _ -> {};

    /// @param popup may be shared: one list is open at a time
    SolverPicker(List<SolverFamily> families, SolverPopup popup) {
        super("", new FontIcon(Feather.CHEVRON_DOWN));
        this.families = families;
        this.popup = popup;
        getStyleClass().add("solver-button");
        setContentDisplay(ContentDisplay.RIGHT);
        setMaxWidth(Double.MAX_VALUE);
        setTooltip(new Tooltip("solver: click and type to search"));
        setOnAction(_ -> open());
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN) {
                open();
                e.consume();
            }
        });
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public void show(String id) {
        shown = families.stream().filter(f -> f.id().equals(id)).findFirst();
        setText(shown.map(SolverFamily::name).orElse(id));
        setAccessibleText("solver " + getText());
    }

    @Override
    public void onChosen(Consumer<SolverFamily> listener) {
        chosen = listener;
    }

    private void open() {
        popup.open(this, shown.map(SolverFamily::id).orElse(""), solver -> {
            if (!shown.equals(Optional.of(solver))) {
                chosen.accept(solver);
            }
            requestFocus();
        });
    }
}
