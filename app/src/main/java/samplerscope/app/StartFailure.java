package samplerscope.app;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.theme.Theme;

/// What is seen when the program cannot begin, as with assets that were damaged: what happened and what to do.
final class StartFailure {

    private static final double WIDTH = 600;
    private static final double HEIGHT = 260;

    private StartFailure() {}

    /// Shows the words in the window that the program would have had, and in the terminal it was started from.
    static void show(Stage stage, Theme.Choice theme, SamplerscopeException why) {
        System.err.println("samplerscope: " + why.getMessage());
        new Theme(theme); // dresses the whole program
        var scene = new Scene(new StackPane(Cards.problem(Problem.of(why), stage::hide)), WIDTH, HEIGHT);
        Theme.style(scene);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), stage::hide);
        stage.setTitle("Samplerscope");
        stage.setScene(scene);
        stage.show();
    }
}
