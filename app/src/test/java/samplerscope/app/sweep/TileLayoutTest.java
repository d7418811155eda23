package samplerscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import samplerscope.export.PlanePicture.Window;
import samplerscope.run.Snapshot;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;
import samplerscope.tensor.Shape;

class TileLayoutTest {

    private static final SweepSpec CUBE = new SweepSpec(RunSpec.Denoise.of(Choice.of("moons")), Stream.of(
        "guidance=1,2", "seed=1,1000", "solver=ddim,heun,unip", "nfe=4..16 step 4").map(SweepAxis::of).toList(), Map.of());

    @Test
    void everyCellIsFoundWhereItIsDrawn() {
        TileLayout layout = TileLayout.fitting(CUBE, 700, 600);

        for (int cell = 0; cell < CUBE.size(); cell++) {
            Rectangle2D at = layout.tile(cell);
            assertEquals(cell, layout.cellAt(at.getMinX() + 1, at.getMinY() + 1));
            assertEquals(cell, layout.cellAt(at.getMaxX() - 1, at.getMaxY() + TileLayout.STRIP - 1));
        }
        assertEquals(-1, layout.cellAt(2, 2));
    }

    @Test
    void theLastAxisRunsAcrossTheOneBeforeItDownAndTheOthersAreBlocks() {
        TileLayout layout = TileLayout.fitting(CUBE, 700, 600);

        assertEquals("nfe 8", layout.columnTitle(1));
        assertEquals("heun", layout.rowTitle(1));
        assertEquals("guidance 2 \u00b7 seed 1", layout.blockTitle(2));
        assertEquals(4, layout.blocks());
    }

    @Test
    void tilesThatWouldBeTooSmallAreScrolledTo() {
        TileLayout layout = TileLayout.fitting(CUBE, 200, 100);

        assertTrue(layout.contentWide() > 200 && layout.contentHigh() > 100);
    }

    @Test
    void theSamplesInsideALineAreThoseDrawnThere() {
        var points = Snapshot.of(Shape.of(3, 2), new double[] {0, 0, 0.5, 0.5, -0.9, -0.9});
        var content = new TileContent.Points(points, Optional.empty(), new Window(0, 0, 1));
        var in = new Rectangle2D(10, 10, 100, 100);

        // Up and right of the middle, on a screen whose y runs down.
        List<Point2D> line = List.of(new Point2D(62, 10), new Point2D(110, 10), new Point2D(110, 58), new Point2D(62, 58));

        assertEquals(Set.of(1), content.inside(line, in));
        assertEquals(1, content.sampleAt(in, 85, 35));
        assertEquals(new Point2D(60, 60), content.place(0, in));
    }
}
