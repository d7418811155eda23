/// Counter-based randomness: a draw is a function of its key and of nothing else.
///
/// Batch size, thread count, recording and device order cannot change a draw. Start reading at
/// {@link samplerscope.random.DrawKey}.
@NullMarked
package samplerscope.random;

import org.jspecify.annotations.NullMarked;
