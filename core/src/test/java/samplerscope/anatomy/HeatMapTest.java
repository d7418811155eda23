package samplerscope.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

class HeatMapTest {

    @Test
    void aCellHasTheRootMeanSquareOfItsParticles() {
        var places = Snapshot.of(Shape.of(4, 2), new double[] {0, 0, 0.01, 0.01, 4, 0, 0, 2});

        HeatMap map = HeatMap.of(places, List.of(3.0, 4.0, 7.0, 1.0));

        assertEquals(Math.sqrt(12.5), map.rms().get(map.cellAt(0, 0)), 1e-15);
        assertEquals(2, map.count().get(map.cellAt(0, 0)));
        assertEquals(7, map.rms().get(map.cellAt(4, 0)));
        assertEquals(1, map.rms().get(map.cellAt(0, 2)));
        assertEquals(4, map.count().stream().mapToInt(n -> n).sum());
    }

    @Test
    void rowsGoUpAndTheMiddleOfTheParticlesIsTheMiddleOfTheMap() {
        HeatMap map = HeatMap.of(Snapshot.of(Shape.of(2, 2), new double[] {-1, 10, 3, 12}), List.of(1.0, 2.0));

        assertTrue(map.cellAt(1, 12) > map.cellAt(1, 10));
        assertEquals(1, map.left() + map.side() * map.cell() / 2, 1e-12);
        assertEquals(11, map.bottom() + map.side() * map.cell() / 2, 1e-12);
    }

    @Test
    void particlesInOnePlaceStillHaveACell() {
        HeatMap map = HeatMap.of(Snapshot.of(Shape.of(2, 2), new double[] {1, 1, 1, 1}), List.of(3.0, 3.0));

        assertEquals(2, map.count().get(map.cellAt(1, 1)));
        assertTrue(map.cell() > 0);
    }
}
