package samplerscope.anatomy;

import java.util.Optional;

/// What the network, and not the solver, did at one step: against the path of the ideal denoiser of its data from the
/// same noise.
///
/// @param made         by the network over the step alone: its own exact flow from the ideal state, minus the ideal state
///                     after the step. With noise: the sampler's step with the network instead of the ideal denoiser
/// @param network      what is left of `made` at the end
/// @param discretisation what is left at the end of the rest of the step, the solver's error from the ideal state; empty
///                     with noise, where both samplers take the same steps. Over all steps, both together are the
///                     distance of the samples from the ideal ones, exactly
/// @param after        how far the run is from the ideal path after the step, split in two
public record NetworkErrors(ErrorMap made, AtEnd network, Optional<AtEnd> discretisation, Split after) {

    /// @param map   by place
    /// @param share its projection on the distance from the ideal samples, RMS; those of all steps and both kinds add to it
    public record AtEnd(ErrorMap map, double share) {}

    /// `x - g = (x - r) + (r - g)`: the run `x`, the network's own converged path `r`, the path `g` of the ideal denoiser.
    ///
    /// Mean squares add with a remainder: `total^2 = discretisation^2 + network^2 + remainder`, as the two may point the
    /// same way or cancel. Shares add without.
    ///
    /// @param total          `x - g`
    /// @param discretisation `x - r`; empty with noise, where no path is exact
    /// @param network        `r - g`; with noise `x - g`
    /// @param remainder      twice the mean product of the two
    /// @param discretisationShare projection of `x - r` on the total, RMS
    /// @param networkShare        likewise of `r - g`; the two add to `total.rms()`
    public record Split(ErrorMap total, Optional<ErrorMap> discretisation, ErrorMap network, double remainder,
                        double discretisationShare, double networkShare) {}
}
