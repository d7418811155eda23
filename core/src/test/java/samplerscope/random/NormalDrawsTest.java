package samplerscope.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalDrawsTest {

    private static double[] draw(DrawKey key, int row, int size) {
        var into = new double[size];
        NormalDraws.fill(into, key, row);
        return into;
    }

    @Test
    void aShorterSampleIsThePrefixOfALongerOne() {
        double[] longest = draw(DrawKey.initial(3, 0), 0, 9);

        for (int size = 0; size < 9; size++) {
            assertArrayEquals(Arrays.copyOf(longest, size), draw(DrawKey.initial(3, 0), 0, size));
        }
    }

    @Test
    void everyPartOfTheKeyMatters() {
        var base = new DrawKey(1, 2, 3, 4, DrawKey.Stream.SOLVER);
        var keys = List.of(base, new DrawKey(1L + (1L << 32), 2, 3, 4, DrawKey.Stream.SOLVER),
            new DrawKey(1, 3, 3, 4, DrawKey.Stream.SOLVER), new DrawKey(1, 2, 4, 4, DrawKey.Stream.SOLVER),
            new DrawKey(1, 2, 3, 5, DrawKey.Stream.SOLVER), new DrawKey(1, 2, 3, 4, DrawKey.Stream.RESTART));
        var seen = new HashSet<Double>();
        keys.forEach(key -> seen.add(draw(key, 0, 1)[0]));

        assertEquals(keys.size(), seen.size());
        assertNotEquals(draw(base, 0, 1)[0], draw(base, 1, 1)[0]);
    }

    /// 400,000 numbers of seed 11: each moment within five standard errors of a standard normal's.
    @Test
    void momentsAreThoseOfAStandardNormal() {
        int n = 400_000;
        double[] moments = new double[5];
        double[] draws = draw(DrawKey.initial(11, 0), 0, n);
        for (double z : draws) {
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= z;
                moments[k] += power / n;
            }
        }

        // Variances of z, z^2, z^3, z^4 are 1, 2, 15 and 96.
        double[] expected = {0, 0, 1, 0, 3};
        double[] variance = {0, 1, 2, 15, 96};
        for (int k = 1; k <= 4; k++) {
            assertEquals(expected[k], moments[k], 5 * Math.sqrt(variance[k] / n), "moment " + k);
        }
    }

    @Test
    void neighboursInsideASampleAndAcrossSamplesAreUncorrelated() {
        int n = 200_000;
        double[] a = draw(DrawKey.initial(5, 0), 0, n);
        double[] b = draw(DrawKey.initial(5, 0), 1, n);
        double inside = 0;
        double across = 0;
        for (int i = 0; i < n - 1; i++) {
            inside += a[i] * a[i + 1] / n;
            across += a[i] * b[i] / n;
        }

        assertTrue(Math.abs(inside) < 5 / Math.sqrt(n) && Math.abs(across) < 5 / Math.sqrt(n), inside + " " + across);
    }
}
