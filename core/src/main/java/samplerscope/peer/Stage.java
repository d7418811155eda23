package samplerscope.peer;

import samplerscope.model.GaussianMixture;
import samplerscope.tensor.Shape;

/// Where a recorded run is repeated: the exact model, the starting points and the noise that the program was given.
///
/// @param model of the run
/// @param shape [B, D]
/// @param start what the program started from, shape [B, D] row-major
/// @param noise the k-th field the program was given, shape [B, D]; empty for a deterministic run
public record Stage(GaussianMixture model, Shape shape, double[] start, double[][] noise) {}
