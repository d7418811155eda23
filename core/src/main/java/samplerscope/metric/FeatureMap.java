package samplerscope.metric;

import static java.lang.StrictMath.min;

import samplerscope.tensor.Workers;

/// What of the samples a metric looks at. The same map is applied to both sets.
@FunctionalInterface
public interface FeatureMap {

    /// The samples as they are: pixels, or coordinates.
    FeatureMap IDENTITY = set -> set;

    /// Features of every sample, shape [N, F].
    ///
    /// @param set shape [N, D]
    /// @throws samplerscope.tensor.ShapeException if the map was made for another `D`
    SampleSet of(SampleSet set);

    /// Coordinates along the leading principal components of a set, which stays held fixed. Data of fewer dimensions are
    /// left as they are.
    ///
    /// @param reference shape [M, D], `M >= 2`
    /// @param count     components, `>= 1`
    static FeatureMap components(SampleSet reference, int count, Workers workers) {
        if (count >= reference.dimension()) {
            return IDENTITY;
        }
        var components = PrincipalComponents.of(reference, min(count, reference.dimension()), workers);
        return set -> {
            set.requireSameDimension(reference);
            return components.project(set, workers);
        };
    }
}
