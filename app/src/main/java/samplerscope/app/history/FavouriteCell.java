package samplerscope.app.history;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseEvent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.history.HistoryEntry;

/// A star that a click fills or empties.
final class FavouriteCell extends TableCell<HistoryEntry, HistoryEntry> {

    private static final PseudoClass FAVOURITE = PseudoClass.getPseudoClass("favourite");

    private final FontIcon star = new FontIcon(Feather.STAR);

    FavouriteCell(Consumer<HistoryEntry> toggle) {
        getStyleClass().add("history-star");
        setOnMousePressed(MouseEvent::consume); // the selection is not meant
        setOnMouseClicked(_ -> {
            if (getItem() != null) {
                toggle.accept(getItem());
            }
        });
    }

    @Override
    protected void updateItem(HistoryEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        boolean favourite = !empty && entry != null && entry.marks().favourite();
        pseudoClassStateChanged(FAVOURITE, favourite);
        setGraphic(empty || entry == null ? null : star);
        setAccessibleText(favourite ? "favourite" : "no favourite");
    }
}
