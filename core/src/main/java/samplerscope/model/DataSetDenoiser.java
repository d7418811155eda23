package samplerscope.model;

import java.util.List;
import java.util.Optional;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.HostRows;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.simd.DataSetKernel;

/// The posterior mean of a data set on a host backend, a vector of samples at a time.
final class DataSetDenoiser implements Denoiser {

    private static final int LANES = DataSetKernel.LANES;

    private final DataSetModel model;
    private final Binding binding;
    private final List<ClassRows> groups;
    /// For float32; empty where samples go one by one.
    private final Optional<PosteriorProducts> products;

    DataSetDenoiser(DataSetModel model, Binding binding) {
        this.model = model;
        this.binding = binding;
        this.groups = ClassRows.of(binding.condition(), binding.firstSample(), model.card().classes().size());
        this.products = binding.backend().precision() == Precision.FLOAT32 && PosteriorProducts.suits(model.data())
            ? Optional.of(new PosteriorProducts(model.data(), binding.backend().workers())) : Optional.empty();
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        binding.backend().fields().ifPresentOrElse(
            kernels -> groups.forEach(rows ->
                kernels.evaluate(model.at(at, rows.label()).field(), rows.rows(), x, into)),
            () -> binding.backend().onHost(x, into, (state, mean) -> posteriorMeans(state, at, mean)));
    }

    private void posteriorMeans(HostTensor x, NoiseLevel at, HostTensor into) {
        for (ClassRows rows : groups) {
            NoisedDataSet noised = model.at(at, rows.label());
            products.ifPresentOrElse(all -> all.posteriorMeans(noised, x, into, rows.rows()),
                () -> oneByOne(noised, x, into, rows));
        }
    }

    /// In float64.
    private void oneByOne(NoisedDataSet noised, HostTensor x, HostTensor into, ClassRows rows) {
        var states = new Lanes(new HostRows(x), rows);
        var results = new Lanes(new HostRows(into), rows);
        binding.backend().workers().forEachRange(rows.count(x.shape().batch()), LANES, (from, to) -> {
            var scratch = new NoisedDataSet.Scratch(x.shape().sampleSize());
            for (int start = from; start < to; start += LANES) {
                int end = StrictMath.min(to, start + LANES);
                states.gather(start, end, scratch);
                noised.posteriorMean(scratch);
                results.scatter(start, end, scratch);
            }
        });
    }

    /// Rows of a tensor as lanes of a vector; lanes beyond the last row keep what they hold.
    private record Lanes(HostRows tensor, ClassRows rows) {

        void gather(int from, int to, NoisedDataSet.Scratch scratch) {
            for (int i = from; i < to; i++) {
                tensor.read(rows.row(i), scratch.row);
                for (int j = 0; j < scratch.row.length; j++) {
                    scratch.x[j * LANES + i - from] = scratch.row[j];
                }
            }
        }

        void scatter(int from, int to, NoisedDataSet.Scratch scratch) {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < scratch.row.length; j++) {
                    scratch.row[j] = scratch.x[j * LANES + i - from];
                }
                tensor.write(rows.row(i), scratch.row);
            }
        }
    }
}
