package samplerscope.app;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import samplerscope.app.command.KeyOwner;

/// Cards above the window: the palette, dialogs, errors. One at a time is on top; `Esc` or a click beside it closes it.
public final class Overlay extends StackPane {

    private final StackPane veil = new StackPane();
    private final Deque<Node> cards = new ArrayDeque<>();
    private final Deque<Node> focusBefore = new ArrayDeque<>();

    /// @param below the window's content
    public Overlay(Region below) {
        veil.getStyleClass().add("veil");
        veil.setId("veil");
        veil.setVisible(false);
        veil.setOnMousePressed(event -> {
            if (event.getTarget() == veil) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean isOwned = cards.peek() instanceof KeyOwner owner && owner.owns(event);
            if (event.getCode() == KeyCode.ESCAPE && isOpen() && !isOwned) {
                close();
                event.consume();
            }
        });
        getChildren().setAll(below, veil);
    }

    public boolean isOpen() {
        return !cards.isEmpty();
    }

    /// Shows a card; it may be as large as its maximum size. One that is there already comes back to the top.
    public void show(Region card) {
        if (cards.contains(card)) {
            while (cards.peek() != card) {
                close();
            }
            return;
        }
        Node focus = getScene() == null ? null : getScene().getFocusOwner();
        focusBefore.push(focus == null ? this : focus);
        cards.push(card);
        refresh();
        card.requestFocus();
    }

    /// Closes the card on top; the focus goes back to where it was.
    public void close() {
        if (isOpen()) {
            cards.pop();
            refresh();
            focusBefore.pop().requestFocus();
        }
    }

    private void refresh() {
        veil.setVisible(isOpen());
        if (isOpen()) {
            veil.getChildren().setAll(cards.peek());
        } else {
            veil.getChildren().clear();
        }
    }
}
