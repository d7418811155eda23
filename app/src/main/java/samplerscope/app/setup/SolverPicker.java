package samplerscope.app.setup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.solver.SolverFamily;

/// A button with the name of a solver that opens the list of all.
public final class SolverPicker extends Button implements FamilyPicker<SolverFamily> {

    private final List<SolverFamily> families;
    private final SolverPopup popup;
    private Optional<SolverFamily> shown = Optional.empty();
    private Consumer<SolverFamily> chosen = _ -> {};

    /// @param popup may be shared: one list is open at a time
    public SolverPicker(List<SolverFamily> families, SolverPopup popup) {
        this.families = families;
        this.popup = popup;
        getStyleClass().add("solver-button");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(face());
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

    /// The name on the left and the arrow on the right, as wide as the button.
    private Region face() {
        var name = new Label();
        name.textProperty().bind(textProperty());
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var arrow = new FontIcon(Feather.CHEVRON_DOWN);
        var face = new HBox(6, name, arrow);
        face.setAlignment(Pos.CENTER_LEFT);
        face.setMinWidth(0);
        face.prefWidthProperty().bind(Bindings.createDoubleBinding(
            () -> Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()), widthProperty(), insetsProperty()));
        return face;
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
