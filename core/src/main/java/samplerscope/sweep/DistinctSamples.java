package samplerscope.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.random.NoiseSource;
import samplerscope.store.Executed;

/// Which samples of several runs were not among those of an earlier one. A sample's own seed is the seed of the run plus
/// its index, so that runs with seeds close to each other share most of their samples; counted twice, they would make
/// every interval too narrow.
final class DistinctSamples {

    private record Range(long from, long to) {
        boolean holds(long sample) {
            return from <= sample && sample < to;
        }
    }

    private final List<Range> taken = new ArrayList<>();

    /// The values of the samples that no run before had; from then on they are taken.
    ///
    /// @param values one per sample of the run, from its first on
    double[] of(Executed run, double[] values) {
        long seed = run.run().noise().seed();
        if (!isPerSample(run.run().noise().source())) {
            return values;
        }
        double[] fresh = new double[values.length];
        int count = 0;
        for (int b = 0; b < values.length; b++) {
            long sample = seed + b;
            if (taken.stream().noneMatch(r -> r.holds(sample))) {
                fresh[count++] = values[b];
            }
        }
        taken.add(new Range(seed, seed + values.length));
        return Arrays.copyOf(fresh, count);
    }

    /// The runs of which no two share a sample, the first ones kept.
    static List<Executed> independent(List<Executed> runs) {
        var kept = new ArrayList<Executed>();
        for (Executed run : runs) {
            boolean apart = kept.stream().allMatch(k -> !isPerSample(run.run().noise().source())
                || StrictMath.abs(k.run().noise().seed() - run.run().noise().seed()) >= run.run().spec().samples());
            if (apart) {
                kept.add(run);
            }
        }
        return kept;
    }

    /// With one tensor per run every seed gives other numbers.
    private static boolean isPerSample(NoiseSource source) {
        return switch (source) {
            case NoiseSource.Own _ -> true;
            case NoiseSource.TorchCpu(var per, var _) -> per == NoiseSource.Per.SAMPLE;
            case NoiseSource.TorchCuda(var per, int _, var _) -> per == NoiseSource.Per.SAMPLE;
        };
    }
}
