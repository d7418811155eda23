package samplerscope.statistics;

/// Asks where a run with error control would take its steps.
///
/// @param from      lambda at the start
/// @param to        lambda at the end, larger
/// @param data      whether the data prediction is extrapolated; the noise prediction otherwise
/// @param order     the higher order of the pair of DPM-Solvers, 2 or 3
/// @param relative  tolerance, of the state
/// @param absolute  tolerance, of the state
/// @param firstStep to try, in lambda
/// @param safety    how much of the step that would just do is taken, in (0, 1)
/// @param samples   noises that the run is made for; the worst of them decides
public record AdaptiveRequest(double from, double to, boolean data, int order, double relative, double absolute,
                              double firstStep, double safety, int samples) {}
