/// How good decoded sequences are, measured against a world whose law is known.
///
/// {@link samplerscope.masked.measure.MonteCarlo} runs a sampler over many sequences and returns a
/// {@link samplerscope.masked.measure.Measurement}; {@link samplerscope.masked.measure.StepError} says what one step cost
/// in independence, and between which two tokens. No sampler is known here, only what it told in its steps.
///
/// Perplexity stands beside entropy throughout: a sampler that gains only one of the two is trading, not improving.
@NullMarked
package samplerscope.masked.measure;

import org.jspecify.annotations.NullMarked;
