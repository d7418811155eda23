/// Masked (absorbing-state) diffusion: a canvas of tokens that is uncovered step by step.
///
/// A {@link samplerscope.masked.MaskPredictor} says what may stand at each hidden position, a
/// {@link samplerscope.masked.MaskedSampler} decides which of it is written down, and what it did is told as
/// {@link samplerscope.masked.UnmaskStep}s. It shares runs, records and specs with continuous diffusion, and none of its
/// steps. All arithmetic after the predictor is float64; entropies and divergences are in nats.
@NullMarked
package samplerscope.masked;

import org.jspecify.annotations.NullMarked;
