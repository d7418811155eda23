package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import samplerscope.app.flow.View2D.Window;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.kit.Raster;
import samplerscope.run.Density;
import samplerscope.tensor.PlaneCells;

class SplatTest {

    private static final Mapping MAPPING = Mapping.of(new Window(0, 0, 1), 40, 20);

    private final Splat splat = new Splat();

    @Test
    void countsEveryParticleWhereItIsAndNoneOutside() {
        splat.clear(40, 20);
        splat.add(new float[] {0, 0, 0, 0, 0.95f, 0.95f, 5, 0, Float.NaN, 0, 0, -1.2f}, 6, MAPPING);

        assertEquals(2, splat.at(20, 10));
        assertEquals(1, splat.at(29, 0));
        assertEquals(3, total());
    }

    /// A cell as wide as a pixel, right and up of the middle.
    @Test
    void takesCountsOfCellsWhereTheyAre() {
        var counts = new int[400];
        counts[10 * 20 + 10] = 100;
        splat.clear(40, 20);
        splat.add(new Density(new PlaneCells(-1, -1, 0.1, 20, 20), counts), MAPPING);

        assertEquals(1600, splat.at(20, 9));
        assertEquals(0, splat.at(22, 9));
        assertEquals(0, splat.at(20, 7));
        assertEquals(1600, total());
    }

    @Test
    void forgetsTheParticlesOfThePictureBefore() {
        splat.clear(40, 20);
        splat.add(new float[] {0, 0}, 1, MAPPING);
        splat.clear(40, 20);

        assertEquals(0, total());
    }

    @Test
    void spreadingKeepsTheMassAndPutsItSymmetrically() {
        splat.clear(40, 20);
        splat.add(new float[] {0, 0}, 1, MAPPING);
        splat.spread(2);

        assertEquals(Math.pow(5, 4), total()); // two passes, two directions, five neighbours each
        assertEquals(splat.at(18, 10), splat.at(22, 10));
        assertEquals(splat.at(20, 8), splat.at(22, 10));
        assertEquals(25, splat.at(20, 10)); // the middle of the tent 1 2 3 4 5 4 3 2 1, squared
    }

    @Test
    void spreadingAtTheEdgeLosesOnlyWhatFallsOutside() {
        splat.clear(40, 20);
        splat.add(new float[] {-1.99f, 0.99f}, 1, MAPPING);
        splat.spread(1);

        // A tent 1 2 3 2 1 with its centre on the first pixel keeps 3 + 2 + 1 of 9, in both directions; but the second
        // pass starts from what the first one cut: 1 1 | then 2 2 1.
        assertEquals(5 * 5, total());
    }

    @Test
    void moreParticlesInAPixelStandFurtherAlongTheScale() {
        splat.clear(40, 20);
        splat.add(new float[] {0, 0, 0.55f, 0, 0.55f, 0, 0.95f, 0, 0.95f, 0, 0.95f, 0, 0.95f, 0}, 7, MAPPING);
        var colours = new int[ColourMap.SIZE];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i;
        }
        Raster raster = Raster.of(40, 20);

        splat.paint(raster, colours);

        assertEquals(0, raster.at(0, 0));
        assertTrue(0 < raster.at(20, 10) && raster.at(20, 10) < raster.at(25, 10));
        assertTrue(raster.at(25, 10) < raster.at(29, 10));
        assertTrue(raster.at(29, 10) >= 254);
    }

    @Test
    void oneCrowdedPixelDoesNotDarkenAllOthers() {
        splat.clear(400, 20);
        var xy = new float[2 * 2400];
        for (int i = 0; i < 400; i++) {
            xy[2 * i] = (i - 199.5f) / 10;
        }
        splat.add(xy, 2400, Mapping.of(new Window(0, 0, 1), 400, 20)); // the other 2000 stand at the origin

        assertTrue(splat.reference() < 10, "reference " + splat.reference());
    }

    @Test
    void fewParticlesAreWiderThanMany() {
        Raster raster = Raster.of(600, 500);
        Raster dense = new Raster(raster.pixels(), 600, 500, 600, 2);

        assertEquals(3, Splat.radius(500, raster));
        assertEquals(6, Splat.radius(500, dense));
        assertEquals(1, Splat.radius(100_000, raster));
        assertEquals(0, Splat.radius(1_000_000, raster));
    }

    private int total() {
        int total = 0;
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 40; x++) {
                total += splat.at(x, y);
            }
        }
        return total;
    }
}
