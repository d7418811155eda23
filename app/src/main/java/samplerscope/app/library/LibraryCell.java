package samplerscope.app.library;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A heading, or a name with facts to its right. A heading takes no clicks.
final class LibraryCell<T> extends ListCell<LibraryRow<T>> {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    LibraryCell() {
        setPrefWidth(0); // as wide as the list: long names end in dots rather than in a scroll bar
    }

    /// Whether what was clicked is or lies in the cell of an item.
    static boolean isItem(EventTarget target) {
        Node node = target instanceof Node clicked ? clicked : null;
        while (node != null && !(node instanceof LibraryCell<?>)) {
            node = node.getParent();
        }
        return node instanceof LibraryCell<?> cell && cell.getItem() instanceof LibraryRow.Item<?>;
    }

    @Override
    protected void updateItem(LibraryRow<T> row, boolean empty) {
        super.updateItem(row, empty);
        boolean heading = !empty && row instanceof LibraryRow.Heading<T>;
        setMouseTransparent(heading);
        pseudoClassStateChanged(HEADING, heading);
        setGraphic(empty || row == null ? null : switch (row) {
            case LibraryRow.Heading<T> group -> heading(group.title());
            case LibraryRow.Item<T> item -> item(item.name(), item.facts());
        });
    }

    private static Label heading(String title) {
        var label = new Label(title.toUpperCase(Locale.ROOT));
        label.getStyleClass().add("section-title");
        return label;
    }

    private static HBox item(String name, String details) {
        var label = new Label(name);
        label.getStyleClass().add("family-name");
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(name));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var facts = new Label(details);
        facts.getStyleClass().add("family-source");
        facts.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(8, label, gap, facts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
