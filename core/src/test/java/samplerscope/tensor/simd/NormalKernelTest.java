package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;

class NormalKernelTest {

    /// Sizes that end in each place of a group of four words, and more numbers than one block.
    @ParameterizedTest(name = "{0} samples of {1} numbers")
    @CsvSource({"1, 1", "700, 1", "100000, 2", "1021, 3", "33, 4", "65, 5", "40, 3072"})
    void theNumbersAreThoseOfTheReferenceRounded(int samples, int size) {
        DrawKey key = DrawKey.solver(42, 3, 7, 1);
        var found = new float[samples * size];
        NormalKernel.fill(found, size, key, 0, samples);

        var row = new double[size];
        for (int b = 0; b < samples; b++) {
            NormalDraws.fill(row, key, b);
            for (int i = 0; i < size; i++) {
                assertEquals((float) row[i], found[b * size + i], "sample " + b + ", number " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "3, 9", "700, 1021"})
    void aRangeOfRowsIsFilledAndNoOther(int from, int to) {
        DrawKey key = DrawKey.initial(1, 0);
        var whole = new float[3 * 1021];
        var some = new float[whole.length];

        NormalKernel.fill(whole, 3, key, 0, 1021);
        NormalKernel.fill(some, 3, key, from, to);

        for (int i = 0; i < some.length; i++) {
            assertEquals(i / 3 >= from && i / 3 < to ? whole[i] : 0, some[i], "number " + i);
        }
    }
}
