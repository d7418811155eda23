package samplerscope.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.statistics.CascadePolynomial.Observation;

class CascadePolynomialTest {

    /// Fitted by the authors of DC-Solver to searches on Stable Diffusion 2.1: wl-zhao/DC-Solver,
    /// commit f82d060, `sd2.1.npy`, float64, to twelve digits.
    private static final CascadePolynomial RELEASED = new CascadePolynomial(List.of(
        1523.67661966, -1111.47464508, 198.383496178, -1346.08900228, 1007.19494126, -186.254757741,
        168.397302433, -128.038948941, 24.8847897518, -8140.64401858, 5906.74827912, -1035.99411231,
        6941.4138994, -5193.98065982, 950.320565298, -848.210467505, 650.690333331, -121.286742766,
        13309.2703846, -9616.67032053, 1668.76859621, -11037.1077944, 8256.66668566, -1503.79920359,
        1293.97404351, -999.562932821, 188.221704135, -6747.42182161, 4853.15305335, -835.511679283,
        5489.11518378, -4096.89721821, 743.095341313, -619.561276326, 480.149714656, -90.8963312856));

    /// What their formula gives, printed with four decimals; the last digit may be half a unit off.
    @Test
    void releasedCoefficientsGiveTheReleasedRatios() {
        assertRatios(List.of(1, 1, 1.0271, 0.7392, 1.2263), RELEASED.ratios(5, 7.5, 3));
        assertRatios(List.of(1, 1, .4446, .898, 1.0628, 1.0426, .9408, .861, .9068, 1.1816),
            RELEASED.ratios(10, 7.5, 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aFitToItsOwnValuesComesBack(long seed) {
        var random = new SplittableRandom(seed);
        var truth = new CascadePolynomial(random.doubles(CascadePolynomial.SIZE, -1, 1).boxed().toList());
        var seen = observations(truth, List.of(5, 7, 10, 14, 20), List.of(1.0, 3.0, 7.5, 11.0));

        CascadePolynomial fitted = CascadePolynomial.fit(seen);

        // The monomials are nearly dependent, so the coefficients lose digits that values between do not need.
        assertEquals(truth.at(6, 12, 5), fitted.at(6, 12, 5), 1e-8);
        assertEquals(truth.at(5, 8, 9), fitted.at(5, 8, 9), 1e-8);
        for (int i = 0; i < CascadePolynomial.SIZE; i++) {
            assertEquals(truth.coefficients().get(i), fitted.coefficients().get(i), 1e-5, "coefficient " + i);
        }
    }

    @Test
    void oneScaleOfGuidanceIsFittedWhereItWasSeen() {
        var seen = observations(RELEASED, List.of(5, 6, 8, 10), List.of(7.5));

        CascadePolynomial fitted = CascadePolynomial.fit(seen);

        for (Observation o : seen) {
            assertEquals(o.ratio(), fitted.at(o.step(), o.steps(), 7.5), 1e-8);
        }
        assertTrue(fitted.coefficients().stream().mapToDouble(Math::abs).max().orElseThrow()
            < RELEASED.coefficients().stream().mapToDouble(Math::abs).max().orElseThrow());
    }

    @Test
    void stepsWithTooLittleHistoryHaveRatioOneAndOthersStayInRange() {
        assertEquals(List.of(1.0, 1.0, 1.0), RELEASED.ratios(8, 7.5, 4).subList(0, 3));
        assertTrue(RELEASED.ratios(50, 30, 3).stream().allMatch(r -> r >= 0 && r <= 2));
    }

    @Test
    void coefficientsOfAnotherShapeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CascadePolynomial(List.of(1.0)));
    }

    private static List<Observation> observations(CascadePolynomial of, List<Integer> steps, List<Double> scales) {
        var seen = new ArrayList<Observation>();
        for (double scale : scales) {
            for (int count : steps) {
                for (int step = 3; step <= count; step++) {
                    seen.add(new Observation(step, count, scale, of.at(step, count, scale)));
                }
            }
        }
        return seen;
    }

    private static void assertRatios(List<? extends Number> printed, List<Double> ratios) {
        assertEquals(printed.size(), ratios.size());
        for (int i = 0; i < printed.size(); i++) {
            assertEquals(printed.get(i).doubleValue(), ratios.get(i), 0.6e-4, "step " + (i + 1));
        }
    }
}
