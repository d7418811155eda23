package samplerscope.model;

import static java.lang.StrictMath.ceilDiv;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import samplerscope.tensor.HostRows;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.Panels;

/// The posterior means of a data set in float32, for all samples of a batch at once: a product of samples and points, a
/// softmax of each row ({@link RowSoftmax}), and a product of weights and points ({@link WeightedPoints}).
///
/// Holds working memory that grows with the batch and the data, up to {@link #MOST} products; not for two threads at once.
final class PosteriorProducts {

    /// From here on products win over the distances of `NoisedDataSet`.
    static final int FEWEST_DIMENSIONS = 16;
    /// A second copy of more numbers than this is not made.
    static final int MOST_NUMBERS = 1 << 29;

    /// Rows of products begin at a multiple of it, the panels of every width of vectors, or the chunks of sums would
    /// depend on that width.
    private static final int ALIGNED = 32;

    /// Products that are held at once, unless a few rows have more.
    private static final int MOST = 1 << 22;

    private final DataSet data;
    private final Workers workers;
    private final Panels samples = Panels.left();
    private final WeightedPoints means;
    private float[] products = {};
    private double[] squares = {};

    PosteriorProducts(DataSet data, Workers workers) {
        this.data = data;
        this.workers = workers;
        this.means = new WeightedPoints(data, workers);
    }

    /// Whether this way suits the data; else samples go one by one.
    static boolean suits(DataSet data) {
        return data.dimension() >= FEWEST_DIMENSIONS && (long) data.size() * data.dimension() <= MOST_NUMBERS;
    }

    /// `into <- E[x0 | x]` for some rows.
    void posteriorMeans(NoisedDataSet noised, HostTensor x, HostTensor into, Rows rows) {
        CentredData centred = data.centred(workers);
        int width = centred.panels().width();
        int begin = noised.block().from() / ALIGNED * ALIGNED / width;
        int end = ceilDiv(noised.block().to(), width);
        int stride = (end - begin) * width;
        var law = new RowSoftmax.Law(data, centred, begin * width, noised.block().from(), noised.block().to(),
            noised.alpha(), noised.variance());
        int count = rows.count(x.shape().batch());
        int band = max(1, MOST / stride / samples.width()) * samples.width();
        for (int from = 0; from < count; from += band) {
            int size = min(band, count - from);
            var here = new Rows(rows.row(from), rows.stride());
            resize(size, stride);
            gather(centred, noised.alpha(), new HostRows(x), here);
            MatrixProduct.multiply(samples, centred.panels(), begin, end, products, stride, workers);
            weigh(law, stride, new HostRows(x), here);
            means.sum(products, stride, size, law.first(), min(stride, data.size() - law.first()));
            finish(noised, new HostRows(x), new HostRows(into), here);
        }
    }

    private void resize(int size, int stride) {
        samples.resize(size, data.dimension());
        if (products.length < size * stride) {
            products = new float[size * stride];
        }
        if (squares.length < size) {
            squares = new double[size];
        }
    }

    /// Samples without the mean of the data, and their squared lengths.
    private void gather(CentredData centred, double alpha, HostRows x, Rows rows) {
        int dimension = data.dimension();
        workers.forEachRange(samples.panels(), 1, (from, to) -> {
            var row = new double[dimension];
            var lines = new float[samples.width() * dimension];
            for (int panel = from; panel < to; panel++) {
                int first = panel * samples.width();
                for (int i = first; i < min(samples.lines(), first + samples.width()); i++) {
                    x.read(rows.row(i), row);
                    squares[i] = centre(row, alpha, centred.centre(), lines, (i - first) * dimension);
                }
                samples.fillPanel(panel, lines, 0, dimension);
            }
        });
    }

    private static double centre(double[] row, double alpha, float[] centre, float[] into, int at) {
        for (int j = 0; j < row.length; j++) {
            into[at + j] = (float) (row[j] - alpha * centre[j]);
        }
        return CentredData.square(into, at, row.length);
    }

    private void weigh(RowSoftmax.Law law, int stride, HostRows x, Rows rows) {
        workers.forEachRange(samples.lines(), 1, (from, to) -> {
            var softmax = new RowSoftmax(stride, data.dimension());
            for (int i = from; i < to; i++) {
                int row = rows.row(i);
                softmax.weigh(law, squares[i], products, i * stride, stride, sample -> x.read(row, sample));
            }
        });
    }

    /// `m + pull (x - alpha m)` with `m` the weighted mean.
    private void finish(NoisedDataSet noised, HostRows x, HostRows into, Rows rows) {
        workers.forEachRange(samples.lines(), 1, (from, to) -> {
            var row = new double[data.dimension()];
            var mean = new double[data.dimension()];
            for (int i = from; i < to; i++) {
                x.read(rows.row(i), row);
                means.mean(i, mean);
                pull(row, mean, noised.alpha(), noised.pull());
                into.write(rows.row(i), mean);
            }
        });
    }

    private static void pull(double[] x, double[] mean, double alpha, double pull) {
        for (int j = 0; j < x.length; j++) {
            mean[j] += pull * (x[j] - alpha * mean[j]);
        }
    }
}
