/// Searches over strategies: what is found is written into a spec, so that a run needs no search.
///
/// A search blocks its thread, tells how far it is, and stops within one model evaluation when the thread is
/// interrupted. Start reading at {@link samplerscope.search.ScheduleSearch} for whole schedules, and at
/// {@link samplerscope.search.RatioSearch} for the ratios of DC-Solver.
@NullMarked
package samplerscope.search;

import org.jspecify.annotations.NullMarked;
