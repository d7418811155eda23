package samplerscope.app.setup;

import java.util.function.Consumer;
import javafx.scene.layout.Region;

/// A control in which one of several families is chosen.
public interface FamilyPicker<F> {

    Region node();

    /// Shows a choice without reporting it; an unknown id shows nothing.
    void show(String id);

    /// Called when another one was chosen by hand.
    void onChosen(Consumer<F> listener);
}
