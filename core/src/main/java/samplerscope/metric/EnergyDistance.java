package samplerscope.metric;

import java.util.List;
import samplerscope.tensor.Workers;

/// Energy distance, `2 E|x - y| - E|x - x'| - E|y - y'|`, unbiased; standard error by delete-one jackknife over samples.
///
/// Source: Szekely & Rizzo 2013, J. Stat. Plan. Inference 143, Eq. 5.
public record EnergyDistance() implements Metric.OfSets {

    public static final MetricFamily FAMILY = new MetricFamily("energy-distance", "Energy distance",
        "Szekely & Rizzo 2013, J. Stat. Plan. Inference 143, Eq. 5", List.of(), _ -> new EnergyDistance());

    /// @throws TooFewSamplesException below 3 samples
    @Override
    public Estimate between(SampleSet generated, SampleSet reference, Workers workers) {
        generated.requireSameDimension(reference);
        TooFewSamplesException.check("the energy distance", 3, "make more samples", generated, reference);
        return new PairStatistic(generated, reference, EnergyDistance::kernel, workers).estimate("data units");
    }

    private static void kernel(double[] squares, double[] sums) {
        for (int j = 0; j < squares.length; j++) {
            double value = -Math.sqrt(squares[j]);
            squares[j] = value;
            sums[j] += value;
        }
    }
}
