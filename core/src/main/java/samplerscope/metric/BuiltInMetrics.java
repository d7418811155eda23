package samplerscope.metric;

import java.util.List;

/// The metrics that ship with the program. Adding one is a file, a line here, and a test.
public final class BuiltInMetrics {

    private BuiltInMetrics() {}

    public static List<MetricFamily> families() {
        return List.of(
            PathError.FAMILY,
            SlicedWasserstein.FAMILY,
            EnergyDistance.FAMILY,
            MeanDiscrepancy.FAMILY,
            GaussianFrechet.FAMILY);
    }
}
