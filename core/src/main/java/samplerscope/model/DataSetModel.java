package samplerscope.model;

import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.random.Philox;
import samplerscope.schedule.NoiseLevel;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.Scatter;

/// The ideal denoiser of a finite data set: what a network with unlimited capacity would learn from it.
///
/// With bandwidth `h > 0` each point is a round Gaussian of that standard deviation, and samples are new; with `h = 0`
/// samples are the data themselves.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Eq. 57 (for `alpha = 1`, `h = 0`).
public final class DataSetModel implements ExactLaw {

    /// Enough for a covariance: more change it less than a sampler could tell.
    private static final int MOST_POINTS = 4096;

    private final ModelCard card;
    private final DataSet data;
    private final double bandwidth;

    /// @param bandwidth `h >= 0`, in units of the data
    public DataSetModel(ModelCard card, DataSet data, double bandwidth) {
        if (!(bandwidth >= 0) || !Double.isFinite(bandwidth)
            || card.sampleShape().stream().reduce(1, (a, b) -> a * b) != data.dimension()) {
            throw new IllegalArgumentException("bandwidth %s, shape %s, dimension %d".formatted(
                bandwidth, card.sampleShape(), data.dimension()));
        }
        this.card = card;
        this.data = data;
        this.bandwidth = bandwidth;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<ExactLaw> law() {
        return Optional.of(this);
    }

    public DataSet data() {
        return data;
    }

    /// `h`, in units of the data.
    public double bandwidth() {
        return bandwidth;
    }

    /// The points that moments are taken of, [N, D], `N <= 4096`.
    float[] points(Condition condition) {
        DataSet.Block block = block(ClassRows.only(condition));
        int dimension = data.dimension();
        int count = StrictMath.min(block.size(), MOST_POINTS);
        var points = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            System.arraycopy(data.values(), spread(block, i, count) * dimension, points, i * dimension, dimension);
        }
        return points;
    }

    /// How many of all points a condition leaves, from 0 to 1.
    double share(Condition condition) {
        return block(ClassRows.only(condition)).size() / (double) data.size();
    }

    private static int spread(DataSet.Block block, int index, int count) {
        return block.from() + (int) ((long) index * block.size() / count);
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        ConditionException.check(card, binding.condition());
        return new DataSetDenoiser(this, binding);
    }

    NoisedDataSet at(NoiseLevel level, OptionalInt label) {
        return new NoisedDataSet(data, block(label), bandwidth, level);
    }

    private DataSet.Block block(OptionalInt label) {
        return label.isEmpty() ? data.all() : data.ofClass(label.getAsInt());
    }

    /// A point by one Philox word, plus `h z`; the streams are not those of a run, so that draws with a run's seed are
    /// independent of its initial state.
    @Override
    public double[] draw(int n, long seed, Condition condition) {
        ConditionException.check(card, condition);
        int dimension = data.dimension();
        var all = new double[n * dimension];
        var noise = new double[dimension];
        for (ClassRows rows : ClassRows.of(condition, 0, card.classes().size())) {
            DataSet.Block block = block(rows.label());
            for (int row = rows.rows().first(); row < n; row += rows.rows().stride()) {
                float[] point = data.point(choose(block, seed + row));
                NormalDraws.fill(noise, new DrawKey(seed, 0, 0, 0, DrawKey.Stream.PROBE), row);
                for (int j = 0; j < dimension; j++) {
                    all[row * dimension + j] = point[j] + bandwidth * noise[j];
                }
            }
        }
        return all;
    }

    private static int choose(DataSet.Block block, long seed) {
        var words = new int[] {0, 0, 0, DrawKey.Stream.CHOICE.ordinal()};
        Philox.words(words, (int) seed, (int) (seed >>> 32));
        return block.from() + (int) (Philox.open01(words[0]) * block.size());
    }

    /// The mean of all points; the covariance of at most {@link #MOST_POINTS} of them, evenly spread over the classes.
    @Override
    public GaussianFit moments(Condition condition) {
        ConditionException.check(card, condition);
        DataSet.Block block = block(ClassRows.only(condition));
        int dimension = data.dimension();
        var mean = new double[dimension];
        for (int i = block.from(); i < block.to(); i++) {
            addPoint(mean, 1.0 / block.size(), i);
        }
        int count = StrictMath.min(block.size(), MOST_POINTS);
        var diagonal = new double[dimension];
        Arrays.fill(diagonal, bandwidth * bandwidth);
        return new Scatter(count, (i, into) -> {
            for (int j = 0; j < dimension; j++) {
                into[j] = -mean[j] / sqrt(count);
            }
            addPoint(into, 1 / sqrt(count), spread(block, i, count));
        }, diagonal).around(mean);
    }

    private void addPoint(double[] to, double factor, int index) {
        float[] values = data.values();
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * values[index * to.length + j];
        }
    }

    @Override
    public double logDensity(double[] x, NoiseLevel at, Condition condition) {
        return density(at, condition).logAt(x);
    }

    @Override
    public Density density(NoiseLevel at, Condition condition) {
        ConditionException.check(card, condition);
        return at(at, ClassRows.only(condition))::logDensity;
    }
}
