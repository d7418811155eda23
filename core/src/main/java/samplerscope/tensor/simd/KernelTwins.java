package samplerscope.tensor.simd;

import java.util.List;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Workers;

/// The hot kernels beside their scalar twins, on data that stay in caches, so that a benchmark can watch them.
///
/// A long method on the Vector API that the compiler does not inline runs tens of times slower than the same code in small
/// loops, and nothing else shows it: the results are the same.
public final class KernelTwins {

    private static final int NUMBERS = 1 << 12;
    private static final int ROWS = 2048;
    private static final int COMPONENTS = 8;
    private static final int TERMS = 4;
    private static final int WIDTH = 64;
    private static final int POINTS = 64;
    private static final int DIMENSION = 768;
    private static final int PRODUCT = 48;

    private KernelTwins() {}

    /// One kernel in both forms.
    ///
    /// @param id      stable, lower case with hyphens
    /// @param name    for people
    /// @param bound   the vector code must be so many times as fast at least; well below what it is when it is inlined
    /// @param vectors one call
    /// @param scalars the same work in plain loops
    public record Twin(String id, String name, double bound, Runnable vectors, Runnable scalars) {}

    /// With data of their own. Adding one is a line here.
    public static List<Twin> all() {
        return List.of(combine(), mixture(), dense(), product(), points(), squaredDistances(), exponential(), meanSquare());
    }

    private static Twin combine() {
        var into = new float[NUMBERS];
        float[] c = {0.5f, 0.25f, 0.125f, 0.0625f};
        var in = new float[TERMS][NUMBERS];
        for (float[] values : in) {
            fill(values);
        }
        return new Twin("combine", "combination of 4", 1.5, () -> Float32Kernels.combine(into, c, in, 0, NUMBERS),
            () -> Float32Kernels.combineScalar(into, c, in, 0, NUMBERS));
    }

    private static Twin mixture() {
        var table = new float[COMPONENTS * PlaneMixtureKernel.STRIDE];
        var x = new float[2 * ROWS];
        var into = new float[2 * ROWS];
        fill(table);
        fill(x);
        var kernel = new PlaneMixtureKernel(table);
        return new Twin("mixture", "mixture of 8 in the plane", 2, () -> kernel.onVectors(x, into, Rows.ALL, 0, ROWS),
            () -> kernel.onScalars(x, into, Rows.ALL, 0, ROWS));
    }

    private static Twin dense() {
        int[] sizes = {2, WIDTH, WIDTH, 2};
        var weights = new float[WIDTH * (WIDTH + 2 + 2)];
        var biases = new float[2 * WIDTH + 2];
        var x = new float[2 * ROWS];
        var into = new float[2 * ROWS];
        fill(weights);
        fill(x);
        var kernel = new DenseKernel(weights, sizes, Activation.SILU);
        return new Twin("dense", "two hidden layers of 64, SiLU", 2,
            () -> kernel.onVectors(x, into, biases, Rows.ALL, 0, ROWS),
            () -> kernel.onScalars(x, into, biases, Rows.ALL, 0, ROWS));
    }

    private static Twin product() {
        var alone = new Workers(1);
        var a = new float[PRODUCT * DIMENSION];
        fill(a);
        Panels left = Panels.left().resize(PRODUCT, DIMENSION).fillWithLines(a, 0, DIMENSION, alone);
        Panels right = Panels.right().resize(PRODUCT, DIMENSION).fillWithLines(a, 0, DIMENSION, alone);
        var c = new float[PRODUCT * PRODUCT];
        return new Twin("product", "matrix product of 48 x 768 x 48", 2,
            () -> MatrixProduct.onVectors(left, right, c, alone), () -> MatrixProduct.onScalars(left, right, c, alone));
    }

    private static Twin points() {
        var data = new float[POINTS * DIMENSION];
        fill(data);
        var x = new double[DIMENSION];
        var kept = new double[1];
        return new Twin("points", "exact distances to 64 points of 768", 1.2, () -> {
            for (int i = 0; i < POINTS; i++) {
                kept[0] += PointKernel.distanceOnVectors(x, 1, data, i * DIMENSION);
            }
        }, () -> {
            for (int i = 0; i < POINTS; i++) {
                kept[0] += PointKernel.distanceOnScalars(x, 1, data, i * DIMENSION);
            }
        });
    }

    /// Both write over what they read: a rate of 0 keeps every value in range, call after call.
    private static Twin exponential() {
        var values = new double[NUMBERS];
        return new Twin("exp", "exponential of 4096 doubles", 1.2, () -> Exp64.onVectors(values, 0),
            () -> Exp64.onScalars(values, 0));
    }

    private static Twin meanSquare() {
        var x = new double[NUMBERS];
        var y = new double[NUMBERS];
        var kept = new double[1]; // or the compiler would leave out what nobody reads
        return new Twin("mean-square", "mean square difference of 4096 doubles", 1.2,
            () -> kept[0] += LineKernel.meanSquareOnVectors(x, y, NUMBERS),
            () -> kept[0] += LineKernel.meanSquareOnScalars(x, y, NUMBERS));
    }

    private static Twin squaredDistances() {
        var x = new double[DIMENSION * DataSetKernel.LANES];
        var data = new float[POINTS * DIMENSION];
        var into = new double[POINTS * DataSetKernel.LANES];
        fill(data);
        return new Twin("distances", "squared distances to 64 points of 768", 1.2,
            () -> DataSetKernel.squaredDistances(x, 1, data, 0, POINTS, into), () -> squaredDistances(x, data, into));
    }

    private static void squaredDistances(double[] x, float[] data, double[] into) {
        int lanes = DataSetKernel.LANES;
        for (int k = 0; k < POINTS; k++) {
            for (int lane = 0; lane < lanes; lane++) {
                double sum = 0;
                for (int j = 0; j < DIMENSION; j++) {
                    double away = x[j * lanes + lane] - data[k * DIMENSION + j];
                    sum = Math.fma(away, away, sum);
                }
                into[k * lanes + lane] = sum;
            }
        }
    }

    private static void fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 1f / (1 + i % 17);
        }
    }
}
