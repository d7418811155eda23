package samplerscope.anatomy;

/// What one step has to do with the error of a run against its exact path.
///
/// `soFar = carried + made` and the `atEnd` of all steps together are the error at the end, as vectors: both sums are
/// exact, not of first order. Their sizes do not add, since errors may cancel; their shares do.
///
/// @param made    by the step alone, from an exact state with an exact history: the local truncation error
/// @param carried what the step made of the error that it was given
/// @param soFar   error of the run after the step
/// @param atEnd   what is left of `made` at the end: the difference between the ends of two runs, one exact up to this
///                step, the other exact up to the next
/// @param madeShare    of `made` in `soFar`: its projection on it, RMS; below 0 where it cancels
/// @param carriedShare likewise of `carried`; the two add to `soFar.rms()`
/// @param endShare     of `atEnd` in the error at the end; those of all steps add to its RMS
public record StepErrors(ErrorMap made, ErrorMap carried, ErrorMap soFar, ErrorMap atEnd, double madeShare,
                         double carriedShare, double endShare) {}
