package samplerscope.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.HexFormat;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class PhiloxTest {

    /// The three known answers published with Random123.
    @ParameterizedTest(name = "counter {0}, key {1}")
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"})
    void givesThePublishedWords(String counter, String key, String expected) {
        int[] words = parse(counter);
        int[] keys = parse(key);

        Philox.words(words, keys[0], keys[1]);

        assertArrayEquals(parse(expected), words);
    }

    @Test
    void normalsMatchTheMeasuredTable() {
        var draws = new double[8];
        NormalDraws.fill(draws, DrawKey.initial(0, 0), 0);
        assertArrayEquals(new double[] {0.99113768, -0.92466259, -0.61760896, -0.48206859,
            -0.15363823, 0.1808259, 0.8317351, 0.19743972}, draws, 5e-9); // printed digits

        var later = new double[4];
        NormalDraws.fill(later, DrawKey.solver(42, 0, 3, 0), 0);
        assertArrayEquals(new double[] {0.77075787, -0.74239203, -0.05609832, 0.47069139}, later, 5e-9);
    }

    @Test
    void aSampleIsTheSameAloneAndInABatch() {
        var alone = new double[5];
        var inBatch = new double[5];
        NormalDraws.fill(alone, DrawKey.initial(7, 3), 0);
        NormalDraws.fill(inBatch, DrawKey.initial(7, 1), 2);
        assertArrayEquals(alone, inBatch);
    }

    private static int[] parse(String words) {
        return Arrays.stream(words.split(" ")).mapToInt(HexFormat::fromHexDigits).toArray();
    }
}
