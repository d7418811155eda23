package samplerscope.app.setup;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Skin;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import samplerscope.registry.Family;

/// A searchable list of everything that can be chosen: name, and below it where it comes from.
public final class FamilyBox<F extends Family> extends SearchableComboBox<F> implements FamilyPicker<F> {

    private Consumer<F> chosen = _ -> {};
    private boolean showing;
    private boolean plain;

    /// @param detail what stands below the name in the list
    public FamilyBox(String what, List<F> families, Function<F, String> detail) {
        setMaxWidth(Double.MAX_VALUE);
        setAccessibleText(what);
        setTooltip(new Tooltip(what + ": click and type to search"));
        setConverter(new StringConverter<>() {
            @Override
            public String toString(F family) {
                return family == null ? "" : family.name();
            }

            @Override
            public F fromString(String name) {
                return getItems().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
            }
        });
        setCellFactory(_ -> new FamilyCell<>(detail));
        getItems().setAll(families);
        valueProperty().addListener((_, _, family) -> {
            if (!showing && family != null) {
                chosen.accept(family);
            }
        });
    }

    /// Looks the same, but has no list and no search field before the mouse or the keyboard comes: for a place that gives
    /// it its width, which otherwise is that of the widest name.
    FamilyBox<F> plainAtFirst() {
        plain = true;
        addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> makeSearchable());
        focusedProperty().addListener((_, _, _) -> makeSearchable());
        return this;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return plain ? new FaceSkin<>(this) : super.createDefaultSkin();
    }

    @Override
    public void show() {
        makeSearchable();
        super.show();
    }

    private void makeSearchable() {
        if (plain) {
            plain = false;
            setSkin(super.createDefaultSkin());
        }
    }

    /// Replaces what can be chosen; what is chosen stays.
    public void offer(List<F> families) {
        F chosenNow = getValue();
        showing = true;
        getItems().setAll(families);
        setValue(chosenNow);
        showing = false;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public void onChosen(Consumer<F> listener) {
        chosen = listener;
    }

    @Override
    public void show(String id) {
        showing = true;
        setValue(getItems().stream().filter(f -> f.id().equals(id)).findFirst().orElse(null));
        showing = false;
    }

    private static final class FamilyCell<F extends Family> extends ListCell<F> {
        private final Function<F, String> detail;

        FamilyCell(Function<F, String> detail) {
            this.detail = detail;
        }

        @Override
        protected void updateItem(F family, boolean empty) {
            super.updateItem(family, empty);
            if (empty || family == null) {
                setGraphic(null);
                return;
            }
            var name = new Label(family.name());
            name.getStyleClass().add("family-name");
            var source = new Label(detail.apply(family));
            source.getStyleClass().add("family-source");
            source.setMaxWidth(340);
            setGraphic(new VBox(1, name, source));
        }
    }
}
