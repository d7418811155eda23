/// What is known of the data behind a model: plain numbers in float64, before any run.
///
/// Solvers and grids may look at these as they look at noise levels. No tensor and no model lives here; who measures a
/// model fills these in. Start reading at {@link samplerscope.statistics.ModelFacts}.
@NullMarked
package samplerscope.statistics;

import org.jspecify.annotations.NullMarked;
