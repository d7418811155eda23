package samplerscope.tensor.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// What a comparison of two sorted rows of numbers does most, on vectors, each beside its scalar twin with the same bits.
///
/// The vector forms are slow by far until they are compiled, which takes some ten thousand numbers: for long rows only.
public final class LineKernel {

    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    /// Numbers that are copied at once between two that are left out; room that rows need beyond their end. Where one in
    /// twenty is left out, that is enough four times in five. What is too much is overwritten by the next copy.
    public static final int BLOCK = 32;
    private static final int SUMS = 8;

    private LineKernel() {}

    /// `into <- row` without the numbers at some places. Without a loop as a rule, whose end the processor would guess
    /// wrong each time; `System.arraycopy` for each piece takes three times as long.
    ///
    /// @param row  `count` numbers, and room for {@link #BLOCK} more
    /// @param left places that are left out, ascending
    /// @param into as long as `row`; what follows its `count - left.length` numbers is of no use
    public static void withoutOnVectors(double[] row, int count, int[] left, double[] into) {
        int kept = 0;
        int next = 0;
        for (int place : left) {
            block(row, next, into, kept);
            int length = place - next;
            if (length > BLOCK) {
                System.arraycopy(row, next + BLOCK, into, kept + BLOCK, length - BLOCK);
            }
            kept += length;
            next = place + 1;
        }
        System.arraycopy(row, next, into, kept, count - next);
    }

    private static void block(double[] row, int from, double[] into, int to) {
        for (int i = 0; i < BLOCK; i += LANES.length()) {
            DoubleVector.fromArray(LANES, row, from + i).intoArray(into, to + i);
        }
    }

    /// The scalar twin of {@link #withoutOnVectors}.
    public static void withoutOnScalars(double[] row, int count, int[] left, double[] into) {
        int kept = 0;
        int next = 0;
        for (int place : left) {
            System.arraycopy(row, next, into, kept, place - next);
            kept += place - next;
            next = place + 1;
        }
        System.arraycopy(row, next, into, kept, count - next);
    }

    /// `mean of (x - y)^2` of the first numbers, in eight sums whatever the vectors are.
    ///
    /// @param count `>= 1`
    public static double meanSquareOnVectors(double[] x, double[] y, int count) {
        var sums = new double[SUMS];
        int whole = count / SUMS * SUMS;
        for (int lane = 0; lane < SUMS; lane += LANES.length()) {
            squares(x, y, lane, whole).intoArray(sums, lane);
        }
        return total(sums, x, y, whole, count) / count;
    }

    private static DoubleVector squares(double[] x, double[] y, int lane, int whole) {
        DoubleVector sum = DoubleVector.zero(LANES);
        for (int i = lane; i < whole; i += SUMS) {
            DoubleVector difference = DoubleVector.fromArray(LANES, x, i).sub(DoubleVector.fromArray(LANES, y, i));
            sum = difference.mul(difference).add(sum);
        }
        return sum;
    }

    /// The scalar twin of {@link #meanSquareOnVectors}.
    public static double meanSquareOnScalars(double[] x, double[] y, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = count / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            s0 += square(x[i] - y[i]);
            s1 += square(x[i + 1] - y[i + 1]);
            s2 += square(x[i + 2] - y[i + 2]);
            s3 += square(x[i + 3] - y[i + 3]);
            s4 += square(x[i + 4] - y[i + 4]);
            s5 += square(x[i + 5] - y[i + 5]);
            s6 += square(x[i + 6] - y[i + 6]);
            s7 += square(x[i + 7] - y[i + 7]);
        }
        return total(new double[] {s0, s1, s2, s3, s4, s5, s6, s7}, x, y, whole, count) / count;
    }

    private static double total(double[] sums, double[] x, double[] y, int from, int to) {
        double rest = 0;
        for (int i = from; i < to; i++) {
            rest += square(x[i] - y[i]);
        }
        return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7])) + rest;
    }

    private static double square(double x) {
        return x * x;
    }
}
