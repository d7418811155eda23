package samplerscope.app.library;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import samplerscope.app.study.Labels;

/// A heading, or a solver with its order and its cost. A heading takes no clicks.
final class LibraryCell extends ListCell<LibraryRow> {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    /// Whether what was clicked is or lies in a cell with a solver.
    static boolean isSolver(EventTarget target) {
        Node node = target instanceof Node clicked ? clicked : null;
        while (node != null && !(node instanceof LibraryCell)) {
            node = node.getParent();
        }
        return node instanceof LibraryCell cell && cell.getItem() instanceof LibraryRow.Solver;
    }

    @Override
    protected void updateItem(LibraryRow row, boolean empty) {
        super.updateItem(row, empty);
        boolean heading = !empty && row instanceof LibraryRow.Heading;
        setMouseTransparent(heading);
        pseudoClassStateChanged(HEADING, heading);
        setGraphic(empty || row == null ? null : switch (row) {
            case LibraryRow.Heading(String title) -> heading(title);
            case LibraryRow.Solver(var family, int nfe) -> solver(family.name(), Labels.order(family), nfe);
        });
    }

    private static Label heading(String title) {
        var label = new Label(title.toUpperCase(Locale.ROOT));
        label.getStyleClass().add("section-title");
        return label;
    }

    private static HBox solver(String name, String order, int nfe) {
        var label = new Label(name);
        label.getStyleClass().add("family-name");
        label.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var facts = new Label("%s \u00b7 %d NFE".formatted(order, nfe));
        facts.getStyleClass().add("family-source");
        facts.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(8, label, gap, facts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
