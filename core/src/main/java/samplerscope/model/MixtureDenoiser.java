package samplerscope.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.HostRows;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.simd.PlaneMixtureKernel;

/// The posterior mean of a mixture on a host backend, sample by sample.
///
/// float32 in the plane goes to the vector kernel; everything else is computed in float64 and rounded at the end.
final class MixtureDenoiser implements Denoiser {

    private static final int GRAIN = 16;
    /// A multiple of every vector width.
    private static final int PLANE_GRAIN = 256;

    private final GaussianMixture mixture;
    private final Binding binding;
    private final List<ClassRows> groups;
    /// What a device keeps of the components of a class, made when a device asks.
    private final Map<OptionalInt, Constants> laws = new HashMap<>();

    MixtureDenoiser(GaussianMixture mixture, Binding binding) {
        this.mixture = mixture;
        this.binding = binding;
        this.groups = ClassRows.of(binding.condition(), binding.firstSample(), mixture.card().classes().size());
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        binding.backend().fields().ifPresentOrElse(
            kernels -> groups.forEach(rows -> kernels.evaluate(field(rows, at), rows.rows(), x, into)),
            () -> binding.backend().onHost(x, into, (state, mean) -> groups.forEach(rows ->
                posteriorMean(new NoisedMixture(mixture.components(rows.label()), at), rows, state, mean))));
    }

    private Field field(ClassRows rows, NoiseLevel at) {
        List<Component> components = mixture.components(rows.label());
        return new NoisedMixture(components, at).field(() -> laws.computeIfAbsent(rows.label(),
            _ -> LowRankField.constants(components)));
    }

    private void posteriorMean(NoisedMixture noised, ClassRows rows, HostTensor x, HostTensor into) {
        Optional<float[]> table = noised.planeTable();
        if (table.isPresent() && x instanceof HostTensor.Float32(var shape, float[] state)
            && into instanceof HostTensor.Float32(var _, float[] result)) {
            var kernel = new PlaneMixtureKernel(table.get());
            binding.backend().workers().forEachPiece(rows.count(shape.batch()), PLANE_GRAIN,
                (from, to) -> kernel.posteriorMean(state, result, rows.rows(), from, to));
        } else {
            inFloat64(noised, rows, x, into);
        }
    }

    private void inFloat64(NoisedMixture noised, ClassRows rows, HostTensor x, HostTensor into) {
        forEachRow(rows, x, into, () -> {
            var weights = new double[noised.size()];
            return (state, mean) -> noised.posteriorMean(state, mean, weights);
        });
    }

    @Override
    public Optional<Slopes> slopes() {
        return Optional.of((x, at, into) -> binding.backend().onHost(x, into, (state, slopes) -> {
            for (ClassRows rows : groups) {
                var noised = new NoisedMixture(mixture.components(rows.label()), at);
                double[][] gains = noised.gains();
                forEachRow(rows, state, slopes, () -> {
                    var mean = new double[state.shape().sampleSize()];
                    var weights = new double[noised.size()];
                    return (row, result) -> noised.slopes(row, gains, mean, weights, result);
                });
            }
        }));
    }

    /// From the state of a sample, [D], to what is asked for, [D], overwritten.
    @FunctionalInterface
    private interface OfRow {
        void fill(double[] state, double[] into);
    }

    /// @param worker makes one with working memory of its own
    private void forEachRow(ClassRows rows, HostTensor x, HostTensor into, Supplier<OfRow> worker) {
        var states = new HostRows(x);
        var results = new HostRows(into);
        binding.backend().workers().forEachRange(rows.count(x.shape().batch()), GRAIN, (from, to) -> {
            var state = new double[x.shape().sampleSize()];
            var result = new double[state.length];
            OfRow work = worker.get();
            for (int i = from; i < to; i++) {
                int row = rows.row(i);
                states.read(row, state);
                work.fill(state, result);
                results.write(row, result);
            }
        });
    }
}
