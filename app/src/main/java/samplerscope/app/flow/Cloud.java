package samplerscope.app.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import samplerscope.app.study.Frame;

/// The places of one frame's particles, for the mouse. Remembers the last frame asked for; on the FX thread.
///
/// A large cloud is read in the background, and is as good as empty until then.
final class Cloud {

    /// What the FX thread reads by itself in well under a millisecond.
    private static final int SMALL = 20_000;

    private final Executor background;
    private Optional<Frame> of = Optional.empty();
    private Optional<Frame> asked = Optional.empty();
    private Places places = Places.NONE;

    Cloud(Executor background) {
        this.background = background;
    }

    /// The place of every particle in picture coordinates; none while a large cloud is read.
    Places places(Frame frame) {
        if (of.filter(f -> f == frame).isPresent()) {
            return places;
        }
        if (frame.state().samples() <= SMALL) {
            of = Optional.of(frame);
            places = new Places(read(frame));
            return places;
        }
        readLater(frame);
        return Places.NONE;
    }

    private void readLater(Frame frame) {
        if (asked.filter(f -> f == frame).isPresent()) {
            return;
        }
        asked = Optional.of(frame);
        background.execute(() -> {
            var read = new Places(read(frame));
            Platform.runLater(() -> {
                if (asked.filter(f -> f == frame).isPresent()) {
                    asked = Optional.empty();
                    of = Optional.of(frame);
                    places = read;
                }
            });
        });
    }

    /// Finds the particles inside a closed polygon, in the background.
    ///
    /// @param then called on the FX thread
    void inside(Frame frame, List<double[]> polygon, Consumer<Set<Integer>> then) {
        background.execute(() -> {
            Set<Integer> found = inside(read(frame), polygon);
            Platform.runLater(() -> then.accept(found));
        });
    }

    private static float[] read(Frame frame) {
        var places = new float[2 * frame.state().samples()];
        PlaneScale.read(frame, places);
        return places;
    }

    /// The particles inside a closed polygon, by the even-odd rule.
    static Set<Integer> inside(float[] xy, List<double[]> polygon) {
        var inside = new LinkedHashSet<Integer>();
        for (int i = 0; i < xy.length; i += 2) {
            if (contains(polygon, xy[i], xy[i + 1])) {
                inside.add(i / 2);
            }
        }
        return inside;
    }

    private static boolean contains(List<double[]> polygon, double x, double y) {
        boolean inside = false;
        double[] before = polygon.getLast();
        for (double[] here : polygon) {
            boolean crosses = here[1] > y != before[1] > y;
            if (crosses && x < (before[0] - here[0]) * (y - here[1]) / (before[1] - here[1]) + here[0]) {
                inside = !inside;
            }
            before = here;
        }
        return inside;
    }
}
