package samplerscope.app.kit;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Whether a node is there: seen, and with room of its own.
///
/// JavaFX makes skins for hidden nodes, styles and measures them as it does those on screen, at each start of the program
/// anew. So a node that most people never see stays out of the scene until it is first shown; where it then goes, its
/// place says: [#last], [#at] or [#below]. It keeps that place when it is hidden again.
public final class Presence {

    private Presence() {}

    /// Shows a node, or hides it and gives its room to its neighbours.
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// The same for a node that comes to its place only when it is first shown.
    ///
    /// @param place puts the node, which has no parent yet, into one
    public static void show(Node node, boolean shown, Consumer<Node> place) {
        if (shown && node.getParent() == null) {
            place.accept(node);
        }
        show(node, shown);
    }

    /// Behind all others of a pane.
    public static Consumer<Node> last(Pane parent) {
        return parent.getChildren()::add;
    }

    /// Before the child of a pane that has this index then.
    public static Consumer<Node> at(Pane parent, int index) {
        return node -> parent.getChildren().add(index, node);
    }

    /// Next after another child of the same pane.
    public static Consumer<Node> below(Node above) {
        return node -> {
            List<Node> all = ((Pane) above.getParent()).getChildren();
            all.add(all.indexOf(above) + 1, node);
        };
    }
}
