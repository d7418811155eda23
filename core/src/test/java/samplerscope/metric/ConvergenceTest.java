package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.tensor.ShapeException;
import samplerscope.tensor.Workers;

class ConvergenceTest {

    private final Workers workers = new Workers(1);

    @Test
    void countsGoOneTwoFiveAndEndWithEverything() {
        assertEquals(List.of(5, 10, 20, 50, 100, 200, 256), Convergence.counts(5, 256));
        assertEquals(List.of(10), Convergence.counts(5, 10).subList(1, 2));
        assertEquals(List.of(), Convergence.counts(5, 4));
    }

    @Test
    void aShiftOfTheLawStandsAboveTheFloorAndTheLawItselfDoesNot() {
        var energy = new EnergyDistance();
        Convergence shifted = Convergence.of(energy, normal(1000, 7, 1), normal(1000, 5000, 0), normal(1000, 9000, 0),
            List.of(10, 1000), workers);
        Convergence same = Convergence.of(energy, normal(1000, 7, 0), normal(1000, 5000, 0), normal(1000, 9000, 0),
            List.of(1000), workers);

        assertTrue(shifted.points().getLast().isAboveFloor());
        assertFalse(same.points().getLast().isAboveFloor());
        assertTrue(shifted.points().getFirst().value().standardError()
            > 3 * shifted.points().getLast().value().standardError()); // falls as 1 / sqrt(n): 10 times here
    }

    @Test
    void numbersTheMetricFindsTooFewArePassedOver() {
        var frechet = new GaussianFrechet(2);
        Convergence curve = Convergence.of(frechet, normal(50, 1, 0), normal(50, 100, 0), normal(50, 200, 0),
            List.of(5, 50, 500), workers);

        assertEquals(List.of(50), curve.points().stream().map(Convergence.Point::samples).toList());
    }

    @Test
    void anInterruptCancels() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> Convergence.of(new EnergyDistance(), normal(9, 1, 0),
            normal(9, 100, 0), normal(9, 200, 0), List.of(9), workers));
        assertTrue(Thread.interrupted());
    }

    @Test
    void componentsAreThoseOfTheReferenceAndStayFixed() {
        // Nearly on the line (1, 2): its leading component is that direction, whatever set is projected.
        var line = SampleSet.of(3, 2, new double[] {-1, -2, 0, 0, 1, 2});
        SampleSet projected = FeatureMap.components(line, 1, workers).of(SampleSet.of(2, 2, new double[] {1, 2, 2, -1}));

        assertEquals(1, projected.dimension());
        assertEquals(Math.sqrt(5), Math.abs(projected.at(0, 0)), 1e-12); // rounding
        assertEquals(0, projected.at(1, 0), 1e-12);
        assertThrows(ShapeException.class, () -> FeatureMap.components(line, 1, workers).of(SampleSet.of(1, 1, new double[1])));
    }

    /// Row `i` depends on `seed + i` only.
    private static SampleSet normal(int count, int seed, double shift) {
        var values = new double[2 * count];
        var row = new double[2];
        for (int i = 0; i < count; i++) {
            NormalDraws.fill(row, DrawKey.initial(seed, i), 0);
            values[2 * i] = row[0] + shift;
            values[2 * i + 1] = row[1];
        }
        return SampleSet.of(count, 2, values);
    }
}
