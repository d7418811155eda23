package samplerscope.app.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which part of the plane all plane lanes show: zoom and pan are shared.
///
/// Coordinates are those of the picture, `x_t / sqrt(alpha^2 + sigma^2)`, see {@link PlaneScale}.
public final class View2D {

    /// Room for a standard normal: 99.7 % of its points.
    private static final double NOISE = 3.2;
    private static final double SMALLEST = 1e-4;
    private static final double LARGEST = 1e4;

    /// @param half half of what the shorter side of a pane shows
    public record Window(double centreX, double centreY, double half) {}

    private final Map<Integer, Double> wanted = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Window> window =
        new ReadOnlyObjectWrapper<>(this, "window", new Window(0, 0, NOISE));

    public ReadOnlyObjectProperty<Window> window() {
        return window.getReadOnlyProperty();
    }

    /// Noise and the data of every lane that said how far they reach.
    public Window home() {
        return new Window(0, 0, wanted.values().stream().mapToDouble(Double::doubleValue).reduce(NOISE, Math::max));
    }

    /// Makes room at home for a lane's data; a view that is not at home stays where it is.
    public void makeRoom(int lane, double half) {
        boolean atHome = window.get().equals(home());
        wanted.put(lane, half);
        if (atHome) {
            reset();
        }
    }

    public void forget(int lane) {
        boolean atHome = window.get().equals(home());
        wanted.remove(lane);
        if (atHome) {
            reset();
        }
    }

    public void reset() {
        window.set(home());
    }

    public void pan(double dx, double dy) {
        Window w = window.get();
        window.set(new Window(w.centreX + dx, w.centreY + dy, w.half));
    }

    /// Shows `factor` times less, and keeps a point where it is.
    public void zoom(double factor, double x, double y) {
        Window w = window.get();
        double half = Math.clamp(w.half / factor, SMALLEST, LARGEST);
        double keep = half / w.half;
        window.set(new Window(x + (w.centreX - x) * keep, y + (w.centreY - y) * keep, half));
    }
}
