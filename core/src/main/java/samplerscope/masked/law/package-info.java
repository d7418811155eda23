/// The exact output law of a sampler on a world small enough to go through.
///
/// No sampler is written twice for it: {@link samplerscope.masked.law.OutputLaw} follows the plans that a
/// {@link samplerscope.masked.PlannedSampler} runs by.
@NullMarked
package samplerscope.masked.law;

import org.jspecify.annotations.NullMarked;
