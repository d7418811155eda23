package samplerscope.app.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.kit.Raster;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;

class PicturesTest {

    private static final PictureShape GREY = new PictureShape(1, 2, 2);
    private static final PictureShape COLOUR = new PictureShape(3, 1, 2);

    @Test
    void greyValuesSpanBlackToWhiteAndAreCutBeyond() {
        var part = new Part(Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {-1, 0, 1, 7}), GREY, new Tone.Data());

        int[] colours = Pictures.colours(part, 0);

        assertEquals(0xFF000000, colours[0]);
        assertEquals(0xFF808080, colours[1]);
        assertEquals(0xFFFFFFFF, colours[2]);
        assertEquals(0xFFFFFFFF, colours[3]);
    }

    @Test
    void colourChannelsArePlanes() {
        var part = new Part(Snapshot.of(Shape.of(1, 3, 1, 2), new double[] {1, -1, -1, 1, -1, -1}), COLOUR,
            new Tone.Data());

        assertEquals(0xFFFF0000, Pictures.colours(part, 0)[0]);
        assertEquals(0xFF00FF00, Pictures.colours(part, 0)[1]);
    }

    @Test
    void aStateShowsTwoDeviationsOfNoiseAndBecomesTheDataAtTheEnd() {
        assertEquals(1 + 2 * 80, Tone.State.at(new NoiseLevel(80, 1, 80)).span());
        assertEquals(1, Tone.State.at(new NoiseLevel(0, 1, 0)).span());
    }

    @Test
    void noDifferenceIsTheMiddleOfTheSignedScale() {
        Snapshot truth = Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {0, 0, 0, 0});
        Snapshot state = Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {0, 0.3, -0.3, 0});
        double range = Pictures.range(state, truth, 1);

        int[] colours = Pictures.colours(new Part(state, GREY, new Tone.Difference(truth, range)), 0);

        assertEquals(3 * Math.sqrt(2 * 0.09 / 4), range, 1e-12);
        assertEquals(ColourMap.VIK.at(0.5), colours[0]);
        assertTrue((colours[1] >> 16 & 255) > (colours[1] & 255), "more than the truth is red");
        assertTrue((colours[2] >> 16 & 255) < (colours[2] & 255), "less than the truth is blue");
    }

    @Test
    void earlierPicturesShineThroughHalfAsStrongEach() {
        var white = new Part(Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {1, 1, 1, 1}), GREY, new Tone.Data());
        var black = new Part(Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {-1, -1, -1, -1}), GREY, new Tone.Data());
        Raster raster = Raster.of(2, 2);

        Pictures.draw(raster, new Source.Place(white, 0), List.of(new Source.Place(black, 0)), 0, 0, 2, 2);
        int one = raster.at(0, 0) & 255;
        Pictures.draw(raster, new Source.Place(white, 0), List.of(new Source.Place(white, 0), new Source.Place(black, 0)), 0,
            0, 2, 2);
        int two = raster.at(0, 0) & 255;

        // Weights 1 and 1/2: two thirds of white. Weights 1, 1/2 and 1/4: six sevenths. Mixing rounds to 1/256.
        assertEquals(255 * 2 / 3.0, one, 3);
        assertEquals(255 * 6 / 7.0, two, 3);
    }

    @Test
    void pixelsAreDrawnAsEqualSquaresAndCutAtTheEdge() {
        var part = new Part(Snapshot.of(Shape.of(1, 1, 2, 2), new double[] {1, -1, -1, 1}), GREY, new Tone.Data());
        Raster raster = Raster.of(10, 10);

        Pictures.draw(raster, part, 0, 4, -2, 8, 8);

        assertEquals(0xFFFFFFFF, raster.at(7, 1));
        assertEquals(0xFF000000, raster.at(8, 1));
        assertEquals(0xFF000000, raster.at(4, 2));
        assertEquals(0, raster.at(3, 0));
    }

    @Test
    void theGridTakesTheLargestWholeScaleThatFits() {
        PictureGrid grid = PictureGrid.fitting(16, 32, 32, 420, 420, 4, 32);

        assertEquals(96, grid.cellWide());
        assertEquals(4, grid.columns());
        assertTrue(grid.contentHigh() <= 420);
    }

    @Test
    void manyPicturesKeepTheirLeastSizeAndScroll() {
        PictureGrid grid = PictureGrid.fitting(500, 8, 8, 300, 200, 4, 32);

        assertEquals(32, grid.cellHigh());
        assertTrue(grid.contentHigh() > 200);
        assertEquals(8, grid.columns());
    }

    @Test
    void everyPictureIsFoundWhereItIsAndGapsAreEmpty() {
        PictureGrid grid = PictureGrid.fitting(10, 16, 16, 300, 300, 6, 32);
        for (int i : List.of(0, 3, 9)) {
            assertEquals(i, grid.at(grid.xOf(i) + 5, grid.yOf(i) + 5));
        }

        assertEquals(-1, grid.at(grid.xOf(0) + grid.cellWide() + 3, grid.yOf(0) + 5));
        assertEquals(-1, grid.at(grid.xOf(9) + grid.cellWide() + 10, grid.yOf(9) + 5));
    }
}
