package samplerscope.search.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LowerBoundTest {

    private static final List<LowerBound> BOUNDS = List.of(new LowerBound.Termwise(), new LowerBound.Hybrid(0.01),
        new LowerBound.Hybrid(0), new LowerBound.KernelNorm(), LowerBound.DEFAULT);

    @ParameterizedTest(name = "{0}, seed 7")
    @EnumSource(Kernel.class)
    void neverExceedAValueInTheBox(Kernel kernel) {
        var random = new SplittableRandom(7);
        KernelSum sum = PalmMeanTest.wavy(kernel, 3, 60, 0.35, 1e-3).sum();
        for (int trial = 0; trial < 300; trial++) {
            Box box = randomBox(random);

            double smallest = IntStream.range(0, 4000).mapToDouble(_ -> sum.at(inside(box, random)))
                .min().orElseThrow();

            for (LowerBound bound : BOUNDS) {
                double lower = bound.over(sum, box);
                assertTrue(lower <= smallest, "%s: %s > %s on %s".formatted(bound, lower, smallest, box));
            }
        }
    }

    /// At a minimum on a line only the remainder is left: of order 3 for the smooth kernel, 2.5 for the rougher one.
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void kernelNormGetsTightFast(Kernel kernel) {
        var sum = new KernelSum(kernel, new double[][] {{0}, {1}}, new double[] {-1, 0.5});
        Box line = new Box(new double[] {-3}, new double[] {3});
        double[] lowest = ((Smooth) sum::slopeAt).descend(new double[] {-0.3}, line, 99);

        double wide = shortfall(sum, lowest[0], 0.04);
        double narrow = shortfall(sum, lowest[0], 0.02);

        double rate = kernel == Kernel.SQUARED_EXPONENTIAL ? 3 : 2.5;
        assertEquals(rate, StrictMath.log(wide / narrow) / StrictMath.log(2), 1e-3); // the margin of 1e-9 is in there
    }

    @Test
    void theHybridIsTighterThanTermByTermWhereTermsCancel() {
        KernelSum sum = PalmMeanTest.wavy(Kernel.SQUARED_EXPONENTIAL, 2, 50, 0.25, 1e-2).sum();
        Box box = new Box(new double[] {1, 1}, new double[] {1.5, 1.5});

        double hybrid = new LowerBound.Hybrid(0.01).over(sum, box);

        assertTrue(hybrid > new LowerBound.Termwise().over(sum, box) + 1);
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void remaindersGrowAndMeetTheirSeries(Kernel kernel) {
        for (int order = 0; order <= 2; order++) {
            for (double r = 0.01; r < 6; r += 0.001) {
                double grown = kernel.remainder(order, r + 0.001);
                // At 0.05 a series hands over to the closed form, which is up to a tenth tighter.
                assertTrue(grown >= kernel.remainder(order, r) * (r < 0.05 ? 0.9 : 1), order + " at " + r);
            }
            // The series is an upper bound that the closed form, exact here, must stay under.
            double series = kernel.remainder(order, 0.05 - 1e-9);
            double exact = kernel.remainder(order, 0.05 + 1e-9);
            assertTrue(exact <= series * (1 + 1e-6) && exact > 0.9 * series, order + ": " + exact + ", " + series);
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void derivativesOfASumAreThoseOfItsDifferences(Kernel kernel) {
        KernelSum sum = PalmMeanTest.wavy(kernel, 3, 20, 0.35, 1e-2).sum();
        double[] x = {1.1, 0.7, 2.3};
        double h = 1e-4;

        KernelSum.Taylor taylor = sum.taylorAt(x);

        for (int j = 0; j < 3; j++) {
            double[] plus = x.clone();
            double[] minus = x.clone();
            plus[j] += h;
            minus[j] -= h;
            // Truncation h^2 times a third derivative of some hundred.
            assertEquals((sum.at(plus) - sum.at(minus)) / (2 * h), taylor.gradient()[j], 1e-5);
            for (int k = 0; k < 3; k++) {
                double difference = (sum.taylorAt(plus).gradient()[k] - sum.taylorAt(minus).gradient()[k]) / (2 * h);
                assertEquals(difference, taylor.hessian()[k][j], 1e-5);
            }
        }
    }

    @Test
    void aSumWithoutTermsOrWithNumbersThatAreNotIsRefused() {
        assertThrows(InvalidSurrogateException.class,
            () -> new KernelSum(Kernel.MATERN_5_2, new double[0][], new double[0]));
        assertThrows(InvalidSurrogateException.class,
            () -> new KernelSum(Kernel.MATERN_5_2, new double[][] {{0}}, new double[] {Double.NaN}));
        assertThrows(InvalidSurrogateException.class,
            () -> new KernelSum(Kernel.MATERN_5_2, new double[][] {{}}, new double[] {1}));
    }

    private static double shortfall(KernelSum sum, double centre, double half) {
        Box box = new Box(new double[] {centre - half}, new double[] {centre + half});
        return sum.at(new double[] {centre}) - new LowerBound.KernelNorm().over(sum, box);
    }

    private static Box randomBox(SplittableRandom random) {
        double size = StrictMath.pow(10, -2 * random.nextDouble());
        double[] low = random.doubles(3, 0, 2.5).toArray();
        double[] high = low.clone();
        for (int j = 0; j < 3; j++) {
            high[j] += size * random.nextDouble(0.1, 1);
        }
        return new Box(low, high);
    }

    private static double[] inside(Box box, SplittableRandom random) {
        double[] x = new double[box.dimension()];
        for (int j = 0; j < x.length; j++) {
            x[j] = random.nextDouble(box.low()[j], box.high()[j]);
        }
        return x;
    }
}
