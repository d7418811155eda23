/// The compare grid: what is swept, its cells as small multiples that fill while they run, the front, the table, and how
/// metrics settle; with one choice of cells, and the samples that are chosen in the lanes too.
///
/// Start reading at {@link samplerscope.app.sweep.SweepModel}; {@link samplerscope.app.sweep.SweepPage} shows it.
@NullMarked
package samplerscope.app.sweep;

import org.jspecify.annotations.NullMarked;
