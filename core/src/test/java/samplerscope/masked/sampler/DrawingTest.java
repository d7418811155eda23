package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.masked.Prediction;
import samplerscope.registry.InvalidParameterException;

class DrawingTest {

    private static final Prediction P = new Prediction(4, new double[] {0.1, 0.4, 0.2, 0.3});

    @Test
    void ofTemperatureZeroIsTheMostProbableTokenAndTellsTheModelsProbability() {
        Laws laws = Drawing.at(0).laws(P);

        assertArrayEquals(new double[] {0, 1, 0, 0}, laws.at(0));
        assertEquals(0.4, laws.told(0, 1));
    }

    @Test
    void ofTemperatureIsAPower() {
        double sum = 0.01 + 0.16 + 0.04 + 0.09;

        assertArrayEquals(new double[] {0.01 / sum, 0.16 / sum, 0.04 / sum, 0.09 / sum}, Drawing.at(0.5).law(P, 0), 1e-15);
        assertArrayEquals(Drawing.at(0.5).law(P, 0), Drawing.sharpened(2).law(P, 0), 1e-15);
        assertArrayEquals(P.at(0), Drawing.FAITHFUL.law(P, 0));
    }

    @Test
    void ofTopPKeepsTheTokenThatCrosses() {
        var nucleus = new Drawing(1, 1, 0.65, 0, TokenDraw.INVERSE_CDF);

        assertArrayEquals(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, nucleus.law(P, 0), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0, 0}, new Drawing(1, 1, 0, 0, TokenDraw.INVERSE_CDF).law(P, 0), 1e-15);
    }

    @Test
    void ofTopKKeepsTheLowerOfEquals() {
        var two = new Drawing(1, 1, 1, 2, TokenDraw.INVERSE_CDF);
        var equal = new Prediction(4, new double[] {0.1, 0.3, 0.3, 0.3});

        assertArrayEquals(new double[] {0, 0.5, 0.5, 0}, two.law(equal, 0), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(TokenDraw.class)
    void followsTheLawWhereTokensAreNotRare(TokenDraw draw) {
        var random = new SplittableRandom(3);
        var counts = new double[4];
        for (int n = 0; n < 20_000; n++) {
            counts[draw.drawn(P.at(0), random)] += 1 / 20_000.0;
        }

        assertArrayEquals(P.at(0), counts, 0.014); // 4 standard errors
    }

    @Test
    void ofFewBitsLeavesRareTokensOut() {
        // A uniform with 24 bits is at most 1 - 2^-24: a token of 1e-9 beside one of 1 needs an exponential above 59 there,
        // and 16.6 is the largest. A thousand such tokens have a millionth together, and none ever wins.
        var law = new double[1001];
        Arrays.fill(law, 1e-9);
        law[1000] = 1 - 1e-6;
        var least = -Math.log(1 - 0x1p-24) / 1e-9;

        assertTrue(least > -Math.log(0x1p-24), "the smallest race time of a rare token is above the largest of the other");
        var random = new SplittableRandom(4);
        for (int n = 0; n < 500; n++) {
            assertEquals(1000, TokenDraw.GUMBEL_24.drawn(law, random));
        }
    }

    @Test
    void isCheckedWhenMade() {
        assertThrows(InvalidParameterException.class, () -> Drawing.at(-1));
        assertThrows(InvalidParameterException.class, () -> Drawing.at(Double.NaN));
        assertThrows(InvalidParameterException.class, () -> Drawing.sharpened(0));
        assertThrows(InvalidParameterException.class, () -> new Drawing(1, 1, 1.1, 0, TokenDraw.INVERSE_CDF));
        assertThrows(InvalidParameterException.class, () -> new Drawing(1, 1, 1, -1, TokenDraw.INVERSE_CDF));
    }
}
