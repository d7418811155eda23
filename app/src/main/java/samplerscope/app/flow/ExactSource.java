package samplerscope.app.flow;

import java.util.concurrent.ExecutorService;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.spec.Resolved;

/// Asks the exact law behind a lane, in the background.
final class ExactSource {

    /// Draws that tell how far the data reach.
    private static final int DRAWS = 512;
    private static final long SEED = 1;
    /// Room around the outermost draw.
    private static final double MARGIN = 1.08;

    private final ExecutorService background;

    ExactSource(ExecutorService background) {
        this.background = background;
    }

    /// Finds how far from the origin the data of a run reach; a model without a known law does not answer.
    void reach(Resolved run, DoubleConsumer then) {
        run.model().law().ifPresent(law -> background.submit(() -> {
            double reach = reach(law) * MARGIN;
            Platform.runLater(() -> then.accept(reach));
        }));
    }

    private static double reach(ExactLaw law) {
        double reach = 0;
        for (double coordinate : law.draw(DRAWS, SEED, Condition.NONE)) {
            reach = Math.max(reach, Math.abs(coordinate));
        }
        return reach;
    }
}
