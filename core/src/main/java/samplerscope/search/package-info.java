/// Searches over the numbers of a strategy: what is found is written into the spec, so that a run needs no search.
///
/// A search blocks its thread, tells how far it is, and stops within one model evaluation when the thread is
/// interrupted. Start reading at {@link samplerscope.search.RatioSearch}.
@NullMarked
package samplerscope.search;

import org.jspecify.annotations.NullMarked;
