package samplerscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.export.PlanePicture.Window;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

class TileContentTest {

    private static final Window AROUND_ORIGIN = new Window(0, 0, 1);

    @Test
    void saysHowManyOfItsPointsItCannotShow() {
        assertEquals("", missing(0, 0, 0.9, -0.9, 5, 0));
        assertEquals("66 % outside", missing(0, 0, 0.9, -1.1, 5, 0));
        assertEquals("all outside", missing(-7, 0, 0.9, -1.1, 5, 0));
    }

    @Test
    void countsFromTheMiddleOfTheWindow() {
        assertEquals("all outside", missing(new Window(3, 0, 1), 0.5, 0.5));
        assertEquals("", missing(new Window(3, 0, 1), 3.5, 0.5));
    }

    private static String missing(double... points) {
        return missing(AROUND_ORIGIN, points);
    }

    private static String missing(Window window, double... points) {
        return new TileContent.Points(Snapshot.of(Shape.of(points.length / 2, 2), points), Optional.empty(), window).missing();
    }
}
