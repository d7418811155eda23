package samplerscope.run;

import samplerscope.tensor.PlaneCells;

/// How many of all samples of a run in the plane are where, when too many are under way to record each.
///
/// @param cells  in the coordinates of the picture, `x_t / sqrt(alpha^2 + sigma^2)`, in which noise is standard normal
/// @param counts of every cell, row-major from the bottom; live, not a copy
public record Density(PlaneCells cells, int[] counts) {}
