package samplerscope.app.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samplerscope.app.study.Frame;

/// The places of one frame's particles, for the mouse. Remembers the last frame asked for; on the FX thread.
final class Cloud {

    private Optional<Frame> of = Optional.empty();
    private float[] xy = {};

    /// The place of every particle, `x0 y0 x1 y1 ...`, in picture coordinates.
    float[] places(Frame frame) {
        if (of.filter(f -> f == frame).isEmpty()) {
            if (xy.length != 2 * frame.state().samples()) {
                xy = new float[2 * frame.state().samples()];
            }
            PlaneScale.read(frame, xy);
            of = Optional.of(frame);
        }
        return xy;
    }

    /// The particle nearest to a place, if it is within reach; -1 otherwise.
    static int nearest(float[] xy, double x, double y, double reach) {
        int best = -1;
        double least = reach * reach;
        for (int i = 0; i < xy.length; i += 2) {
            double dx = xy[i] - x;
            double dy = xy[i + 1] - y;
            double square = dx * dx + dy * dy;
            if (square < least) {
                least = square;
                best = i / 2;
            }
        }
        return best;
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
