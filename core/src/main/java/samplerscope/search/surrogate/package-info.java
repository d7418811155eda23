/// Gaussian-process surrogates of an expensive score, and the certified global minimum of their posterior mean.
///
/// A point of a surrogate is a vector of the unit cube; what its coordinates mean is the business of the caller. Start
/// reading at {@link samplerscope.search.surrogate.BayesianOptimisation}, which asks, fits and recommends;
/// {@link samplerscope.search.surrogate.PalmMean} is the branch and bound that proves the recommendation.
///
/// Linear algebra is Hipparchus; kernels, bounds and the search are ours.
@NullMarked
package samplerscope.search.surrogate;

import org.jspecify.annotations.NullMarked;
