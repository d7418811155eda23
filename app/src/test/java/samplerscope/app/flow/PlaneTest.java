package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import samplerscope.app.flow.View2D.Window;
import samplerscope.schedule.NoiseLevel;

class PlaneTest {

    @Test
    void theMappingTurnsTheYAxisAndComesBack() {
        var mapping = Mapping.of(new Window(1, 2, 4), 200, 100);

        assertEquals(100, mapping.toX(1));
        assertEquals(50, mapping.toY(2));
        assertTrue(mapping.toY(3) < mapping.toY(2));
        assertEquals(100, mapping.toY(-2));
        assertEquals(0.7, mapping.fromX(mapping.toX(0.7)), 1e-12);
        assertEquals(-0.3, mapping.fromY(mapping.toY(-0.3)), 1e-12);
    }

    @Test
    void wideNoiseAndDataShareThePicture() {
        assertEquals(1 / 80.0, PlaneScale.of(new NoiseLevel(80, 1, 80)), 1e-5); // 1 / sqrt(1 + 80^2)
        assertEquals(1, PlaneScale.of(new NoiseLevel(0, 1, 0)));
        assertEquals(1, PlaneScale.of(new NoiseLevel(0.5, 0.6, 0.8)), 1e-15);
    }

    @Test
    void zoomKeepsThePlaceUnderTheMouse() {
        var view = new View2D();
        var before = Mapping.of(view.window().get(), 300, 200);
        double x = before.fromX(40);
        double y = before.fromY(30);

        view.zoom(2.5, x, y);

        var after = Mapping.of(view.window().get(), 300, 200);
        assertEquals(40, after.toX(x), 1e-9);
        assertEquals(30, after.toY(y), 1e-9);
        assertEquals(2.5, after.unit() / before.unit(), 1e-12);
    }

    @Test
    void homeMakesRoomForTheWidestDataAndFollowsWhileNobodyZoomed() {
        var view = new View2D();
        view.makeRoom(0, 7);
        assertEquals(7, view.window().get().half());

        view.zoom(2, 0, 0);
        view.makeRoom(1, 9);
        assertEquals(3.5, view.window().get().half());

        view.reset();
        assertEquals(9, view.window().get().half());
        view.forget(1);
        assertEquals(7, view.window().get().half());
    }

    @Test
    void aLassoHoldsWhatLiesInsideEvenWhenItIsBent() {
        // A horseshoe that is open to the right.
        List<double[]> horseshoe = List.of(new double[] {0, 0}, new double[] {4, 0}, new double[] {4, 1},
            new double[] {1, 1}, new double[] {1, 3}, new double[] {4, 3}, new double[] {4, 4}, new double[] {0, 4});

        assertEquals(Set.of(0, 2), Cloud.inside(new float[] {0.5f, 2, 3, 2, 3, 3.5f, 5, 5}, horseshoe));
    }

    @Test
    void ticksAreRoundAndNotTooDense() {
        assertEquals(1, PlaneAxes.spacing(70));
        assertEquals(2, PlaneAxes.spacing(40));
        assertEquals(0.05, PlaneAxes.spacing(1300), 1e-12);
    }

    @Test
    void lanesWrapIntoEvenRows() {
        assertArrayEquals(new int[] {1, 2, 3, 4, 3, 3, 4}, new int[] {
            LaneGrid.columns(1, 1200), LaneGrid.columns(2, 1200), LaneGrid.columns(3, 1200), LaneGrid.columns(4, 1200),
            LaneGrid.columns(5, 1200), LaneGrid.columns(6, 1200), LaneGrid.columns(7, 1200)});
        assertEquals(2, LaneGrid.columns(4, 600)); // a third column would be narrower than a header
    }
}
