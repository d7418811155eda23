package samplerscope.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import samplerscope.app.flow.ExactPicture.Arrow;
import samplerscope.app.flow.ExactPicture.Contour;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Layers;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;

/// One layer at a time on a raster of 100 x 100 that shows [-1, 1] x [-1, 1].
class FlowPainterTest {

    private static final int PAPER = Argb.of(Palette.paper(Ground.LIGHT));
    private static final Layers NOTHING = new Layers(false, false, false, false, false, Layers.Mode.DOTS);
    private static final NoiseLevel NOISY = new NoiseLevel(1, 1, Math.sqrt(3)); // x / 2 in the picture
    private static final NoiseLevel DATA = new NoiseLevel(0, 1, 0);

    private final Raster raster = Raster.of(100, 100);

    @Test
    void aDotStandsWhereTheScaledStateIs() {
        paint(NOTHING.withPoints(true), Optional.empty(), ExactPicture.NONE, Set.of(), frame(NOISY, 1, 1));

        assertNotEquals(PAPER, raster.at(75, 25));
        assertEquals(PAPER, raster.at(25, 75));
    }

    @Test
    void aPathGoesFromScaledNoiseToDataAndGetsStronger() {
        paint(NOTHING.withPaths(true), Optional.empty(), ExactPicture.NONE, Set.of(),
            frame(NOISY, -1.6, 0.02), frame(NOISY, 0, 0.02), frame(DATA, 0.8, 0.01));

        assertTrue(ink(70, 49) > ink(30, 49), "the end must be darker than the start");
        assertTrue(ink(30, 49) > 0);
        assertEquals(0, ink(5, 49), "nothing is drawn before the start");
    }

    @Test
    void anOnionSkinShowsWhereSamplesWereAndCutsThePathOffBehind() {
        Frame[] frames = {frame(DATA, -0.8, 0.01), frame(DATA, -0.4, 0.01), frame(DATA, 0, 0.01), frame(DATA, 0.4, 0.01),
            frame(DATA, 0.8, 0.01)};

        paint(NOTHING.withPaths(true).withOnion(2), Optional.empty(), ExactPicture.NONE, Set.of(), frames);

        assertEquals(0, ink(20, 49), "older than two steps");
        assertTrue(ink(60, 49) > 0, "the last but one step");
        assertTrue(ink(80, 49) > ink(60, 49), "the last step is darker");
        // A ghost is wider than the path: two pixels beside it there is ink only where a state was.
        assertTrue(ink(70, 47) > ink(62, 47), "a disc where the sample was one step ago");
    }

    @Test
    void selectedSamplesAreDrawnInsteadOfTheFirst() {
        var start = new Frame(0, 0, DATA, points(-0.5, 0.5, -0.5, -0.5), points(0, 0, 0, 0), 0);
        var end = new Frame(1, 1, DATA, points(0.5, 0.5, 0.5, -0.5), points(0, 0, 0, 0), 0);

        paint(NOTHING.withPaths(true), Optional.empty(), ExactPicture.NONE, Set.of(1), start, end);

        assertEquals(0, ink(50, 25));
        assertTrue(ink(50, 75) > 0);
    }

    @Test
    void anErrorIsALineToTheTruth() {
        paint(NOTHING.withErrors(true), Optional.of(points(0.8, 0)), ExactPicture.NONE, Set.of(), frame(DATA, -0.8, 0));

        assertTrue(ink(50, 50) + ink(50, 49) > 0);
        assertTrue(ink(90, 50) > ink(50, 50), "a dot marks the truth");
    }

    @Test
    void contoursAndArrowsAppearOnlyWhenAskedFor() {
        var exact = new ExactPicture(List.of(new Contour(1, new float[] {-0.8f, 0.81f, 0.8f, 0.81f})),
            List.of(new Arrow(0, -0.5, 1, 0)));

        paint(NOTHING, Optional.empty(), exact, Set.of(), frame(DATA, 0, 0));
        int none = inked();
        paint(NOTHING.withContours(true), Optional.empty(), exact, Set.of(), frame(DATA, 0, 0));
        int contour = ink(50, 9);
        paint(NOTHING.withField(true), Optional.empty(), exact, Set.of(), frame(DATA, 0, 0));

        assertEquals(0, none);
        assertTrue(contour > 0);
        assertTrue(ink(50, 75) + ink(50, 74) > 0);
        assertEquals(0, ink(50, 9));
    }

    private void paint(Layers layers, Optional<Snapshot> truth, ExactPicture exact, Set<Integer> selected, Frame... frames) {
        new FlowPainter().paint(new FlowScene(List.of(frames), truth, exact, layers, new View2D.Window(0, 0, 1), 0,
            Ground.LIGHT, PAPER, selected), raster);
    }

    private static Frame frame(NoiseLevel at, double x, double y) {
        return new Frame(0, 0, at, points(x, y), points(x, y), 0);
    }

    private static Snapshot points(double... xy) {
        return Snapshot.of(Shape.of(xy.length / 2, 2), xy);
    }

    /// How far a pixel's red channel is from the white paper.
    private int ink(int x, int y) {
        return 255 - (raster.at(x, y) >> 16 & 255);
    }

    private int inked() {
        int inked = 0;
        for (int i = 0; i < raster.pixels().length; i++) {
            inked += raster.pixels()[i] == PAPER ? 0 : 1;
        }
        return inked;
    }
}
