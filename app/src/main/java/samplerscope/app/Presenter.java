package samplerscope.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.Playback;
import samplerscope.app.tour.TourModel;

/// The window for an audience: large type, and nothing but lanes, charts, timeline and the text of a tour.
///
/// The keys that a clicker sends go on and back: steps of the tour where there is one, frames of the lanes otherwise.
final class Presenter {

    private static final String STYLE = "presenting";

    private final Region root;
    private final BorderPane frame;
    private final List<Node> aside;
    private final Supplier<Optional<Node>> right;
    private final TourModel tours;
    private final Playback playback;
    private Optional<Node> left = Optional.empty();
    private boolean on;

    /// @param root  what the style of large type is put on
    /// @param frame its sides are emptied
    /// @param aside what is hidden beside them
    /// @param right what stands at the right when nobody presents
    Presenter(Region root, BorderPane frame, List<Node> aside, Supplier<Optional<Node>> right, TourModel tours,
        Playback playback) {
        this.root = root;
        this.frame = frame;
        this.aside = aside;
        this.right = right;
        this.tours = tours;
        this.playback = playback;
    }

    boolean isOn() {
        return on;
    }

    void toggle() {
        if (on) {
            leave();
        } else {
            enter();
        }
    }

    private void enter() {
        on = true;
        left = Optional.ofNullable(frame.getLeft());
        frame.setLeft(null);
        if (tours.tour().get().isEmpty()) {
            frame.setRight(null);
        }
        show(false);
        root.getStyleClass().add(STYLE);
    }

    private void leave() {
        on = false;
        left.ifPresent(frame::setLeft);
        frame.setRight(right.get().orElse(null));
        show(true);
        root.getStyleClass().remove(STYLE);
    }

    private void show(boolean visible) {
        aside.forEach(node -> Presence.show(node, visible));
    }

    /// What a key does while somebody presents.
    ///
    /// @return whether it was one of the presenter's keys
    boolean turn(KeyCode key) {
        if (!on) {
            return false;
        }
        switch (key) {
            case RIGHT, PAGE_DOWN -> go(tours::next, playback::next);
            case LEFT, PAGE_UP -> go(tours::back, playback::previous);
            case ESCAPE -> leave();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void go(Runnable inTour, Runnable otherwise) {
        if (tours.tour().get().isPresent()) {
            inTour.run();
        } else {
            otherwise.run();
        }
    }
}
