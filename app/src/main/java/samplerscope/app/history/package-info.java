/// The window's side of the history: runs go in as they end, and come back from a page.
///
/// Everything that touches files or the index happens on threads of {@link samplerscope.app.history.HistoryDesk}, where
/// to start reading.
@NullMarked
package samplerscope.app.history;

import org.jspecify.annotations.NullMarked;
