package samplerscope.model;

import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Tensor;

/// The posterior mean of a mixture on a host backend, sample by sample.
final class MixtureDenoiser implements Denoiser {

    private static final int GRAIN = 16;

    private final GaussianMixture mixture;
    private final Binding binding;
    private final List<ClassRows> groups;

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
        for (ClassRows rows : groups) {
            var noised = new NoisedMixture(mixture.components(rows.label()), at);
            var numbers = new HostRows((HostTensor) x);
            var results = new HostRows((HostTensor) into);
            binding.backend().workers().forEachRange(rows.count(x.shape().batch()), GRAIN, (from, to) -> {
                var state = new double[x.shape().sampleSize()];
                var mean = new double[state.length];
                var weights = new double[noised.size()];
                for (int i = from; i < to; i++) {
                    int row = rows.first() + i * rows.stride();
                    numbers.read(row, state);
                    noised.posteriorMean(state, mean, weights);
                    results.write(row, mean);
                }
            });
        }
    }
}
