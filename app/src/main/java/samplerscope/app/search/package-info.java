/// The window's side of the search for schedules: a goal, the progress of every method, what was found, and ways out to
/// lanes, the editor and other programs.
///
/// Searches run on a thread of {@link samplerscope.app.search.SearchWork} and are kept in folders that the command line
/// reads, too; {@link samplerscope.app.search.SearchModel} is what the views see, on the FX thread. Start there.
@NullMarked
package samplerscope.app.search;

import org.jspecify.annotations.NullMarked;
