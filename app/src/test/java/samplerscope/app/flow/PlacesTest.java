package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void theNearestParticleIsFoundOnlyWithinReach() {
        var places = new Places(new float[] {0, 0, 1, 0, 1.2f, 0.1f, Float.NaN, 0});

        assertEquals(2, places.nearest(1.15, 0.1, 0.2));
        assertEquals(1, places.nearest(1.0, -0.1, 0.2));
        assertEquals(-1, places.nearest(3, 3, 0.2));
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertEquals(-1, Places.NONE.nearest(0, 0, 1));
        assertEquals(-1, new Places(new float[] {Float.NaN, Float.NaN}).nearest(0, 0, 1));
    }

    @Test
    void ofParticlesInOnePlaceTheFirstIsFound() {
        assertEquals(1, new Places(new float[] {9, 9, 2, 2, 2, 2, 2, 2}).nearest(2.1, 2, 0.5));
    }

    @Test
    void theCellsFindWhatALookAtEveryParticleFinds() {
        var random = new SplittableRandom(7);
        var xy = new float[2 * 5000];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) (random.nextGaussian() + (i % 3 == 0 ? 4 : 0));
        }
        xy[20] = 90; // far from all others, so that most cells are empty
        var places = new Places(xy);

        int found = 0;
        for (int i = 0; i < 2000; i++) {
            double x = random.nextDouble(-3, 8);
            double y = random.nextDouble(-3, 8);
            double reach = random.nextDouble(0.3);
            int expected = nearestOfAll(xy, x, y, reach);
            assertEquals(expected, places.nearest(x, y, reach));
            found += expected >= 0 ? 1 : 0;
        }
        assertTrue(found > 200 && found < 1900, "both answers occur");
    }

    private static int nearestOfAll(float[] xy, double x, double y, double reach) {
        int best = -1;
        double least = reach * reach;
        for (int i = 0; i < xy.length; i += 2) {
            double square = (xy[i] - x) * (xy[i] - x) + (xy[i + 1] - y) * (xy[i + 1] - y);
            if (square < least) {
                least = square;
                best = i / 2;
            }
        }
        return best;
    }
}
